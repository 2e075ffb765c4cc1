import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../platform/http/problem.ts';
import type { SentFile } from './one-roster/open-package.ts';
import { rosterNotMultipart, rosterTooLarge } from './problems.ts';

/** Bytes of all files of an upload together. */
const mostBytes = 512 * 1024 * 1024;
/** The binding has some twenty files; no more are written to the disk. */
const mostFiles = 30;

/**
 * Writes the files of an upload to a folder of their own, lets them be worked on, and removes them whatever happens.
 *
 * @throws {Problem} 413 `roster-too-large`, 415 `roster-not-multipart`
 */
export async function withFiles<T>(request: FastifyRequest, work: (files: SentFile[]) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) throw rosterNotMultipart();
  const folder = await mkdtemp(join(tmpdir(), 'brevet-roster-'));
  try {
    return await work(await receive(request, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function receive(request: FastifyRequest, folder: string): Promise<SentFile[]> {
  const files: SentFile[] = [];
  let left = mostBytes;
  try {
    for await (const part of request.parts({ limits: { files: mostFiles, fields: 5, fileSize: mostBytes } })) {
      if (part.type !== 'file') continue;
      const path = join(folder, String(files.length));
      await pipeline(part.file, createWriteStream(path));
      left -= part.file.bytesRead;
      if (part.file.truncated || left < 0) throw rosterTooLarge('512 MB');
      files.push({ name: basename(part.filename || 'roster'), path });
    }
  } catch (error) {
    // the parser's complaints about a form that is none carry no code; a full disk and its like do, and are ours
    if (error instanceof Problem || (error as { code?: string }).code) throw error;
    throw rosterNotMultipart();
  }
  return files;
}
