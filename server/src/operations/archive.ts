import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { z } from 'zod';

/** What a backup holds and how to know that it is whole; the last entry of the archive. */
export const Manifest = z.object({
  format: z.literal(1),
  version: z.string(),
  createdAt: z.string(),
  /** Number of the last migration of the database that was backed up. */
  migration: z.int(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), sha256: z.string(), bytes: z.int() })),
  files: z.array(z.object({ key: z.string(), sha256: z.string(), bytes: z.int() })),
  /** Whether the master secret is inside (installations that keep it in the data folder). */
  secret: z.boolean(),
});
export type Manifest = z.infer<typeof Manifest>;

/** Passes bytes through and knows their count and SHA-256 at the end. */
export class Checksum extends Transform {
  bytes = 0;
  readonly #hash = createHash('sha256');
  #digest: string | undefined;
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    this.#hash.update(chunk);
    done(null, chunk);
  }
  /** Hexadecimal; to be asked when the stream has ended. */
  get sha256(): string {
    this.#digest ??= this.#hash.digest('hex');
    return this.#digest;
  }
}
