import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Role } from '../../platform/http/access.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Standing } from './case-states.ts';

/** An approver of the chain. */
export interface Approver {
  title: string;
  role: Extract<Role, 'coach' | 'reviewer' | 'hr' | 'recognizer-admin'>;
}

/** A request as use cases work on it. */
export interface HeldCase {
  id: string;
  programId: string;
  recognizerId: string;
  educatorId: string;
  groupId: string | null;
  standing: Standing;
  chain: Approver[] | null;
  revision: number;
}

/**
 * Takes a request for the rest of the transaction, so that what is done with it is done one after the other.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function holdCase(transaction: Writing, preApprovalId: string): Promise<HeldCase> {
  const row = await transaction
    .selectFrom('pre_approval')
    .select(['id', 'program_id as programId', 'recognizer_id as recognizerId', 'educator_id as educatorId', 'group_id as groupId'])
    .select(['state', 'step', 'chain', 'revision'])
    .where('id', '=', preApprovalId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('request');
  const { state, step, chain, ...rest } = row;
  return { ...rest, standing: { state: state as Standing['state'], step }, chain: chain as Approver[] | null };
}

/**
 * The organizations in which the approvers of a request hold their roles: the recognizer, and what lies between it and the schools of
 * whoever asks. A reviewer at another school has no say.
 */
export async function approvingOrganizations(
  database: Database,
  { recognizerId, educatorId }: { recognizerId: string; educatorId: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select o.id, o.parent_id from membership m join organization o on o.id = m.organization_id where m.person_id = ${educatorId}
      union select o.id, o.parent_id from organization o join above on above.parent_id = o.id),
    own as (
      select id from organization where id = ${recognizerId}
      union select o.id from organization o join own on o.parent_id = own.id)
    select id from own where id in (select id from above) or id = ${recognizerId}`.execute(database);
  return rows.map(({ id }) => id);
}
