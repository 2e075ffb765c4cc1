import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import { dateIn } from '../recognizer.ts';
import { isGrantedInTime } from './granted-in-time.ts';

/** What is claimed: a line of a program's list, by an educator, with what was handed in and when. */
export interface ClaimedWork {
  programId: string;
  educatorId: string;
  /** Line of the approved list, in which version. */
  versionId: string;
  entryId: string;
  /** The award of ours; of a badge from elsewhere null. */
  awardId: string | null;
  /** When the badge was awarded. */
  awardedAt: Date;
  timezone: string;
}

/** A granted request, as a claim names it: the day is the recognizer's calendar date. */
export interface GrantedCase {
  id: string;
  grantedOn: string;
}

/**
 * Finds the granted request that an award closes: the earliest one of the program that names what was earned. It stays granted until the
 * transaction ends: its approver cannot take the decision back meanwhile.
 *
 * @returns `too-late` where there is one, but granted after the work was handed in for the first time; null where there is none
 */
export async function findGranted(transaction: Writing, work: ClaimedWork): Promise<GrantedCase | 'too-late' | null> {
  const { rows } = await sql<{ id: string; grantedAt: Date }>`
    select p.id, p.granted_at as "grantedAt"
    from pre_approval_line l join pre_approval p on p.id = l.pre_approval_id
    where l.educator_id = ${work.educatorId} and p.program_id = ${work.programId} and p.state = 'approved'
      and l.counts_as in (select achievement from program_entry where version_id = ${work.versionId} and entry_id = ${work.entryId})
    order by p.granted_at, p.id limit 1 for share of p`.execute(transaction);
  const [granted] = rows;
  if (!granted) return null;
  const handedInAt = work.awardId ? await firstSubmission(transaction, work.awardId) : null;
  return isGrantedInTime(granted.grantedAt, handedInAt ?? work.awardedAt)
    ? { id: granted.id, grantedOn: dateIn(work.timezone, granted.grantedAt) }
    : 'too-late';
}

/** When the journey that earned an award was submitted for the first time. */
async function firstSubmission(database: Database, awardId: string): Promise<Date | null> {
  const { rows } = await sql<{ first: Date | null }>`
    select min(every_one.submitted_at) as first
    from award a join submission awarded on awarded.id = a.submission_id
      join submission every_one on every_one.journey_id = awarded.journey_id
    where a.id = ${awardId}`.execute(database);
  return rows[0]?.first ?? null;
}
