import type { Config } from '../config.ts';
import { openDiskStorage } from './disk-storage.ts';
import type { Storage } from './storage.ts';

/** The store that the configuration names (`STORAGE_URL`). */
export async function openStorage({ storage: { place } }: Pick<Config, 'storage'>): Promise<Storage> {
  if (place.kind === 'disk') return openDiskStorage(place.folder);
  // its client takes 35 MB and 0.4 s: only where there is a bucket
  const { openS3Storage } = await import('./s3-storage.ts');
  return openS3Storage(place);
}
