import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { findProgram } from '../../platform/programs/run-program.ts';
import { drawPoster } from './draw-poster.ts';
import { keepRendition } from './keep-rendition.ts';
import { probeRecording, type RecordingPrograms, takeFrame } from './probe-recording.ts';

/** The job that looks at a new file: how long, how large, and a picture of it. */
export const lookAtFileQueue = 'look-at-file';
/** A picture above this many bytes gets no small copy; it would be read whole. */
const largestPicture = 200_000_000;

interface Looked {
  id: string;
  key: string;
  mediaType: string;
  size: number;
}

/**
 * Measures a file and makes its poster. What cannot be read goes without: the browser's own length and picture stand then.
 *
 * @param programs null where the machine has no ffmpeg
 */
export async function lookAtFile(
  ground: Pick<Ground, 'database' | 'storage'>,
  programs: RecordingPrograms | null,
  fileId: string,
): Promise<void> {
  const { database, storage } = ground;
  const { rows } = await sql<Looked>`select id, storage_key as key, media_type as "mediaType", size from file where id = ${fileId}`.execute(
    database,
  );
  const [file] = rows;
  if (!file || (await storage.size(file.key)) === null) return;
  const [family] = file.mediaType.split('/');
  if (family === 'image' && file.size <= largestPicture)
    await storage.withPath(file.key, async (path) => {
      const poster = await drawPoster(path);
      if (!poster) return;
      await sql`update file set width = ${poster.width}, height = ${poster.height} where id = ${fileId}`.execute(database);
      await keepRendition({ database, storage }, fileId, { purpose: 'poster', madeBy: 'server', ...poster });
    });
  if (programs && (family === 'video' || family === 'audio')) await lookAtRecording(ground, programs, file);
}

async function lookAtRecording(
  { database, storage }: Pick<Ground, 'database' | 'storage'>,
  programs: RecordingPrograms,
  { id, key, mediaType }: Looked,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-media-'));
  try {
    await storage.withPath(key, async (path) => {
      const measured = await probeRecording(programs, { path, mediaType, folder });
      if (!measured) return;
      const { durationSeconds, width, height } = measured;
      await database.transaction().execute(async (transaction) => {
        await sql`update file set duration_seconds = ${durationSeconds}, width = ${width}, height = ${height} where id = ${id}`.execute(
          transaction,
        );
        // what was measured here counts more than what a browser said
        if (durationSeconds !== null)
          await sql`update evidence_item set duration_seconds = ${durationSeconds} where file_id = ${id}`.execute(transaction);
      });
      if (!mediaType.startsWith('video/')) return;
      const frame = await takeFrame(programs, { path, mediaType, folder, durationSeconds });
      const poster = frame && (await drawPoster(frame));
      if (poster) await keepRendition({ database, storage }, id, { purpose: 'poster', madeBy: 'server', ...poster });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** ffmpeg and ffprobe, where both are on the search path. */
export function findRecordingPrograms(searchPath: string): RecordingPrograms | null {
  const [ffprobe, ffmpeg] = [findProgram('ffprobe', searchPath), findProgram('ffmpeg', searchPath)];
  return ffprobe && ffmpeg ? { ffprobe, ffmpeg } : null;
}

/** Starts looking at new files in the background. */
export async function startLooking(ground: Ground, log: FastifyBaseLogger): Promise<void> {
  const programs = findRecordingPrograms(ground.config.programPath);
  if (!programs) log.info('no ffmpeg and ffprobe on the PATH: lengths and pictures of recordings come from browsers alone');
  await ground.jobs.work<{ fileId: string }>(lookAtFileQueue, ({ fileId }) => lookAtFile(ground, programs, fileId));
}
