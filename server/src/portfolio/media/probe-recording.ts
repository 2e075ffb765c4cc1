import { z } from 'zod';
import { ProgramFailed, type ProgramLimits, runProgram } from '../../platform/programs/run-program.ts';

/** The programs that know recordings; null where the machine has none. */
export interface RecordingPrograms {
  ffprobe: string;
  ffmpeg: string;
}

/** What was measured of a recording. */
export interface Measured {
  /** Null where the container does not tell, as browsers' own recordings. */
  durationSeconds: number | null;
  /** Of its picture, upright, in pixels; null for sound. */
  width: number | null;
  height: number | null;
}

/** Which reader of ffmpeg a media type is given to; it is never left to guess, for some formats name further files. */
const readers: Record<string, string> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/3gpp': 'mov',
  'audio/mp4': 'mov',
  'video/webm': 'matroska',
  'audio/webm': 'matroska',
  'video/matroska': 'matroska',
  'video/mpeg': 'mpeg',
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
};

const Probed = z.object({
  format: z.object({ duration: z.coerce.number().positive().max(864_000).optional() }).default({}),
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        width: z.number().int().positive().max(100_000).optional(),
        height: z.number().int().positive().max(100_000).optional(),
        side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
      }),
    )
    .default([]),
});

const limits = (folder: string, seconds: number): ProgramLimits => ({ folder, seconds, megabytes: 2048 });
const input = (mediaType: string, path: string) => {
  const reader = readers[mediaType];
  return reader && ['-protocol_whitelist', 'file,pipe', '-f', reader, '-i', `file:${path}`];
};

/**
 * Measures a recording with ffprobe.
 *
 * @param folder where the program may write
 * @returns null for what ffprobe cannot read
 */
export async function probeRecording(
  { ffprobe }: RecordingPrograms,
  { path, mediaType, folder }: { path: string; mediaType: string; folder: string },
): Promise<Measured | null> {
  const source = input(mediaType, path);
  if (!source) return null;
  try {
    const told = await runProgram(ffprobe, ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', ...source], limits(folder, 60));
    const { format, streams } = Probed.parse(JSON.parse(told.toString()));
    const picture = mediaType.startsWith('video/')
      ? streams.find((stream) => stream.codec_type === 'video' && stream.width && stream.height)
      : null;
    const turned = Math.abs(picture?.side_data_list?.find(({ rotation }) => rotation)?.rotation ?? 0) % 180 === 90;
    const [width = null, height = null] = turned ? [picture?.height, picture?.width] : [picture?.width, picture?.height];
    return { durationSeconds: format.duration ?? null, width, height };
  } catch (error) {
    if (error instanceof ProgramFailed || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/**
 * Takes a frame of a video: a second in, where lens caps and black beginnings are over, or a tenth of a short one.
 *
 * @returns a PNG; null where there is no frame to take
 */
export async function takeFrame(
  { ffmpeg }: RecordingPrograms,
  { path, mediaType, folder, durationSeconds }: { path: string; mediaType: string; folder: string; durationSeconds: number | null },
): Promise<Buffer | null> {
  const source = input(mediaType, path);
  if (!source) return null;
  const at = String(durationSeconds === null ? 0 : Math.min(1, durationSeconds / 10));
  const picture = ['-frames:v', '1', '-an', '-sn', '-vf', "scale='min(1280,iw)':-2", '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'];
  try {
    const frame = await runProgram(
      ffmpeg,
      ['-v', 'error', '-nostdin', '-threads', '1', '-ss', at, ...source, ...picture],
      limits(folder, 120),
    );
    return frame.length ? frame : null;
  } catch (error) {
    if (error instanceof ProgramFailed) return null;
    throw error;
  }
}
