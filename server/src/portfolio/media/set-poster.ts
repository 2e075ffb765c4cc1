import { fileTypeFromBuffer } from 'file-type';
import type { Database } from '../../platform/database/database.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';
import type { Storage } from '../../platform/storage/storage.ts';
import { drawPoster } from './draw-poster.ts';
import { keepRendition } from './keep-rendition.ts';

/** What a canvas of a browser writes. */
const drawn = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * Takes the picture that the earner's browser drew of a video or of a photograph only its device can read (HEIC); only where there is none.
 *
 * @param picture bytes of any picture a browser draws
 * @returns whether it was taken
 * @throws {Problem} 404 for strangers; 400 `no-picture`
 */
export async function setPoster(
  { database, storage }: { database: Database; storage: Storage },
  { earnerId, evidenceId, picture }: { earnerId: string; evidenceId: string; picture: Buffer },
): Promise<{ taken: boolean }> {
  const item = await database
    .selectFrom('evidence_item')
    .leftJoin('file_rendition', (join) =>
      join.onRef('file_rendition.file_id', '=', 'evidence_item.file_id').on('file_rendition.purpose', '=', 'poster'),
    )
    .select(['evidence_item.file_id as fileId', 'kind', 'file_rendition.purpose as has'])
    .where('evidence_item.id', '=', evidenceId)
    .where('earner_id', '=', earnerId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!item) throw notFound('evidence item');
  if (!item.fileId || (item.kind !== 'video' && item.kind !== 'image') || item.has) return { taken: false };
  const type = await fileTypeFromBuffer(picture);
  const poster = type && drawn.includes(type.mime) ? await drawPoster(picture) : null;
  if (!poster) throw new Problem(400, 'no-picture', 'This is no picture', 'A poster is a JPEG, PNG or WebP picture.');
  return { taken: await keepRendition({ database, storage }, item.fileId, { purpose: 'poster', madeBy: 'browser', ...poster }) };
}
