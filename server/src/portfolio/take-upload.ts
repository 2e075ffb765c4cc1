import type { Ground } from '../platform/ground.ts';
import { objectFolder, openDiskStorage } from '../platform/storage/disk-storage.ts';
import { finishUpload } from './finish-upload.ts';

/**
 * Makes a file of a person's finished upload, for a capability that keeps it in `file_use`.
 *
 * @throws {Problem} 404 for strangers; 409 `upload-unfinished`; 415 what is refused
 */
export function takeUpload(
  { database, jobs, config }: Pick<Ground, 'database' | 'jobs' | 'config'>,
  ownerId: string,
  uploadId: string,
): Promise<{ fileId: string }> {
  return finishUpload({ database, jobs, storage: openDiskStorage(objectFolder(config)) }, ownerId, uploadId);
}
