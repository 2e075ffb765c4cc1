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
 * A folder (`openDiskStorage`) or a bucket (`openS3Storage`); the same tests hold both to it.
 */
export interface Storage {
  /** For operators: what it is and where. */
  name: string;
  /** The store behind the tus protocol. What it acknowledged has reached the disk. */
  uploads(records: UploadRecords): DataStore;
  /** Bytes of an object, or null where there is none; of an unfinished upload some stores tell what has arrived, others null. */
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
  /** Writes an object of this many bytes from a stream, durably: what is too large to be held. Half of it is never there. */
  put(key: string, bytes: Readable, size: number): Promise<void>;
  /** Puts a whole file in as an object, however large; the file may be moved away by that. For restoring. */
  place(key: string, path: string): Promise<void>;
  /** Takes an object out, and all of an unfinished upload; removing what is not there is no error. */
  remove(key: string): Promise<void>;
}
