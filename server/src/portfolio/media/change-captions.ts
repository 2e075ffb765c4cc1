import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';
import { CaptionsUnreadable, readCaptions, writeWebVtt } from './web-vtt.ts';

/** Captions a recording, those in use and those just replaced: more than any lesson has. */
const mostCaptions = 50;

/**
 * Gives a recording captions in a language, in place of those it had. Submissions keep the captions they were made with.
 *
 * @param text WebVTT or SubRip
 * @throws {Problem} 404 for strangers; 400 `captions-unreadable` with `line`, `no-recording`; 409 `enough-captions`
 */
export async function setCaptions(
  database: Database,
  { earnerId, evidenceId, language, text }: { earnerId: string; evidenceId: string; language: string; text: string },
): Promise<void> {
  const webVtt = readOrRefuse(text);
  await database.transaction().execute(async (transaction) => {
    const fileId = await holdRecording(transaction, earnerId, evidenceId);
    await putAway(transaction, fileId, language);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from file_caption where file_id = ${fileId}`.execute(
      transaction,
    );
    if ((rows[0]?.count ?? 0) >= mostCaptions)
      throw new Problem(
        409,
        'enough-captions',
        'No more captions fit',
        'This recording has had very many captions. Replaced ones go after some days.',
      );
    await transaction.insertInto('file_caption').values({ file_id: fileId, language, text: webVtt }).execute();
  });
}

/**
 * Takes captions away.
 *
 * @throws {Problem} 404 for strangers and where there are none
 */
export async function removeCaptions(
  database: Database,
  { earnerId, evidenceId, language }: { earnerId: string; evidenceId: string; language: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const fileId = await holdRecording(transaction, earnerId, evidenceId);
    if (!(await putAway(transaction, fileId, language))) throw notFound('caption');
  });
}

function readOrRefuse(text: string): string {
  try {
    return writeWebVtt(readCaptions(text));
  } catch (error) {
    if (!(error instanceof CaptionsUnreadable)) throw error;
    throw new Problem(
      400,
      'captions-unreadable',
      'These captions cannot be read',
      `Line ${error.line}: ${error.message} Correct it there, or save the captions anew as WebVTT (.vtt).`,
      { line: error.line },
    );
  }
}

async function holdRecording(transaction: Writing, earnerId: string, evidenceId: string): Promise<string> {
  const item = await transaction
    .selectFrom('evidence_item')
    .select(['file_id', 'kind'])
    .where('id', '=', evidenceId)
    .where('earner_id', '=', earnerId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!item) throw notFound('evidence item');
  if (!item.file_id || (item.kind !== 'video' && item.kind !== 'audio'))
    throw new Problem(400, 'no-recording', 'Captions belong to recordings', 'Only videos and sound recordings take captions.');
  return item.file_id;
}

/** Out of use, not gone: a submission that is made just now may name them. The clean-up deletes what none does. */
async function putAway(transaction: Writing, fileId: string, language: string): Promise<boolean> {
  const { rows } = await sql`update file_caption set replaced_at = now()
    where file_id = ${fileId} and language = ${language} and replaced_at is null returning id`.execute(transaction);
  return rows.length > 0;
}
