import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { EventPayloads } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import { type DescribedStack, describeStack } from './describe-achievement.ts';
import { issueAwards } from './issue-award.ts';
import { recordRevocation } from './revoke-award.ts';
import { earnsStack } from './stack-progress.ts';
import { isNotSuspended, standingAward } from './standing-award.ts';
import { recordLifting, recordSuspension } from './suspend-award.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database' | 'events'>;
type Stack = Omit<DescribedStack, 'members'> & { issuerId: string; members: (DescribedStack['members'][number] & { id: string })[] };

/** Somebody who may have completed a stack. */
interface Candidate {
  earnerId: string;
  stack: Stack;
}

/** Awards every stack that earners' new awards complete. */
export async function awardStacks(
  ground: Parts,
  transaction: Writing,
  made: Pick<EventPayloads['award.made'], 'earnerId' | 'microCredentialId'>[],
): Promise<void> {
  const stacks = await stacksWith(
    transaction,
    made.flatMap(({ microCredentialId }) => microCredentialId ?? []),
  );
  const touched = stacks.flatMap((stack) => {
    const members = new Set(stack.members.map(({ id }) => id));
    const earners = made.flatMap(({ earnerId, microCredentialId }) => (members.has(microCredentialId ?? '') ? [earnerId] : []));
    return [...new Set(earners)].map((earnerId): Candidate => ({ earnerId, stack }));
  });
  const likely = await completed(transaction, touched);
  await lockStacks(transaction, likely);
  // asked again under the locks: somebody may have been quicker
  const completing = await completed(transaction, likely);
  for (const [issuerId, ofIssuer] of Map.groupBy(completing, ({ stack }) => stack.issuerId))
    await issueAwards(
      ground,
      transaction,
      issuerId,
      ofIssuer.map(({ earnerId, stack }) => ({
        earnerId,
        awardedFor: { stackId: stack.id },
        awardedAt: ground.clock(),
        describe: (creator) => ({ achievement: describeStack(stack, { url: ground.config.url, creator }), results: [], evidence: [] }),
      })),
    );
}

/** A stack's badge does not outlive the awards that it was made from: it is revoked when too few of them stand. */
export async function revokeStacks(ground: Parts, transaction: Writing, revoked: EventPayloads['award.revoked']): Promise<void> {
  if (!revoked.microCredentialId) return;
  const { earnerId } = revoked;
  for (const stack of await stacksWith(transaction, [revoked.microCredentialId])) {
    await lockStacks(transaction, [{ earnerId, stack }]);
    const award = await standingAward(transaction, earnerId, { stackId: stack.id });
    // what is suspended may come back, and then the stack stands
    if (!award || earns(stack, (await heldMembers(transaction, [{ earnerId, stack }], 'not revoked')).get(earnerId))) continue;
    const reason = `The badge “${titleIn(stack, revoked.microCredentialId)}” of this stack was revoked.`;
    await recordRevocation(ground, transaction, { awardId: award, reason, revokedBy: null });
  }
}

/** A stack's badge is suspended while too few of the awards that it was made from stand. */
export async function suspendStacks(ground: Parts, transaction: Writing, suspended: EventPayloads['award.suspended']): Promise<void> {
  if (!suspended.microCredentialId) return;
  const { earnerId } = suspended;
  for (const stack of await stacksWith(transaction, [suspended.microCredentialId])) {
    await lockStacks(transaction, [{ earnerId, stack }]);
    const award = await standingAward(transaction, earnerId, { stackId: stack.id });
    if (!award || earns(stack, (await heldMembers(transaction, [{ earnerId, stack }])).get(earnerId))) continue;
    const reason = `The badge “${titleIn(stack, suspended.microCredentialId)}” of this stack is suspended.`;
    await recordSuspension(ground, transaction, { awardId: award, reason, suspendedBy: null });
  }
}

/** Stacks come back with their parts: what was suspended with one stands again, and what it kept from being completed is awarded. */
export async function restoreStacks(ground: Parts, transaction: Writing, lifted: EventPayloads['award.suspension-lifted']): Promise<void> {
  if (!lifted.microCredentialId) return;
  const { earnerId } = lifted;
  for (const stack of await stacksWith(transaction, [lifted.microCredentialId])) {
    await lockStacks(transaction, [{ earnerId, stack }]);
    const award = await standingAward(transaction, earnerId, { stackId: stack.id });
    if (!award || !earns(stack, (await heldMembers(transaction, [{ earnerId, stack }])).get(earnerId))) continue;
    const followed = await transaction
      .selectFrom('award_suspension')
      .select('id')
      .where('award_id', '=', award)
      .where('ended_at', 'is', null)
      // somebody's own decision about the stack is theirs to lift
      .where('suspended_by', 'is', null)
      .executeTakeFirst();
    if (followed) await recordLifting(ground, transaction, { awardId: award, liftedBy: null });
  }
  await awardStacks(ground, transaction, [lifted]);
}

const titleIn = (stack: Stack, microCredentialId: string): string =>
  stack.members.find(({ id }) => id === microCredentialId)?.title ?? 'a micro-credential';

/** One earner's standing in one stack is looked at by one transaction at a time; taken in one order, so that none waits for another in a circle. */
async function lockStacks(transaction: Writing, candidates: Candidate[]): Promise<void> {
  const keys = candidates.map(({ earnerId, stack }) => `stack-award/${earnerId}/${stack.id}`).sort();
  if (keys.length) await sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) key`.execute(transaction);
}

/** Those who hold enough for the stack's badge and do not have it. */
async function completed(database: Database, candidates: Candidate[]): Promise<Candidate[]> {
  if (!candidates.length) return [];
  const held = await heldMembers(database, candidates);
  const earning = candidates.filter(({ earnerId, stack }) => earns(stack, held.get(earnerId)));
  if (!earning.length) return [];
  const standing = await database
    .selectFrom('award')
    .leftJoin('award_revocation', 'award_revocation.award_id', 'award.id')
    .select(['award.earner_id', 'award.stack_id'])
    .where(sql<boolean>`award.earner_id = any(${earning.map(({ earnerId }) => earnerId)}::uuid[])`)
    .where(sql<boolean>`award.stack_id = any(${[...new Set(earning.map(({ stack }) => stack.id))]}::uuid[])`)
    .where('award_revocation.award_id', 'is', null)
    .execute();
  const badges = new Set(standing.map(({ earner_id, stack_id }) => `${earner_id} ${stack_id}`));
  return earning.filter(({ earnerId, stack }) => !badges.has(`${earnerId} ${stack.id}`));
}

const earns = (stack: Stack, held: ReadonlySet<string> = new Set()): boolean =>
  earnsStack(
    stack.rule,
    stack.members.map(({ id }) => id),
    held,
  );

/** The micro-credentials of these stacks that each earner holds: whose awards stand now, or were at least not revoked. */
async function heldMembers(
  database: Database,
  candidates: Candidate[],
  which: 'standing' | 'not revoked' = 'standing',
): Promise<Map<string, Set<string>>> {
  const members = new Set(candidates.flatMap(({ stack }) => stack.members.map(({ id }) => id)));
  const held = await database
    .selectFrom('award')
    .leftJoin('award_revocation', 'award_revocation.award_id', 'award.id')
    .select(['award.earner_id', 'award.micro_credential_id'])
    .where(sql<boolean>`award.earner_id = any(${candidates.map(({ earnerId }) => earnerId)}::uuid[])`)
    .where(sql<boolean>`award.micro_credential_id = any(${[...members]}::uuid[])`)
    .where('award_revocation.award_id', 'is', null)
    .$if(which === 'standing', (query) => query.where(isNotSuspended))
    .execute();
  const byEarner = new Map<string, Set<string>>();
  for (const { earner_id, micro_credential_id } of held) {
    const mine = byEarner.get(earner_id) ?? new Set();
    byEarner.set(earner_id, mine.add(micro_credential_id ?? ''));
  }
  return byEarner;
}

/** The stacks that some micro-credentials belong to, members that were retired since included. */
async function stacksWith(database: Database, microCredentialIds: string[]): Promise<Stack[]> {
  if (!microCredentialIds.length) return [];
  return database
    .selectFrom('stack')
    .select(['stack.id', 'stack.slug', 'stack.title', 'stack.description', 'stack.issuer_id as issuerId'])
    .select([
      sql<Stack['rule']>`stack.rule`.as('rule'),
      sql<
        Stack['members']
      >`(select json_agg(json_build_object('id', m.id, 'slug', m.slug, 'number', v.number, 'title', v.definition->>'title',
          'language', v.definition->>'language')
        order by sm.position)
        from stack_member sm join micro_credential m on m.id = sm.micro_credential_id join micro_credential_version v on v.id = m.current_version_id
        where sm.stack_id = stack.id)`.as('members'),
    ])
    .where(
      sql<boolean>`stack.id in (select stack_id from stack_member where micro_credential_id = any(${[...new Set(microCredentialIds)]}::uuid[]))`,
    )
    .orderBy('stack.id')
    .execute();
}
