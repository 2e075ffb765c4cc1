import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { S3 } from '@aws-sdk/client-s3';
import { Upload } from '@tus/server';
import type { S3Place } from '../config.ts';
import { objectSize, S3Uploads, unlessMissing } from './s3-uploads.ts';
import type { Storage } from './storage.ts';
import { checkedKey, missing } from './storage-key.ts';

/**
 * Objects in a bucket of an S3-compatible store (AWS, MinIO, Ceph, Garage, …). Every node reaches the same bucket.
 *
 * @param place without credentials the usual places are asked: role of the machine, `~/.aws`
 */
export function openS3Storage({ bucket, prefix, region, endpoint, credentials }: S3Place): Storage {
  const client = new S3({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // sums that not every compatible store knows; our own SHA-256 is compared anyway
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5000, requestTimeout: 120_000 },
  });
  const at = { client, bucket, prefix };
  const object = (key: string) => ({ Bucket: bucket, Key: `${prefix}${checkedKey(key)}` });
  const nobody = { find: async () => undefined, forget: async () => undefined };
  const besides = new S3Uploads(at, nobody);
  const read: Storage['read'] = (key, range) =>
    Readable.from(
      (async function* () {
        const found = await unlessMissing(
          client.getObject({ ...object(key), ...(range && { Range: `bytes=${range.start}-${range.end}` }) }),
        );
        if (!found) throw missing(key);
        yield* found.Body as Readable;
      })(),
      { objectMode: false },
    );
  return {
    name: `the bucket ${bucket}`,
    uploads: (records) => new S3Uploads(at, records),
    async size(key) {
      const size = await objectSize(at, checkedKey(key));
      if (size !== null) return size;
      // its bytes may all be there, and the node that should have put them together is not
      await besides.complete(key);
      return objectSize(at, key);
    },
    read,
    async withPath(key, use) {
      const folder = await mkdtemp(join(tmpdir(), 'brevet-object-'));
      try {
        const path = join(folder, 'object');
        await pipeline(read(key), createWriteStream(path, { mode: 0o600 }));
        return await use(path);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async write(key, bytes) {
      await client.putObject({ ...object(key), Body: bytes, ContentLength: bytes.length });
    },
    async put(key, bytes, size) {
      // in parts, as what is uploaded
      await besides.create(new Upload({ id: checkedKey(key), size, offset: 0 }));
      try {
        if ((await besides.write(bytes, key, 0)) !== size) throw new Error(`an object of ${size} bytes was not written whole`);
      } catch (error) {
        await besides.discard(key);
        throw error;
      }
    },
    async place(key, path) {
      const { size } = await stat(path);
      await client.putObject({ ...object(key), Body: createReadStream(path), ContentLength: size });
    },
    remove: (key) => besides.discard(checkedKey(key)),
  };
}
