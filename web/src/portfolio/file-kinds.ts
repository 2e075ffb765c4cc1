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

/** The longest edge of a picture drawn here, in pixels. */
const longestEdge = 1280;

/**
 * A small picture of a video, or of a photograph of a kind that few browsers show (HEIC), drawn by this browser: the server may have no
 * means to do so.
 *
 * @returns JPEG in base64; null where this browser cannot read it either
 */
export async function posterOf(file: File, kind: FileKind): Promise<string | null> {
  const url = URL.createObjectURL(file);
  try {
    if (kind === 'video') return await frameOf(url);
    if (kind === 'image' && /\.hei[cf]$/i.test(file.name)) {
      const image = new Image();
      image.src = url;
      await image.decode();
      return draw(image, image.naturalWidth, image.naturalHeight);
    }
    return null;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A frame a second in, where lens caps and black beginnings are over. */
function frameOf(url: string): Promise<string | null> {
  return new Promise((resolve) => {
    const video = document.createElement('video');
    // some files are read in part, and then nothing more ever comes
    const giveUp = setTimeout(() => resolve(null), 15_000);
    const done = (picture: string | null) => {
      clearTimeout(giveUp);
      video.removeAttribute('src');
      resolve(picture);
    };
    video.muted = true;
    video.playsInline = true;
    video.preload = 'auto';
    video.onerror = () => done(null);
    video.onloadeddata = () => {
      video.onseeked = () => done(draw(video, video.videoWidth, video.videoHeight));
      video.currentTime = Number.isFinite(video.duration) ? Math.min(1, video.duration / 10) : 0.1;
    };
    video.src = url;
  });
}

function draw(picture: CanvasImageSource, width: number, height: number): string | null {
  if (!width || !height) return null;
  const scale = Math.min(1, longestEdge / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const [, base64 = ''] = canvas.toDataURL('image/jpeg', 0.8).split(',');
  return base64 && base64.length < 900_000 ? base64 : null;
}
