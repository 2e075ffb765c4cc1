import type { Readable } from 'node:stream';
import type { DataStore } from '@tus/server';

/** Part of an object, both ends included, in bytes from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where an upload's facts are kept while it is under way; on a database, so that every node knows them. */
export interface UploadRecords {
  /** Undefined for an unknown or foreign key. */
  find(key: string): Promise<{ size: number; createdAt: Date } | undefined>;
  forget(key: string): Promise<void>;
}

/**
 * Bytes by opaque key. An object is written once, by a resumable upload, and never changes after; its key is the upload's id.
 * Today a folder (`openDiskStorage`); an S3-compatible store needs these functions and nothing else.
 */
export interface Storage {
  /** The store behind the tus protocol. What it acknowledged has reached the disk. */
  uploads(records: UploadRecords): DataStore;
  /** Bytes written under the key, or null where there is none. */
  size(key: string): Promise<number | null>;
  /** A stream of the object or of a part of it; fails with `ENOENT` where there is none. */
  read(key: string, range?: ByteRange): Readable;
  /**
   * Lets another program read an object: gives a path that holds while `use` runs. It may be the object itself and must not be written.
   * Fails with `ENOENT` where there is none.
   */
  withPath<T>(key: string, use: (path: string) => Promise<T>): Promise<T>;
  /** Writes a whole object at once, durably: what is made here, not what is uploaded. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
}
