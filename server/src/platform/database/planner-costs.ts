import type pg from 'pg';

/** What matching a text search costs, in units of comparing two numbers: mostly the text's words being fetched from beside the row. */
const textMatch = 100;

/**
 * Tells PostgreSQL what its own `@@` costs. It takes it for as cheap as comparing numbers and, before a `limit`, reads the whole catalog
 * rather than an index: 48 ms instead of 6 ms for a word that stands in 900 of 10,000 micro-credentials. The cost of a system function is
 * no part of a backup, so that it is told at every start.
 *
 * Only the database's superuser may; without that searches are right and slower (docs/running.md tells the statement to run once).
 */
export async function tellPlannerCosts(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ cost: number; may: boolean }>(
    `select procost as cost, rolsuper as may from pg_proc, pg_roles
      where pg_proc.oid = 'pg_catalog.ts_match_vq(tsvector, tsquery)'::regprocedure and rolname = current_user`,
  );
  const [known] = rows;
  if (known?.may && known.cost !== textMatch)
    await client.query(`alter function pg_catalog.ts_match_vq(tsvector, tsquery) cost ${textMatch}`);
}
