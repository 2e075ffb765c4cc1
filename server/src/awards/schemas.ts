import { z } from 'zod';

/** Shapes of awards in the API. */

export const AwardParams = z.object({ awardId: z.uuid() });
export const OrganizationParams = z.object({ organizationId: z.uuid() });
export const Paging = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(24) });

const Kind = z.enum(['micro-credential', 'stack']);

/** What a badge is drawn from. */
const Art = z
  .object({
    microCredentialId: z.uuid(),
    title: z.string(),
    description: z.string(),
    stackKey: z.string(),
    issuerColor: z.string().nullable(),
    kind: Kind,
    members: z.int(),
  })
  .meta({ id: 'BadgeArt' });

export const BadgeAnswer = z
  .object({
    id: z.uuid(),
    kind: Kind,
    title: z.string(),
    competency: z.string(),
    about: z.string(),
    art: Art,
    earner: z.string(),
    issuer: z.object({ slug: z.string(), name: z.string(), color: z.string().nullable(), website: z.string().nullable() }),
    awardedAt: z.date(),
    revokedAt: z.date().nullable(),
    suspendedAt: z.date().nullable().meta({ description: 'Since when it is not to be relied on for now' }),
    shown: z.boolean(),
    demo: z.boolean(),
    topics: z.array(z.string()),
    parts: z.array(
      z.object({
        title: z.string(),
        criteria: z.array(z.object({ title: z.string(), level: z.string(), descriptor: z.string(), levels: z.array(z.string()) })),
      }),
    ),
    members: z.array(z.object({ slug: z.string(), title: z.string() })),
    evidence: z.array(z.object({ kind: z.string(), title: z.string(), description: z.string(), address: z.string() })),
    links: z.object({
      page: z.string(),
      credential: z.string(),
      png: z.string(),
      svg: z.string(),
      linkedIn: z.string(),
      share: z.object({ email: z.string(), bluesky: z.string(), mastodon: z.string(), facebook: z.string(), x: z.string() }),
      embed: z.string().meta({ description: 'HTML for a page of one’s own: picture and link, without scripts or frames' }),
    }),
  })
  .meta({ id: 'Badge' });

export const BadgeStatusAnswer = z.enum(['revocation', 'suspension']);

export const ListedAwardAnswer = z
  .object({
    id: z.uuid(),
    kind: Kind,
    title: z.string(),
    art: Art,
    issuer: z.object({ slug: z.string(), name: z.string() }),
    awardedAt: z.date(),
    shown: z.boolean(),
    revoked: z.object({ at: z.date(), reason: z.string() }).nullable(),
    suspended: z.object({ at: z.date(), reason: z.string() }).nullable(),
    links: z.object({ page: z.string(), linkedIn: z.string() }),
  })
  .meta({ id: 'Award' });
export const AwardsAnswer = z.object({ items: z.array(ListedAwardAnswer), nextCursor: z.string().nullable() });
export const IssuedAwardsAnswer = z.object({
  items: z.array(
    ListedAwardAnswer.extend({
      earner: z.string(),
      tells: BadgeStatusAnswer.meta({ description: 'What its status list tells verifiers elsewhere' }),
    }).meta({ id: 'IssuedAward' }),
  ),
  nextCursor: z.string().nullable(),
});

const Check = z.object({
  id: z.string(),
  outcome: z.enum(['passed', 'failed', 'warning', 'not-checked']),
  reason: z.string().meta({ description: 'A stable word for what was found' }),
  message: z.string().meta({ description: 'The same in plain English' }),
});
export const VerificationAnswer = z
  .object({
    verdict: z.enum(['valid', 'invalid', 'undetermined']),
    checks: z.array(Check),
    badge: z
      .object({
        kind: z
          .enum(['badge', 'endorsement'])
          .meta({ description: 'An endorsement is what somebody says of a badge’s definition or issuer' }),
        title: z.string(),
        description: z.string(),
        issuer: z.string(),
        /** What it is a badge of and who issues it, by the ids that it names: what approved lists go by. */
        achievementId: z.string().nullable(),
        issuerId: z.string().nullable(),
        awardedOn: z.string().nullable(),
        language: z.string().nullable().meta({ description: 'In which language it is written, as BCP 47 has it' }),
        /** Path of the badge's page, for badges of this installation. */
        page: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'What the badge says of itself; to be believed only when the verdict is valid' }),
    checkedAt: z.date(),
  })
  .meta({ id: 'Verification' });
