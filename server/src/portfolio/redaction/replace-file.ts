import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { finishUpload } from '../finish-upload.ts';
import { deleteUnusedFile, removeBytesQueue } from '../let-go.ts';
import { inSubmission, notAPicture } from '../problems.ts';

/**
 * Puts a picture whose parts were covered in the place of the one before, in every journey that uses the item; the one before is erased with
 * everything made of it. The new one went through the same pipeline as every upload.
 *
 * @throws {Problem} 404 for strangers; 409 `in-a-submission`, `not-a-picture`; what `finishUpload` throws
 */
export async function replaceByRedacted(
  ground: Ground,
  earnerId: string,
  { evidenceId, uploadId }: { evidenceId: string; uploadId: string },
): Promise<void> {
  const { database, jobs, clock } = ground;
  const { fileId, kind } = await finishUpload(ground, earnerId, uploadId);
  if (kind !== 'image') throw notAPicture();
  await database.transaction().execute(async (transaction) => {
    // journeys before the item, as everywhere: a submission that is being made comes first, and then it counts
    await sql`select journey.id from journey join journey_evidence on journey_evidence.journey_id = journey.id
      where journey_evidence.evidence_id = ${evidenceId} order by journey.id for update of journey`.execute(transaction);
    const { rows } = await sql<{ fileId: string; kind: string; submitted: boolean }>`select file_id as "fileId", kind,
        exists (select from submission_evidence where submission_evidence.evidence_id = evidence_item.id) as submitted
      from evidence_item where id = ${evidenceId} and earner_id = ${earnerId} and removed_at is null for update`.execute(transaction);
    const [item] = rows;
    if (!item) throw notFound('evidence item');
    if (item.kind !== 'image') throw notAPicture();
    if (item.submitted) throw inSubmission();
    if (item.fileId === fileId) return;
    await sql`update evidence_item set file_id = ${fileId}, redacted_at = ${clock()} where id = ${evidenceId}`.execute(transaction);
    if (await deleteUnusedFile(transaction, item.fileId)) await jobs.send(removeBytesQueue, {}, { transaction, key: 'all' });
  });
}
