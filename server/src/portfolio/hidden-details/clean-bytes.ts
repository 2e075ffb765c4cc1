import { cleanGif } from './clean-gif.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanOffice } from './clean-office.ts';
import { cleanPdf } from './clean-pdf.ts';
import { cleanPng } from './clean-png.ts';
import { cleanWebp } from './clean-webp.ts';

type Clean = (bytes: Buffer) => Buffer | null | Promise<Buffer | null>;

const cleaners: Record<string, Clean> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
  'application/pdf': cleanPdf,
};

/** How files of a type are cleaned that are held whole for it: pictures and documents. Undefined for other types. */
export const cleanerOf = (mediaType: string): Clean | undefined =>
  cleaners[mediaType] ?? (mediaType.startsWith('application/vnd.') ? cleanOffice : undefined);
