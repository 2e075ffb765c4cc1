import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { notFound, Problem } from '../platform/http/problem.ts';
import { ScannerAway } from '../platform/scan/clamd.ts';
import type { Storage } from '../platform/storage/storage.ts';
import type { ByteSource } from '../platform/zip/zip-directory.ts';
import { convertedTypes } from './documents/convert-document.ts';
import { convertDocumentQueue } from './documents/convert-in-background.ts';
import { removeHiddenDetails } from './hidden-details/remove-hidden-details.ts';
import { removeBytesQueue } from './let-go.ts';
import { lookAtFileQueue } from './media/look-at-file.ts';
import { fileInfected, scannerAway, uploadUnfinished } from './problems.ts';
import { type FileKind, recognizeFile } from './recognize-file.ts';

/**
 * Makes a file of an upload whose bytes are all here: recognizes it, removes what it hides, computes its checksum, writes its row. Whoever comes first does it
 * (the last piece, the browser asking how far it got after a crash, or the evidence made from it); for all others it is done.
 *
 * @returns the file, and how many bytes arrived
 * @throws {Problem} 404 for strangers; 409 `upload-unfinished`; 415 when it is refused, and then nothing of it is kept; 503 `scanner-away`
 */
export async function finishUpload(
  { database, jobs, storage, scan }: Pick<Ground, 'database' | 'jobs' | 'storage' | 'scan'>,
  ownerId: string,
  uploadId: string,
): Promise<{ fileId: string; kind: FileKind; uploadSize: number }> {
  const upload = await database
    .selectFrom('upload')
    .selectAll()
    .where('id', '=', uploadId)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  if (!upload) throw notFound('upload');
  const kind = upload.kind as FileKind;
  if (upload.file_id) return { fileId: upload.file_id, kind, uploadSize: upload.size };
  if ((await storage.size(uploadId)) !== upload.size) throw uploadUnfinished();
  const source = sourceOf(storage, uploadId, upload.size);
  const mediaType = await recognizeFile(kind, upload.name, source).catch(async (error: unknown) => {
    if (error instanceof Problem) await forgetUpload({ database, storage }, uploadId);
    throw error;
  });
  const scanned = await scanUpload({ database, storage, scan }, uploadId);
  // outside the transaction: 5 GB take longer than a transaction may
  const { key, size, details } = await removeHiddenDetails({ database, storage }, { key: uploadId, mediaType }, source);
  const sha256 = await checksum(storage.read(key));
  return database.transaction().execute(async (transaction) => {
    const held = await transaction.selectFrom('upload').select('file_id').where('id', '=', uploadId).forUpdate().executeTakeFirst();
    if (!held) throw notFound('upload');
    // whoever was faster has its own cleaned object; this one goes in an hour
    if (held.file_id) return { fileId: held.file_id, kind, uploadSize: upload.size };
    const { id: fileId } = await transaction
      .insertInto('file')
      .values({
        owner_id: ownerId,
        name: upload.name,
        media_type: mediaType,
        size,
        sha256,
        storage_key: key,
        hidden_details: details,
        scanned_at: scanned ? sql`now()` : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await transaction.updateTable('upload').set({ file_id: fileId }).where('id', '=', uploadId).execute();
    if (key !== uploadId) {
      await transaction.deleteFrom('unneeded_object').where('storage_key', '=', key).execute();
      // what arrived, with all it told, goes as soon as this stands
      await transaction.insertInto('unneeded_object').values({ storage_key: uploadId }).execute();
      await jobs.send(removeBytesQueue, {}, { transaction, key: 'all' });
    }
    await jobs.send(lookAtFileQueue, { fileId }, { transaction, key: fileId });
    if (convertedTypes[mediaType]) await jobs.send(convertDocumentQueue, { fileId }, { transaction, key: fileId });
    return { fileId, kind, uploadSize: upload.size };
  });
}

/**
 * Has an upload looked through for viruses, where there is a scanner.
 *
 * @returns whether it was; not what is larger than the scanner takes
 * @throws {Problem} 415 `file-infected`, and then nothing of it is kept; 503 `scanner-away`, and then all of it is
 */
async function scanUpload({ database, storage, scan }: Pick<Ground, 'database' | 'storage' | 'scan'>, uploadId: string): Promise<boolean> {
  if (!scan) return false;
  const verdict = await scan(storage.read(uploadId)).catch((error: unknown) => {
    throw error instanceof ScannerAway ? scannerAway() : error;
  });
  if (verdict.is === 'infected') {
    await forgetUpload({ database, storage }, uploadId);
    throw fileInfected(verdict.name);
  }
  return verdict.is === 'clean';
}

/** Lets go of an upload that did not become a file: first the row, so that nothing can be made of it, then the bytes it leaves behind. */
export async function forgetUpload({ database, storage }: Pick<Ground, 'database' | 'storage'>, uploadId: string): Promise<void> {
  const gone = await database
    .deleteFrom('upload')
    .where('id', '=', uploadId)
    .where('file_id', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!gone) return;
  await storage.remove(uploadId);
  await database.deleteFrom('unneeded_object').where('storage_key', '=', uploadId).execute();
}

async function checksum(stream: Readable): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash.digest();
}

/** Random reads of a stored object. */
export function sourceOf(storage: Storage, key: string, size: number): ByteSource {
  return {
    size,
    async read(start, length) {
      const end = Math.min(start + length, size) - 1;
      if (end < start) return Buffer.alloc(0);
      const chunks: Buffer[] = [];
      for await (const chunk of storage.read(key, { start, end })) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
  };
}
