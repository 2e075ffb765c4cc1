import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { CopiedFile, Holding } from '../../platform/holding.ts';
import { readMe } from './read-me.ts';

/**
 * Writes everything the holdings tell of a person to a ZIP archive, file by file: nothing of it is held whole but what is made small.
 * Above 4 GB it becomes ZIP64.
 *
 * @param path of the archive; written anew
 * @param about who it is of, and when
 */
export async function writeArchive(
  path: string,
  holdings: readonly Holding[],
  about: { personId: string; name: string; url: string; madeAt: Date },
): Promise<void> {
  const archive = new ZipFile();
  const written = pipeline(archive.outputStream, createWriteStream(path, { mode: 0o600 }));
  const mtime = about.madeAt;
  try {
    archive.addBuffer(Buffer.from(readMe(about, holdings)), 'README.txt', { mtime });
    for (const { name, copy } of holdings)
      for await (const file of copy(about.personId)) {
        const inside = `${name}/${file.path}`;
        if ('told' in file) archive.addBuffer(Buffer.from(`${JSON.stringify(file.told, null, 2)}\n`), inside, { mtime });
        else if ('bytes' in file) archive.addBuffer(Buffer.from(file.bytes), inside, { mtime });
        // recordings and pictures are packed already
        else archive.addReadStreamLazy(inside, { mtime, compress: false }, (give) => give(null, bytesOf(file)));
      }
    archive.end();
  } catch (error) {
    archive.outputStream.emit('error', error);
  }
  await written;
}

/** The bytes of a stored file; where they are missing a sentence says so, and the rest of the copy is made. */
function bytesOf(file: Extract<CopiedFile, { open: unknown }>): Readable {
  return Readable.from(
    (async function* () {
      try {
        yield* file.open();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        yield 'The bytes of this file were not to be found when the copy was made.\n';
      }
    })(),
    { objectMode: false },
  );
}
