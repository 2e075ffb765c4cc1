import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { Caption } from '../evidence-view.ts';
import type { SubmittedFile } from '../snapshot.ts';

/** What a page needs to show a submitted file. */
export const ShownFile = z
  .object({
    address: z.string(),
    /** Neutral. */
    name: z.string(),
    mediaType: z.string(),
    /** Bytes. */
    size: z.number(),
    /** Address of a small picture of it; null where there is none. */
    poster: z.string().nullable(),
    /** Address of an office document as PDF; null where there is none. */
    pdf: z.string().nullable(),
    /** Of a picture or video, upright, in pixels; null where not measured. */
    width: z.number().nullable(),
    height: z.number().nullable(),
    captions: z.array(Caption),
  })
  .meta({ id: 'ShownFile' });
export type ShownFile = z.infer<typeof ShownFile>;

/**
 * Says how files of a submission are shown: what was made of them since, and the captions they were submitted with.
 *
 * @returns by the file's id
 */
export async function shownFiles(database: Database, files: readonly (SubmittedFile | null)[]): Promise<Map<string, ShownFile>> {
  const present = files.filter((file) => file !== null);
  const { rows } = await sql<{ id: string; width: number | null; height: number | null; made: string[] }>`
    select id, width, height, array(select purpose from file_rendition where file_id = file.id) as made
    from file where id = any (${present.map(({ id }) => id)}::uuid[])`.execute(database);
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    present.map(({ id, name, mediaType, size, captions }) => {
      const address = `/api/v1/files/${id}`;
      const facts = known.get(id);
      const made = (purpose: string) => (facts?.made.includes(purpose) ? `${address}/${purpose}` : null);
      return [
        id,
        {
          address,
          name,
          mediaType,
          size,
          poster: made('poster'),
          pdf: made('pdf'),
          width: facts?.width ?? null,
          height: facts?.height ?? null,
          captions: captions.map((caption) => ({ ...caption, address: `${address}/captions/${caption.id}` })),
        },
      ];
    }),
  );
}
