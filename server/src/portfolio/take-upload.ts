import type { Ground } from '../platform/ground.ts';
import { finishUpload } from './finish-upload.ts';

/**
 * Makes a file of a person's finished upload, for a capability that keeps it in `file_use`.
 *
 * @throws {Problem} 404 for strangers; 409 `upload-unfinished`; 415 what is refused
 */
export function takeUpload(
  ground: Pick<Ground, 'database' | 'jobs' | 'storage' | 'scan'>,
  ownerId: string,
  uploadId: string,
): Promise<{ fileId: string }> {
  return finishUpload(ground, ownerId, uploadId);
}
