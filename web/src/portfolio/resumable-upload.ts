import { DetailedError, defaultOptions, Upload } from 'tus-js-client';
import type { ProblemDocument } from '../api/client.ts';
import { askToSignInAgain } from '../shell/sign-in-again.ts';
import type { FileKind } from './file-kinds.ts';

/** How an upload stands. */
export type UploadStatus =
  | { is: 'sending' | 'paused' | 'waiting'; sent: number }
  | { is: 'done'; uploadId: string }
  | { is: 'failed'; title: string; detail: string };

/** An upload under way that can be paused, goes on by itself after a broken connection, and after a reload when the file is chosen again. */
export interface ResumableUpload {
  pause(): void;
  resume(): void;
  /** Ends it and lets the server forget it. */
  giveUp(): void;
}

// small enough that a broken connection costs little where a proxy holds requests back, large enough to be fast
const pieceSize = 32 * 1024 * 1024;

/** Who uploads what for which place: the same file for the same place is the same upload. */
const fingerprint = (file: File, personId: string, kind: FileKind) =>
  ['brevet', personId, kind, file.name, file.type, file.size, file.lastModified].join('-');

/**
 * Sends a file by the tus protocol.
 *
 * @param place journey and requirement, kept beside the upload so that a reloaded page can say what was interrupted
 */
export function startUpload(
  file: File,
  { personId, kind, place, onStatus }: { personId: string; kind: FileKind; place: string; onStatus: (status: UploadStatus) => void },
): ResumableUpload {
  let sent = 0;
  const upload = new Upload(file, {
    endpoint: '/api/v1/uploads',
    chunkSize: pieceSize,
    metadata: { filename: file.name.slice(0, 255), kind, place },
    retryDelays: [0, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000, 60_000, 60_000, 60_000],
    removeFingerprintOnSuccess: true,
    fingerprint: async () => fingerprint(file, personId, kind),
    onProgress: (now) => {
      sent = now;
      onStatus({ is: 'sending', sent });
    },
    onShouldRetry: (error) => {
      const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
      const again = status === 0 || status >= 500 || status === 409 || status === 423 || status === 429;
      if (again) onStatus({ is: 'waiting', sent });
      return again;
    },
    onError: (error) => {
      const problem = problemOf(error);
      if (problem?.code === 'sign-in-required') {
        onStatus({ is: 'waiting', sent });
        void askToSignInAgain().then((signedIn) => (signedIn ? upload.start() : onStatus({ is: 'paused', sent })));
      } else if (problem && problem.status === 415) {
        onStatus({ is: 'failed', title: problem.title, detail: problem.detail });
        void forgetUpload(fingerprint(file, personId, kind));
      } else onStatus(problem ? { is: 'failed', title: problem.title, detail: problem.detail } : { is: 'paused', sent });
    },
    onSuccess: () => onStatus({ is: 'done', uploadId: upload.url?.split('/').at(-1) ?? '' }),
  });
  onStatus({ is: 'sending', sent });
  void upload.findPreviousUploads().then(([previous]) => {
    if (previous) upload.resumeFromPreviousUpload(previous);
    upload.start();
  });
  return {
    pause() {
      void upload.abort();
      onStatus({ is: 'paused', sent });
    },
    resume() {
      onStatus({ is: 'sending', sent });
      upload.start();
    },
    giveUp() {
      void upload.abort(true).catch(() => undefined);
      void forgetUpload(fingerprint(file, personId, kind));
    },
  };
}

function problemOf(error: Error): ProblemDocument | null {
  if (!(error instanceof DetailedError)) return null;
  try {
    const body = JSON.parse(error.originalResponse?.getBody() ?? '') as ProblemDocument;
    return body.code ? body : null;
  } catch {
    return null;
  }
}

/** Uploads that a closed page left unfinished, for one place. */
export async function unfinishedUploads(place: string): Promise<{ name: string; key: string }[]> {
  const all = (await defaultOptions.urlStorage?.findAllUploads()) ?? [];
  return all
    .filter((upload) => upload.metadata.place === place)
    .map((upload) => ({ name: upload.metadata.filename ?? '', key: upload.urlStorageKey }));
}

/** Lets go of an unfinished upload on this device; the server forgets it after a week. */
export async function forgetUnfinished(key: string): Promise<void> {
  await defaultOptions.urlStorage?.removeUpload(key);
}

async function forgetUpload(print: string): Promise<void> {
  const uploads = (await defaultOptions.urlStorage?.findUploadsByFingerprint(print)) ?? [];
  for (const upload of uploads) await defaultOptions.urlStorage?.removeUpload(upload.urlStorageKey);
}
