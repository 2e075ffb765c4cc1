import { z } from 'zod';
import { recognizerRoles } from '../../platform/http/access.ts';
import { amountText } from '../ledger/hundredths.ts';

/**
 * What a recognizing entity offers its educators: everything a program says, in one version. Programs differ between districts, so
 * list, steps, groups and pre-approval are data. Text fields named here as Markdown are rendered without raw HTML.
 */

/** A stable name inside one version: lower case, digits and hyphens, unique among its siblings. */
const LocalId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'takes lower-case letters, digits and single hyphens')
  .max(100);
const Line = z.string().trim().min(1).max(200);
const CalendarDate = z.iso.date();

/** Something a badge from elsewhere states: the `achievement.id` of an Open Badge, its issuer's id and its title. */
export const ForeignAchievement = z
  .object({ id: z.string().trim().min(1).max(500), issuer: z.string().trim().min(1).max(500), title: Line })
  .meta({ id: 'ForeignAchievement' });
export type ForeignAchievement = z.infer<typeof ForeignAchievement>;

/** 1 (a focused move), 2 (a routine sustained over weeks), 3 (a redesign of practice); the recognizer's own judgment decides. */
export const Difficulty = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Difficulty = z.infer<typeof Difficulty>;

/** A line of the approved list: a micro-credential of ours, the same skill shown by badges from elsewhere, or both. They count once together. */
export const ApprovedEntry = z
  .object({
    entryId: LocalId,
    microCredentialId: z.uuid().nullable().default(null),
    foreign: z.array(ForeignAchievement).max(20).default([]),
    difficulty: Difficulty,
    /** Hours the recognizer credits for it, where an incentive counts hours. */
    hours: amountText(10_000).default('0'),
  })
  .refine(({ microCredentialId, foreign }) => microCredentialId !== null || foreign.length > 0, {
    message: 'names a micro-credential or an achievement from elsewhere',
    path: ['microCredentialId'],
  })
  .meta({ id: 'ApprovedEntry' });
export type ApprovedEntry = z.infer<typeof ApprovedEntry>;

/** A step of onboarding; steps are taken in their order. */
export const OnboardingStep = z
  .object({
    id: LocalId,
    kind: z.enum(['survey', 'course', 'selection']),
    title: Line,
    /** The survey or course: its id or address name. A selection needs none: it is choosing from the approved list. */
    reference: z.string().trim().min(1).max(200).nullable().default(null),
  })
  .refine(({ kind, reference }) => (kind === 'selection') === (reference === null), {
    message: 'a survey or course is named, a selection is not',
    path: ['reference'],
  })
  .meta({ id: 'OnboardingStep' });
export type OnboardingStep = z.infer<typeof OnboardingStep>;

/** Who looks at a request for pre-approval, one after the other. */
const ApprovalStep = z.object({ title: Line, role: z.enum(['coach', 'reviewer', 'hr', 'recognizer-admin']) });

export const PreApprovalRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('chain'), steps: z.array(ApprovalStep).min(1).max(3) }),
]);

export const GroupRule = z
  .object({ mode: z.enum(['none', 'optional', 'required']), min: z.int().min(2).max(500), max: z.int().min(2).max(500) })
  .refine(({ min, max }) => min <= max, { message: 'min must not exceed max', path: ['min'] });

/** The whole definition of a program. */
export const ProgramDefinition = z
  .object({
    name: Line,
    /** One or two sentences for a card. */
    summary: z.string().trim().min(1).max(600),
    /** The mission that rationales are held against. Markdown. */
    mission: z.string().trim().max(4000).default(''),
    /** First and last day for joining; calendar dates in the organization's time zone. */
    opensOn: CalendarDate.nullable().default(null),
    closesOn: CalendarDate.nullable().default(null),
    audience: z
      .object({
        /** Ids of schools under the recognizer; null for all. */
        schools: z.array(z.uuid()).min(1).max(2000).nullable(),
        roles: z.array(z.enum(recognizerRoles)).min(1),
      })
      .default({ schools: null, roles: ['educator'] }),
    /** How many of the list an educator chooses, and whether what is begun may still be given up for another. */
    choice: z
      .object({
        atLeast: z.int().min(0).max(500),
        atMost: z.int().min(1).max(500).nullable(),
        changeAfterBegun: z.boolean().default(false),
      })
      .default({ atLeast: 0, atMost: null, changeAfterBegun: false }),
    steps: z.array(OnboardingStep).max(10).default([]),
    groups: GroupRule.default({ mode: 'none', min: 5, max: 60 }),
    preApproval: PreApprovalRule.default({ kind: 'none' }),
    /** How many educators may take part; null for any number. */
    capacity: z.int().min(1).max(1_000_000).nullable().default(null),
    entries: z.array(ApprovedEntry).max(2000),
  })
  .superRefine((definition, context) => {
    const complain = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const { opensOn, closesOn, choice, entries, steps } = definition;
    if (opensOn && closesOn && closesOn < opensOn) complain(['closesOn'], 'lies before the first day');
    if (choice.atMost !== null && choice.atMost < choice.atLeast) complain(['choice', 'atMost'], 'is less than how many are to be chosen');
    if (entries.length > 0 && choice.atLeast > entries.length) complain(['choice', 'atLeast'], 'is more than the list has');
    if (new Set(steps.map(({ id }) => id)).size !== steps.length) complain(['steps'], 'ids must differ');
    if (new Set(entries.map(({ entryId }) => entryId)).size !== entries.length) complain(['entries'], 'ids must differ');
    const seen = new Map<string, number>();
    for (const [index, entry] of entries.entries())
      for (const achievement of achievementsOf(entry)) {
        const other = seen.get(achievement);
        if (other !== undefined) complain(['entries', index], `accepts the same as entry ${other + 1}: one skill stands on the list once`);
        seen.set(achievement, index);
      }
  });
export type ProgramDefinition = z.infer<typeof ProgramDefinition>;

/** What a draft must be to be published: its list offers something. Versions are read without asking this again. */
export const PublishableProgram = ProgramDefinition.refine(({ entries }) => entries.length > 0, {
  message: 'has nothing on it yet',
  path: ['entries'],
});

/** How an achievement is named wherever it must count once. */
export const ourAchievement = (microCredentialId: string): string => `mc:${microCredentialId.toLowerCase()}`;
export const foreignAchievement = (achievementId: string): string => `foreign:${achievementId}`;

/** Everything an entry accepts; the first name is what all of it counts as. */
export function achievementsOf({ microCredentialId, foreign }: ApprovedEntry): string[] {
  return [...(microCredentialId ? [ourAchievement(microCredentialId)] : []), ...foreign.map(({ id }) => foreignAchievement(id))];
}
