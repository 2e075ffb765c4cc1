import { z } from 'zod';

/** Shapes of groups in the API. */

export const Role = z.enum(['member', 'leader', 'coach']);
export const Kind = z.enum(['plc', 'cohort']);
export const GroupParams = z.object({ groupId: z.uuid() });
export const Paging = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(20) });
export const Done = z.object({ done: z.literal(true) });
export const done = { done: true } as const;

const facts = {
  name: z.string().trim().min(1).max(120),
  purpose: z.string().trim().max(4000),
  kind: Kind,
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  microCredentialIds: z.array(z.uuid()).max(60),
};
const inOrder = ({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }) => !startsOn || !endsOn || startsOn <= endsOn;
const order = { message: 'must not lie before the first day', path: ['endsOn'] };

export const GroupBody = z.object(facts).refine(inOrder, order);
export const NewGroupBody = z
  .object({ ...facts, organizationId: z.uuid().nullable(), as: z.enum(['leader', 'coach']), sharesProgress: z.boolean() })
  .refine(inOrder, order);

const MicroCredential = z.object({ id: z.uuid(), slug: z.string(), title: z.string() });

export const ListedGroupAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: Kind,
  organization: z.string().nullable(),
  role: Role,
  members: z.number(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  closed: z.boolean(),
});

export const GroupAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    purpose: z.string(),
    kind: Kind,
    organization: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    closed: z.boolean(),
    microCredentials: z.array(MicroCredential),
    mine: z.object({ personId: z.uuid(), role: Role, sharesProgress: z.boolean(), announcementsByMail: z.boolean() }),
    people: z.array(z.object({ personId: z.uuid(), name: z.string(), headline: z.string().nullable(), role: Role, joinedAt: z.string() })),
  })
  .meta({ id: 'Group' });

export const BoardAnswer = z.object({
  microCredentials: z.array(MicroCredential),
  lines: z.array(
    z.object({
      personId: z.uuid(),
      name: z.string(),
      role: z.enum(['member', 'leader']),
      states: z.record(z.string(), z.enum(['working', 'with-evaluators', 'earned'])).nullable(),
    }),
  ),
});

export const InvitationAnswer = z.object({
  id: z.uuid(),
  email: z.string().nullable(),
  role: Role,
  link: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
  createdBy: z.string().nullable(),
});

export const GroupInvitationAnswer = z.object({
  name: z.string(),
  purpose: z.string(),
  kind: Kind,
  organization: z.string().nullable(),
  leaders: z.array(z.string()),
  people: z.number(),
  joined: z.boolean(),
  groupId: z.uuid().nullable(),
  role: Role,
  forAddress: z.boolean(),
});

export const AnnouncementAnswer = z.object({ id: z.uuid(), text: z.string(), author: z.string().nullable(), createdAt: z.date() });
