import type { Kind } from './queries.ts';

/** The kinds that are files. */
export type FileKind = Exclude<Kind, 'text' | 'link'>;
const fileKinds: readonly Kind[] = ['image', 'document', 'audio', 'video'];

/** 5 GB, as the server takes them. */
export const largestFile = 5 * 1024 ** 3;

const accepted: Record<FileKind, string> = {
  image: 'image/jpeg,image/png,image/gif,image/webp,image/avif,image/heic,image/heif,.heic',
  document: '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.md,.csv',
  audio: 'audio/*',
  video: 'video/*',
};

export const filesOf = (kinds: readonly Kind[]): FileKind[] => kinds.filter((kind): kind is FileKind => fileKinds.includes(kind));
/** For `<input accept>`. */
export const acceptOf = (kinds: readonly FileKind[]): string => kinds.map((kind) => accepted[kind]).join(',');

/** What kind a chosen file is, by what the device says; the server looks at its bytes. */
export function kindOf(file: File, kinds: readonly FileKind[]): FileKind | null {
  const [family] = file.type.split('/');
  const guess =
    family === 'image' || family === 'audio' || family === 'video' ? family : /\.(heic|heif)$/i.test(file.name) ? 'image' : 'document';
  if (kinds.includes(guess)) return guess;
  // recorders write sound alone into video containers
  return guess === 'video' && kinds.includes('audio') ? 'audio' : null;
}

/** Seconds of a recording, read by the browser; null where it cannot. */
export function durationOf(file: File, kind: FileKind): Promise<number | null> {
  if (kind !== 'audio' && kind !== 'video') return Promise.resolve(null);
  return new Promise((resolve) => {
    const media = document.createElement(kind);
    const url = URL.createObjectURL(file);
    const done = (seconds: number) => {
      URL.revokeObjectURL(url);
      resolve(Number.isFinite(seconds) && seconds > 0 && seconds < 864_000 ? seconds : null);
    };
    media.preload = 'metadata';
    media.onloadedmetadata = () => done(media.duration);
    media.onerror = () => done(Number.NaN);
    media.src = url;
  });
}

/** A title to begin with: the name without its ending. */
export const titleFrom = (file: File): string => (file.name.replace(/\.[^.]+$/, '').trim() || file.name).slice(0, 200);
