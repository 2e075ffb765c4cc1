import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { findProgram } from '../../platform/programs/run-program.ts';
import { keepRendition } from '../media/keep-rendition.ts';
import { convertDocument, convertedTypes } from './convert-document.ts';

/** The job that makes a PDF of an office document. */
export const convertDocumentQueue = 'convert-document';
/** Larger documents are offered for download alone, in bytes. */
const largestDocument = 100 * 1024 * 1024;

/**
 * Makes a PDF of a stored office document and keeps it beside the file. It is tried once: what LibreOffice cannot read, it will not read
 * the second time.
 */
export async function convertFile(
  { database, storage, clock }: Pick<Ground, 'database' | 'storage' | 'clock'>,
  soffice: string,
  fileId: string,
) {
  const { rows } = await sql<{ key: string; mediaType: string; size: number }>`
    select storage_key as key, media_type as "mediaType", size from file where id = ${fileId} and converted_at is null`.execute(database);
  const [file] = rows;
  if (!file || !convertedTypes[file.mediaType] || file.size > largestDocument || (await storage.size(file.key)) === null) return;
  const folder = await mkdtemp(join(tmpdir(), 'brevet-document-'));
  try {
    const pdf = await storage.withPath(file.key, (path) => convertDocument(soffice, { path, mediaType: file.mediaType, folder }));
    if (pdf)
      await keepRendition({ database, storage }, fileId, { purpose: 'pdf', mediaType: 'application/pdf', bytes: pdf, madeBy: 'server' });
    await sql`update file set converted_at = ${clock()} where id = ${fileId}`.execute(database);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts making PDFs in the background, where LibreOffice is; also of documents that came before it was. */
export async function startConverting(ground: Ground, log: FastifyBaseLogger): Promise<void> {
  const { database, jobs, config } = ground;
  const soffice = findProgram('soffice', config.programPath);
  if (!soffice) log.info('no LibreOffice (soffice) on the PATH: office documents are offered for download');
  await jobs.work<{ fileId: string }>(convertDocumentQueue, async ({ fileId }) => {
    if (soffice) await convertFile(ground, soffice, fileId);
  });
  if (!soffice) return;
  const { rows } = await sql<{ id: string }>`select id from file
    where converted_at is null and media_type like 'application/vnd.%' order by id desc limit 1000`.execute(database);
  for (const { id } of rows) await jobs.send(convertDocumentQueue, { fileId: id }, { key: id });
}
