import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';

/** A copy of somebody's data, as its owner is told of it. */
export const DataExport = z
  .object({
    id: z.uuid(),
    state: z.enum(['under-way', 'ready', 'ended']),
    askedAt: z.date(),
    readyAt: z.date().nullable(),
    /** From when it cannot be fetched any more. */
    endsAt: z.date().nullable(),
    /** Bytes. */
    size: z.number().nullable(),
    /** Hexadecimal. */
    sha256: z.string().nullable(),
  })
  .meta({ id: 'DataExport' });
export type DataExport = z.infer<typeof DataExport>;

/** The ten latest copies, the newest first. */
export async function listExports(database: Database, personId: string, now: Date): Promise<DataExport[]> {
  const rows = await database
    .selectFrom('data_export')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(10)
    .execute();
  return rows.map(({ id, asked_at: askedAt, ready_at: readyAt, ends_at: endsAt, size, sha256 }) => ({
    id,
    state: !endsAt ? 'under-way' : endsAt > now ? 'ready' : 'ended',
    askedAt,
    readyAt,
    endsAt,
    size,
    sha256: sha256?.toString('hex') ?? null,
  }));
}
