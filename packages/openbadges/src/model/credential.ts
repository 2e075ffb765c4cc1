import { z } from 'zod';
import { compactJws, text } from './primitives.ts';
import { endorsementCredential, image, profile } from './profile.ts';
import { achievementSubject, evidence } from './subject.ts';
import { checkTogether, credentialFields, credentialTypes } from './verifiable-credential.ts';

/** OpenBadgeCredential (also called AchievementCredential) of Open Badges 3.0. */
export const openBadgeCredential = z
  .looseObject({
    ...credentialFields(profile),
    type: credentialTypes('OpenBadgeCredential', 'AchievementCredential'),
    name: text.optional(),
    image: image.optional(),
    credentialSubject: achievementSubject,
    endorsement: z.array(endorsementCredential).optional(),
    endorsementJwt: z.array(compactJws).optional(),
    evidence: z.array(evidence).optional(),
  })
  .superRefine(checkTogether);
