import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { Problem } from '../platform/http/problem.ts';
import { missing } from './checklist.ts';
import { readRoster } from './class-roster/class-roster.ts';
import { captionsIn, studentsIn } from './class-roster/find-in-work.ts';
import { collectWork } from './collect-work.ts';
import { holdJourney, requireOpen } from './hold-journey.ts';
import { changeNoteNeeded, incomplete, studentsNamed } from './problems.ts';
import { withheldItems } from './withheld/withheld.ts';

/** What an earner hands in, beside the work itself. The statement of student privacy and academic integrity was agreed to. */
export interface Handover {
  earnerId: string;
  journeyId: string;
  /** Which attempt this is; with it a double click, or a try again after a lost answer, makes one submission. */
  attempt: number;
  changeNote: string | null;
  /** The earner was told that names of the own class stand in the work, and hands it in as it is. */
  namesConfirmed: boolean;
}

/**
 * Makes attempt n of a journey: an immutable snapshot, the files it holds, the journey's new state and the event, all or nothing.
 *
 * @returns `made: false` when this attempt stood already
 * @throws {Problem} 404; 409 `journey-closed`, `incomplete` with `gaps`, `other-attempt`, `students-named` with `named`; 400 `change-note-needed`
 */
export async function submitJourney(
  ground: Pick<Ground, 'database' | 'events' | 'secrets'>,
  { earnerId, journeyId, attempt, changeNote, namesConfirmed }: Handover,
): Promise<{ submissionId: string; made: boolean }> {
  const { database, events } = ground;
  return database.transaction().execute(async (transaction) => {
    const journey = await holdJourney(transaction, journeyId, earnerId);
    const before = await transaction
      .selectFrom('submission')
      .leftJoin('submission_return', 'submission_return.submission_id', 'submission.id')
      .select(['submission.id', 'submission.attempt', 'submission.edition', 'submission_return.submission_id as returned'])
      .where('submission.journey_id', '=', journeyId)
      .orderBy('submission.attempt', 'desc')
      .orderBy('submission.edition', 'desc')
      .execute();
    // what went back unread uses no attempt
    const counted = before.filter(({ returned }) => returned === null);
    const standing = counted.find((submission) => submission.attempt === attempt);
    if (standing) return { submissionId: standing.id, made: false };
    requireOpen(journey);
    const next = (counted[0]?.attempt ?? 0) + 1;
    if (attempt !== next)
      throw new Problem(409, 'other-attempt', 'Another attempt is next', `This would be attempt ${next}. Load the page again.`, { next });
    if (attempt > 1 && !changeNote) throw changeNoteNeeded();
    const work = await collectWork(transaction, journeyId, journey.definition, journey.passedParts);
    const gaps = missing(
      journey.definition,
      work.answers,
      work.evidence,
      work.carriedParts,
      await withheldItems(
        transaction,
        work.evidence.map(({ id }) => id),
      ),
    );
    if (gaps.length) throw incomplete(gaps);
    if (!namesConfirmed) {
      const { names } = await readRoster(ground, transaction, earnerId);
      const named = names.length ? studentsIn(names, work, changeNote, await captionsIn(transaction, work)) : [];
      if (named.length) throw studentsNamed(named);
    }
    const { id: submissionId } = await transaction
      .insertInto('submission')
      .values({
        journey_id: journeyId,
        earner_id: earnerId,
        version_id: journey.versionId,
        attempt,
        edition: before.filter((submission) => submission.attempt === attempt).length + 1,
        snapshot: JSON.stringify(work),
        change_note: changeNote,
        statement_agreed_at: sql`now()`,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    // the same file may stand under two requirements; one row then speaks for both
    const files = new Map<string, { shared: boolean; shows_students: boolean }>();
    for (const { file, shared, showsStudents } of work.evidence) {
      if (!file) continue;
      const known = files.get(file.id);
      files.set(file.id, { shared: shared || (known?.shared ?? false), shows_students: showsStudents || (known?.shows_students ?? false) });
    }
    if (files.size)
      await transaction
        .insertInto('submission_file')
        .values([...files].map(([file_id, facts]) => ({ submission_id: submissionId, file_id, ...facts })))
        .execute();
    await transaction.updateTable('journey').set({ state: 'submitted', state_since: sql`now()` }).where('id', '=', journeyId).execute();
    const { issuer_id: issuerId } = await transaction
      .selectFrom('micro_credential')
      .select('issuer_id')
      .where('id', '=', journey.microCredentialId)
      .executeTakeFirstOrThrow();
    await events.emit(transaction, 'submission.made', {
      submissionId,
      journeyId,
      earnerId,
      versionId: journey.versionId,
      microCredentialId: journey.microCredentialId,
      issuerId,
      attempt,
    });
    return { submissionId, made: true };
  });
}
