import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { type Caller, hasRole } from '../platform/http/access.ts';
import { holdGroup } from './hold-group.ts';
import { notACoach, notYourOrganization, unknownMicroCredentials } from './problems.ts';

/** What a group is. */
export interface GroupFacts {
  name: string;
  purpose: string;
  kind: 'plc' | 'cohort';
  /** Calendar dates, in the zone of whoever reads them. */
  startsOn: string | null;
  endsOn: string | null;
  /** What it sets out to earn, in this order. */
  microCredentialIds: string[];
}

/**
 * Makes a group; whoever makes it leads it, or accompanies it as its coach.
 *
 * @throws {Problem} 403 `not-your-organization`; 409 `not-a-coach`, `unknown-micro-credential`
 */
export async function formGroup(
  { database, events }: Pick<Ground, 'database' | 'events'>,
  caller: Pick<Caller, 'personId' | 'memberships'> & Caller,
  {
    organizationId,
    as,
    sharesProgress,
    ...facts
  }: GroupFacts & { organizationId: string | null; as: 'leader' | 'coach'; sharesProgress: boolean },
): Promise<{ groupId: string }> {
  const mine = caller.memberships.some((membership) => membership.organizationId === organizationId);
  if (organizationId && !mine) throw notYourOrganization();
  if (as === 'coach' && organizationId && !hasRole(caller, organizationId, ['coach'])) throw notACoach();
  return database.transaction().execute(async (transaction) => {
    const { id: groupId } = await transaction
      .insertInto('peer_group')
      .values({
        name: facts.name,
        purpose: facts.purpose,
        kind: facts.kind,
        organization_id: organizationId,
        starts_on: facts.startsOn,
        ends_on: facts.endsOn,
        created_by: caller.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await setMicroCredentials(transaction, groupId, facts.microCredentialIds);
    await transaction
      .insertInto('group_member')
      .values({ group_id: groupId, person_id: caller.personId, role: as, shares_progress: sharesProgress })
      .execute();
    await events.emit(transaction, 'group.member-joined', { groupId, personId: caller.personId, role: as });
    return { groupId };
  });
}

/**
 * Changes what a group is.
 *
 * @throws {Problem} 409 `group-closed`, `unknown-micro-credential`
 */
export async function changeGroup({ database }: Pick<Ground, 'database'>, groupId: string, facts: GroupFacts): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await holdGroup(transaction, groupId);
    await transaction
      .updateTable('peer_group')
      .set({ name: facts.name, purpose: facts.purpose, kind: facts.kind, starts_on: facts.startsOn, ends_on: facts.endsOn })
      .where('id', '=', groupId)
      .execute();
    await transaction.deleteFrom('group_micro_credential').where('group_id', '=', groupId).execute();
    await setMicroCredentials(transaction, groupId, facts.microCredentialIds);
  });
}

async function setMicroCredentials(transaction: Writing, groupId: string, ids: string[]): Promise<void> {
  if (!ids.length) return;
  const { numAffectedRows } = await sql`insert into group_micro_credential (group_id, micro_credential_id, position)
    select ${groupId}, mc.id, chosen.position from unnest(${ids}::uuid[]) with ordinality chosen(id, position)
      join micro_credential mc on mc.id = chosen.id and mc.current_version_id is not null
    on conflict do nothing`.execute(transaction);
  if (Number(numAffectedRows) !== new Set(ids).size) throw unknownMicroCredentials();
}

/** Closes a group: it can be read and takes no changes any more. Closing twice is the same. */
export async function closeGroup({ database, clock }: Pick<Ground, 'database' | 'clock'>, groupId: string): Promise<void> {
  await database.updateTable('peer_group').set({ closed_at: clock() }).where('id', '=', groupId).where('closed_at', 'is', null).execute();
}
