import { z } from 'zod';
import { achievement, alignment } from './achievement.ts';
import { dateTime, text, types, uri } from './primitives.ts';
import { identifierType, image, profile } from './profile.ts';

export const identityObject = z
  .strictObject({
    type: z.literal('IdentityObject'),
    hashed: z.boolean(),
    identityHash: text.min(1),
    identityType: identifierType,
    salt: text.optional(),
  })
  .refine((value) => !value.hashed || /^(sha256\$[0-9a-fA-F]{64}|md5\$[0-9a-fA-F]{32})$/.test(value.identityHash), {
    message: 'must be sha256$ and 64 hexadecimal digits when hashed is true',
    path: ['identityHash'],
  });

const result = z.looseObject({
  type: types('Result'),
  achievedLevel: uri.optional(),
  resultDescription: uri.optional(),
  status: z.enum(['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew']).optional(),
  value: text.optional(),
  alignment: z.array(alignment).optional(),
});

/**
 * AchievementSubject of Open Badges 3.0: somebody (by id or identity) and what they achieved. A result that points at a result
 * description or rubric level must find it in the achievement, so that a reader can look up what the level means.
 */
export const achievementSubject = z
  .looseObject({
    id: uri.optional(),
    type: types('AchievementSubject'),
    achievement,
    identifier: z.array(identityObject).optional(),
    activityStartDate: dateTime.optional(),
    activityEndDate: dateTime.optional(),
    creditsEarned: z.number().optional(),
    image: image.optional(),
    licenseNumber: text.optional(),
    narrative: text.optional(),
    result: z.array(result).optional(),
    role: text.optional(),
    source: profile.optional(),
    term: text.optional(),
  })
  .superRefine((subject, context) => {
    if (subject.id === undefined && !subject.identifier?.length) {
      context.addIssue({ code: 'custom', message: 'must have an id or at least one identifier', path: [] });
    }
    const descriptions = new Map((subject.achievement.resultDescription ?? []).map((description) => [description.id, description]));
    for (const [index, entry] of (subject.result ?? []).entries()) {
      if (entry.resultDescription === undefined) continue;
      const description = descriptions.get(entry.resultDescription);
      if (!description) {
        context.addIssue({
          code: 'custom',
          message: 'must be the id of a result description of the achievement',
          path: ['result', index, 'resultDescription'],
        });
        continue;
      }
      const levels = description.rubricCriterionLevel;
      if (entry.achievedLevel !== undefined && levels && !levels.some((level) => level.id === entry.achievedLevel)) {
        context.addIssue({
          code: 'custom',
          message: 'must be the id of a rubric level of the result description',
          path: ['result', index, 'achievedLevel'],
        });
      }
      if (description.resultType === 'Status' && entry.status === undefined) {
        context.addIssue({ code: 'custom', message: 'is required when the result type is Status', path: ['result', index, 'status'] });
      }
    }
  });

/** Evidence of Open Badges 3.0. */
export const evidence = z.looseObject({
  id: uri.optional(),
  type: types('Evidence'),
  name: text.optional(),
  description: text.optional(),
  narrative: text.optional(),
  genre: text.optional(),
  audience: text.optional(),
});
