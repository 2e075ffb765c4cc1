import type { Readable } from 'node:stream';
import type { S3 } from '@aws-sdk/client-s3';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { z } from 'zod';
import type { UploadRecords } from './storage.ts';

/** S3 takes no smaller parts, but for the last (5 MiB), and at most 10,000 of them. */
const partSize = 8 * 1024 * 1024;

/** Where the objects of an installation are. */
export interface Bucket {
  client: S3;
  bucket: string;
  /** Before each key. */
  prefix: string;
}

/** What is kept beside an unfinished upload: the multipart upload that will become the object, and how large that will be. */
const Pending = z.object({ uploadId: z.string(), size: z.number() });

interface Part {
  PartNumber: number;
  ETag: string;
  Size: number;
}

/**
 * tus on S3. An upload is a multipart upload of parts of 8 MiB; what came after the last whole part is an object of its own, the tail,
 * which says in its name where it begins. So whatever a connection or a node breaks, what was acknowledged is in the store: a tail that
 * a part has overtaken is ignored, and nothing is deleted before the object stands. Beside it lies `.info`, until then.
 */
export class S3Uploads extends DataStore {
  readonly #at: Bucket;
  readonly #records: UploadRecords;

  constructor(at: Bucket, records: UploadRecords) {
    super();
    this.#at = at;
    this.#records = records;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { client } = this.#at;
    const { UploadId: uploadId } = await client.createMultipartUpload(this.#object(upload.id));
    await client.putObject({ ...this.#object(upload.id, '.info'), Body: JSON.stringify({ uploadId, size: upload.size }) });
    return upload;
  }

  override async getUpload(key: string): Promise<Upload> {
    const record = await this.#records.find(key);
    if (!record) throw ERRORS.FILE_NOT_FOUND;
    const upload = (offset: number) => new Upload({ id: key, size: record.size, offset, creation_date: record.createdAt.toISOString() });
    const pending = await this.#pending(key);
    if (pending) {
      const arrived = await this.#arrived(key, pending.uploadId);
      if (arrived) return upload(arrived.whole + arrived.tail.length);
    }
    if ((await objectSize(this.#at, key)) !== record.size) throw ERRORS.FILE_NOT_FOUND;
    return upload(record.size);
  }

  override async write(stream: Readable, key: string, offset: number): Promise<number> {
    const pending = await this.#pending(key);
    const arrived = pending && (await this.#arrived(key, pending.uploadId));
    if (!pending || !arrived) throw ERRORS.FILE_NOT_FOUND;
    let { whole } = arrived;
    let number = arrived.parts.at(-1)?.PartNumber ?? 0;
    if (whole + arrived.tail.length !== offset) throw ERRORS.INVALID_OFFSET;
    const waiting = new Waiting(arrived.tail);
    let failure: unknown;
    try {
      for await (const piece of stream) {
        waiting.add(piece as Buffer);
        while (waiting.length >= partSize && whole + partSize < pending.size) {
          number += 1;
          await this.#uploadPart(key, pending.uploadId, number, waiting.take(partSize));
          whole += partSize;
        }
      }
    } catch (error) {
      // also after a broken connection: HEAD will tell the bytes that arrived as kept
      failure = error;
    }
    if (whole + waiting.length === pending.size) {
      if (waiting.length) await this.#uploadPart(key, pending.uploadId, number + 1, waiting.take(waiting.length));
      await this.complete(key);
      whole = pending.size;
    } else if (waiting.length > arrived.tail.length || whole > arrived.whole)
      await this.#at.client.putObject({ ...this.#object(key, `.tail-${whole}`), Body: waiting.peek() });
    if (failure) throw failure;
    return whole + waiting.length;
  }

  override async remove(key: string): Promise<void> {
    await this.discard(key);
    await this.#records.forget(key);
  }

  /** Makes the object of an upload whose bytes are all here; after a crash between the last byte and that. Otherwise nothing happens. */
  async complete(key: string): Promise<void> {
    const pending = await this.#pending(key);
    const arrived = pending && (await this.#arrived(key, pending.uploadId));
    if (!pending || !arrived || arrived.whole + arrived.tail.length !== pending.size) return;
    const parts = [...arrived.parts];
    if (arrived.tail.length) {
      const number = (parts.at(-1)?.PartNumber ?? 0) + 1;
      parts.push({ PartNumber: number, Size: 0, ETag: await this.#uploadPart(key, pending.uploadId, number, arrived.tail) });
    }
    await this.#at.client.completeMultipartUpload({
      ...this.#object(key),
      UploadId: pending.uploadId,
      MultipartUpload: { Parts: parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })) },
    });
    await this.#removeBesides(key);
  }

  /** Takes everything of a key out of the store, finished or not. */
  async discard(key: string): Promise<void> {
    const pending = await this.#pending(key);
    if (pending) await unlessMissing(this.#at.client.abortMultipartUpload({ ...this.#object(key), UploadId: pending.uploadId }));
    await this.#at.client.deleteObject(this.#object(key));
    if (pending) await this.#removeBesides(key);
  }

  #object = (key: string, ending = '') => ({ Bucket: this.#at.bucket, Key: `${this.#at.prefix}${key}${ending}` });

  async #pending(key: string): Promise<z.infer<typeof Pending> | null> {
    const found = await unlessMissing(this.#at.client.getObject(this.#object(key, '.info')));
    return found?.Body ? Pending.parse(JSON.parse(await found.Body.transformToString())) : null;
  }

  /** @returns null once the object stands */
  async #arrived(key: string, uploadId: string): Promise<{ parts: Part[]; whole: number; tail: Buffer } | null> {
    const parts: Part[] = [];
    let marker: string | undefined;
    do {
      const page = await unlessMissing(
        this.#at.client.listParts({ ...this.#object(key), UploadId: uploadId, ...(marker && { PartNumberMarker: marker }) }),
      );
      if (!page) return null;
      for (const { PartNumber = 0, ETag = '', Size = 0 } of page.Parts ?? []) parts.push({ PartNumber, ETag, Size });
      marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    } while (marker);
    const whole = parts.reduce((sum, part) => sum + part.Size, 0);
    const tail = await unlessMissing(this.#at.client.getObject(this.#object(key, `.tail-${whole}`)));
    return { parts, whole, tail: tail?.Body ? Buffer.from(await tail.Body.transformToByteArray()) : Buffer.alloc(0) };
  }

  async #uploadPart(key: string, uploadId: string, number: number, bytes: Buffer): Promise<string> {
    const { ETag = '' } = await this.#at.client.uploadPart({ ...this.#object(key), UploadId: uploadId, PartNumber: number, Body: bytes });
    return ETag;
  }

  /** `.info` last: while it is there, what is left of the tails can be found. */
  async #removeBesides(key: string): Promise<void> {
    const { client, bucket } = this.#at;
    let token: string | undefined;
    do {
      const page = await client.listObjectsV2({
        Bucket: bucket,
        Prefix: `${this.#object(key).Key}.tail-`,
        ...(token && { ContinuationToken: token }),
      });
      for (const { Key } of page.Contents ?? []) await client.deleteObject({ Bucket: bucket, Key });
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token);
    await client.deleteObject(this.#object(key, '.info'));
  }
}

/** Bytes that wait to become a part. */
class Waiting {
  #pieces: Buffer[];
  length: number;
  constructor(first: Buffer) {
    this.#pieces = first.length ? [first] : [];
    this.length = first.length;
  }
  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.length += piece.length;
  }
  peek(): Buffer {
    const all = this.#pieces.length === 1 ? (this.#pieces[0] as Buffer) : Buffer.concat(this.#pieces);
    this.#pieces = [all];
    return all;
  }
  take(length: number): Buffer {
    const all = this.peek();
    const rest = all.subarray(length);
    this.#pieces = rest.length ? [rest] : [];
    this.length = rest.length;
    return all.subarray(0, length);
  }
}

/** Bytes of an object; null where there is none. */
export async function objectSize({ client, bucket, prefix }: Bucket, key: string): Promise<number | null> {
  const found = await unlessMissing(client.headObject({ Bucket: bucket, Key: `${prefix}${key}` }));
  return found?.ContentLength ?? null;
}

/** Null where the store answers that there is no such object or upload. */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (['NoSuchKey', 'NotFound', 'NoSuchUpload'].includes((error as Error).name)) return null;
    throw error;
  }
}
