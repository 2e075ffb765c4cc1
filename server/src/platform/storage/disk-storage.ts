import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import type { DataStore, Upload } from '@tus/server';
import type { Storage, UploadRecords } from './storage.ts';
import { checkedKey } from './storage-key.ts';

/**
 * Objects as files of one folder. Nodes that share the folder (NFS, a shared volume) share the objects.
 *
 * @param folder absolute path; made if it is not there
 */
export function openDiskStorage(folder: string): Storage {
  mkdirSync(folder, { recursive: true });
  const pathOf = (key: string) => join(folder, checkedKey(key));
  return {
    name: folder,
    uploads: (records) => new DurableFileStore(folder, records),
    async size(key) {
      try {
        return (await stat(pathOf(key))).size;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async withPath(key, use) {
      await stat(pathOf(key));
      return use(pathOf(key));
    },
    read: (key, range) => createReadStream(pathOf(key), range),
    async write(key, bytes) {
      const handle = await open(pathOf(key), 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolder(folder);
    },
    async put(key, bytes, size) {
      try {
        // `flush`: on the disk before it is closed
        await pipeline(bytes, createWriteStream(pathOf(key), { mode: 0o600, flush: true }));
        if ((await stat(pathOf(key))).size !== size) throw new Error(`an object of ${size} bytes was not written whole`);
      } catch (error) {
        await rm(pathOf(key), { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
    async place(key, path) {
      const target = pathOf(key);
      await rename(path, target).catch(async (error: NodeJS.ErrnoException) => {
        // another disk
        if (error.code !== 'EXDEV') throw error;
        await copyFile(path, target);
      });
      await syncFolder(folder);
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

/** tus' file store with two differences: facts live in `records`, and an offset is told only once its bytes are on the disk. */
class DurableFileStore extends FileStore {
  constructor(directory: string, records: UploadRecords) {
    super({
      directory,
      configstore: {
        async get(key) {
          const found = await records.find(key);
          return found && ({ id: key, size: found.size, offset: 0, creation_date: found.createdAt.toISOString() } as Upload);
        },
        // the record is made before the upload: its owner, kind and quota are checked there
        set: async () => undefined,
        delete: (key) => records.forget(key),
      },
    });
  }

  override async create(upload: Upload): ReturnType<DataStore['create']> {
    const created = await super.create(upload);
    await syncFolder(this.directory);
    return created;
  }

  override async write(...[stream, key, offset]: Parameters<DataStore['write']>): Promise<number> {
    try {
      return await super.write(stream, key, offset);
    } finally {
      // also after a broken connection: HEAD will tell the bytes that arrived as kept
      const handle = await open(join(this.directory, key), 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
  }
}

/** Makes new names in a folder survive a power loss. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
