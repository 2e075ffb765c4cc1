import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { EventPayloads } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import { type DescribedStack, describeStack } from './describe-achievement.ts';
import { issueAward } from './issue-award.ts';
import { recordRevocation } from './revoke-award.ts';
import { earnsStack } from './stack-progress.ts';
import { standingAward } from './standing-award.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database' | 'events'>;
type Stack = Omit<DescribedStack, 'members'> & { issuerId: string; members: (DescribedStack['members'][number] & { id: string })[] };

/** Awards every stack that the earner's new award completes. */
export async function awardStacks(ground: Parts, transaction: Writing, made: EventPayloads['award.made']): Promise<void> {
  if (!made.microCredentialId) return;
  for (const stack of await stacksWith(transaction, made.microCredentialId)) {
    await lockStack(transaction, made.earnerId, stack.id);
    if (await standingAward(transaction, made.earnerId, { stackId: stack.id })) continue;
    if (!(await holdsEnough(transaction, made.earnerId, stack))) continue;
    await issueAward(ground, transaction, {
      earnerId: made.earnerId,
      issuerId: stack.issuerId,
      awardedFor: { stackId: stack.id },
      awardedAt: ground.clock(),
      describe: (creator) => ({ achievement: describeStack(stack, { url: ground.config.url, creator }), results: [], evidence: [] }),
    });
  }
}

/** A stack's badge does not outlive the awards that it was made from: it is revoked when too few of them stand. */
export async function revokeStacks(ground: Parts, transaction: Writing, revoked: EventPayloads['award.revoked']): Promise<void> {
  if (!revoked.microCredentialId) return;
  for (const stack of await stacksWith(transaction, revoked.microCredentialId)) {
    await lockStack(transaction, revoked.earnerId, stack.id);
    const award = await standingAward(transaction, revoked.earnerId, { stackId: stack.id });
    if (!award || (await holdsEnough(transaction, revoked.earnerId, stack))) continue;
    const title = stack.members.find(({ id }) => id === revoked.microCredentialId)?.title ?? 'a micro-credential';
    await recordRevocation(ground, transaction, {
      awardId: award,
      reason: `The badge “${title}” of this stack was revoked.`,
      revokedBy: null,
    });
  }
}

/** One earner's standing in one stack is looked at by one transaction at a time. */
async function lockStack(transaction: Writing, earnerId: string, stackId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`stack-award/${earnerId}/${stackId}`}, 0))`.execute(transaction);
}

async function holdsEnough(database: Database, earnerId: string, stack: Stack): Promise<boolean> {
  const members = stack.members.map(({ id }) => id);
  if (members.length === 0) return false;
  const held = await database
    .selectFrom('award')
    .leftJoin('award_revocation', 'award_revocation.award_id', 'award.id')
    .select('award.micro_credential_id')
    .where('award.earner_id', '=', earnerId)
    .where('award.micro_credential_id', 'in', members)
    .where('award_revocation.award_id', 'is', null)
    .execute();
  return earnsStack(
    stack.rule,
    members,
    held.flatMap(({ micro_credential_id }) => micro_credential_id ?? []),
  );
}

/** The stacks that a micro-credential belongs to, members that were retired since included. */
async function stacksWith(database: Database, microCredentialId: string): Promise<Stack[]> {
  return database
    .selectFrom('stack_member as mine')
    .innerJoin('stack', 'stack.id', 'mine.stack_id')
    .select(['stack.id', 'stack.slug', 'stack.title', 'stack.description', 'stack.issuer_id as issuerId'])
    .select([
      sql<Stack['rule']>`stack.rule`.as('rule'),
      sql<
        Stack['members']
      >`(select json_agg(json_build_object('id', m.id, 'slug', m.slug, 'number', v.number, 'title', v.definition->>'title')
        order by sm.position)
        from stack_member sm join micro_credential m on m.id = sm.micro_credential_id join micro_credential_version v on v.id = m.current_version_id
        where sm.stack_id = stack.id)`.as('members'),
    ])
    .where('mine.micro_credential_id', '=', microCredentialId)
    .orderBy('stack.id')
    .execute();
}
