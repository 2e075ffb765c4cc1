import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { type ErasureStep, eraseBy, erasedText } from '../../platform/holding.ts';
import { deleteUnusedFile } from '../let-go.ts';
import { eraseFile } from '../withheld/erase-file.ts';

/** Words, drafts and files of a person go; of submissions stays that they were made, when, and which parts had passed. */
export function erasureOfWork({ jobs }: Pick<Ground, 'jobs'>): readonly ErasureStep[] {
  return [
    {
      name: 'answers',
      when: 'then',
      erase(transaction, personId) {
        const own = sql`(select id from journey where earner_id = ${personId})`;
        return eraseBy(
          transaction,
          sql`delete from answer where journey_id in ${own}`,
          sql`delete from class_roster where person_id = ${personId}`,
          sql`delete from self_assessment where journey_id in ${own}`,
          sql`delete from journey_evidence where journey_id in ${own}`,
          sql`update journey set state = 'withdrawn', state_since = now() where earner_id = ${personId} and state not in ('earned', 'withdrawn')`,
          // addresses of links, by which a team's artifact is known
          sql`delete from submission_artifact where submission_id in (select id from submission where earner_id = ${personId})`,
          sql`update submission set change_note = null, snapshot = jsonb_build_object('answers', '{}'::jsonb, 'evidence', '[]'::jsonb,
            'selfAssessment', '[]'::jsonb, 'carriedParts', coalesce(snapshot -> 'carriedParts', '[]')) where earner_id = ${personId}`,
        );
      },
    },
    {
      name: 'files',
      when: 'then',
      async erase(transaction, personId) {
        // what a course uses belongs to its organization
        const { rows } = await sql<{ id: string }>`select id from file where owner_id = ${personId} and erased_at is null
          and not exists (select from file_use where file_id = file.id)`.execute(transaction);
        for (const { id } of rows) await eraseFile(transaction, jobs, id);
        return rows.length;
      },
    },
    {
      name: 'library',
      when: 'then',
      async erase(transaction, personId) {
        await sql`update evidence_removal set note = ${erasedText}
          where evidence_id in (select id from evidence_item where earner_id = ${personId})`.execute(transaction);
        await sql`update evidence_expiry set title = ${erasedText} where earner_id = ${personId}`.execute(transaction);
        await sql`delete from upload where owner_id = ${personId}`.execute(transaction);
        const gone = await eraseBy(transaction, sql`delete from evidence_item where earner_id = ${personId}`);
        const { rows } = await sql<{ id: string }>`select id from file where owner_id = ${personId}`.execute(transaction);
        // a file that a submission names keeps its row and checksum, nothing else
        for (const { id } of rows) await deleteUnusedFile(transaction, id);
        return gone;
      },
    },
  ];
}
