import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import type { ByteSource } from '../../platform/zip/zip-directory.ts';
import { blankMovie, blankStill } from './blank-boxes.ts';
import { blankMatroska } from './blank-matroska.ts';
import { blankFlac, blankOgg, blankTags, blankWave } from './blank-sound.ts';
import { type Blank, blanked, inPieces } from './blanks.ts';
import { cleanerOf } from './clean-bytes.ts';
import { cleanInThread } from './clean-in-thread.ts';

/** What became of the details that nobody sees in a file: place, camera, author, programs. */
export type HiddenDetails = 'none' | 'removed' | 'unreadable';

/** Larger pictures and documents are not held whole for this, in bytes. */
const largestHeld = 200_000_000;

const blankers: Record<string, (source: ByteSource) => Promise<Blank[]>> = {
  'image/heic': blankStill,
  'image/heif': blankStill,
  'image/avif': blankStill,
  'video/mp4': blankMovie,
  'video/quicktime': blankMovie,
  'video/3gpp': blankMovie,
  'audio/mp4': blankMovie,
  'video/webm': blankMatroska,
  'audio/webm': blankMatroska,
  'video/matroska': blankMatroska,
  'audio/mpeg': blankTags,
  'audio/aac': blankTags,
  'audio/wav': blankWave,
  'audio/flac': blankFlac,
  'audio/ogg': blankOgg,
};

/**
 * Makes of a stored object one without hidden details, under a key of its own, before it becomes a file. Pictures and documents are written
 * anew; in recordings, which may be large, what tells about them is written over in place.
 *
 * @param source the object
 * @returns the key and size of what is to be kept: the object itself where there was nothing to remove or it could not be read. A new object
 *   stands among what nobody needs, due in an hour, until a row names it.
 */
export async function removeHiddenDetails(
  { database, storage }: Pick<Ground, 'database' | 'storage'>,
  object: { key: string; mediaType: string },
  source: ByteSource,
): Promise<{ key: string; size: number; details: HiddenDetails }> {
  const { mediaType } = object;
  const as = (details: HiddenDetails) => ({ key: object.key, size: source.size, details });
  const newKey = async () => {
    const key = randomBytes(16).toString('hex');
    await sql`insert into unneeded_object (storage_key, due_at) values (${key}, now() + interval '1 hour')`.execute(database);
    return key;
  };
  const blank = blankers[mediaType];
  if (blank) {
    const near = inPieces(source);
    const blanks: Blank[] = [];
    for (const change of await blank(near))
      if (!(await near.read(change.start, change.bytes.length)).equals(change.bytes)) blanks.push(change);
    if (!blanks.length) return as('none');
    const key = await newKey();
    const before = storage.read(object.key);
    const after = blanked(blanks);
    before.on('error', (error) => after.destroy(error));
    await storage.put(key, before.pipe(after), source.size);
    return { key, size: source.size, details: 'removed' };
  }
  // plain texts hide nothing
  if (!cleanerOf(mediaType)) return as('none');
  if (source.size > largestHeld) return as('unreadable');
  const bytes = await source.read(0, source.size);
  const cleaned = await cleanInThread(mediaType, bytes);
  if (!cleaned) return as('unreadable');
  if (cleaned.equals(bytes)) return as('none');
  const key = await newKey();
  await storage.write(key, cleaned);
  return { key, size: cleaned.length, details: 'removed' };
}
