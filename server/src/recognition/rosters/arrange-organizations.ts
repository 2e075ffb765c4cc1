import { sql } from 'kysely';
import { createOrganization } from '../../identity/index.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { HeldImport } from './check-import.ts';

/** Makes an organization of each school that is new, below the district; where it belongs exactly is arranged once all are there. */
export async function foundOrganizations(transaction: Writing, { id, recognizerId }: HeldImport): Promise<void> {
  const district = await transaction
    .selectFrom('organization')
    .select(['slug', 'timezone', 'country', 'demo'])
    .where('id', '=', recognizerId)
    .executeTakeFirstOrThrow();
  const fresh = await transaction
    .selectFrom('roster_change')
    .select(['position', sql<string>`after->>'name'`.as('name')])
    .where('import_id', '=', id)
    .where('kind', '=', 'organization')
    .where('action', '=', 'added')
    .where('matched_by', '=', 'new')
    .orderBy('position')
    .execute();
  for (const { position, name } of fresh) {
    const { organizationId } = await createOrganization(transaction, {
      slug: await freeSlug(transaction, name, district.slug),
      name,
      isIssuer: false,
      isRecognizer: true,
      parentId: recognizerId,
      timezone: district.timezone,
      demo: district.demo,
      ...(district.country && { country: district.country }),
    });
    await transaction
      .updateTable('roster_change')
      .set({ organization_id: organizationId })
      .where('import_id', '=', id)
      .where('position', '=', position)
      .execute();
  }
}

/** An address from the name; a taken one is told apart by the district, then by a number. */
async function freeSlug(transaction: Writing, name: string, district: string): Promise<string> {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80)
      .replace(/-$/, '') || 'school';
  const own = `${district}-${base}`;
  const { rows } = await sql<{ slug: string }>`select slug from organization
    where slug = ${base} or slug = ${own} or slug like ${`${own}-%`}`.execute(transaction);
  const taken = new Set(rows.map(({ slug }) => slug));
  if (!taken.has(base)) return base;
  let free = own;
  for (let number = 2; taken.has(free); number += 1) free = `${own}-${number}`;
  return free;
}

/**
 * Hangs the organizations that an import brought or changed under what the roster says, and gives changed ones their new names. What
 * stands above the district is not made, so its children belong to the district.
 */
export async function arrangeOrganizations(transaction: Writing, { id, recognizerId }: HeldImport): Promise<void> {
  await sql`
    update organization o
    set parent_id = coalesce(above.organization_id, ${recognizerId}),
      name = case when c.action = 'changed' and c.before->>'name' <> c.after->>'name' then c.after->>'name' else o.name end
    from roster_change c
    join roster_record r on r.recognizer_id = ${recognizerId} and r.kind = 'organization' and r.sourced_id = c.sourced_id
    left join roster_record above on above.recognizer_id = ${recognizerId} and above.kind = 'organization' and above.sourced_id = r.organization_ref
    where c.import_id = ${id} and c.kind = 'organization' and c.action in ('added', 'changed')
      and o.id = r.organization_id and o.id <> ${recognizerId}`.execute(transaction);
}

/**
 * Takes back what `foundOrganizations` and `arrangeOrganizations` did. A school that something else has come to rest on is not removed: it
 * belongs to nobody then, and is known again when the roster brings it back.
 *
 * @returns sourcedIds of new organizations that could not be removed
 */
export async function takeBackOrganizations(transaction: Writing, { id, recognizerId }: HeldImport): Promise<string[]> {
  await sql`
    update organization o
    set parent_id = coalesce(c.parent_before, o.parent_id),
      name = case when c.action = 'changed' and o.name = c.after->>'name' then c.before->>'name' else o.name end
    from roster_change c
    where c.import_id = ${id} and c.kind = 'organization' and c.action in ('added', 'changed') and c.matched_by <> 'new'
      and o.id = c.organization_id and o.id <> ${recognizerId}`.execute(transaction);
  const fresh = await transaction
    .selectFrom('roster_change')
    .select(['sourced_id as sourcedId', 'organization_id as organizationId'])
    .where('import_id', '=', id)
    .where('kind', '=', 'organization')
    .where('action', '=', 'added')
    .where('matched_by', '=', 'new')
    .where('organization_id', 'is not', null)
    // children before what they belong to
    .orderBy('organization_id', 'desc')
    .execute();
  const ids = fresh.flatMap(({ organizationId }) => organizationId ?? []);
  await transaction
    .updateTable('organization')
    .set({ parent_id: null })
    .where('id', 'in', ids.length ? ids : ['00000000-0000-0000-0000-000000000000'])
    .execute();
  const staying: string[] = [];
  for (const { sourcedId, organizationId } of fresh) {
    await sql`savepoint school`.execute(transaction);
    try {
      await transaction
        .updateTable('roster_change')
        .set({ organization_id: null })
        .where('import_id', '=', id)
        .where('organization_id', '=', organizationId)
        .execute();
      await transaction.updateTable('roster_record').set({ organization_id: null }).where('organization_id', '=', organizationId).execute();
      await transaction
        .deleteFrom('roster_membership_change')
        .where('organization_id', '=', organizationId ?? '')
        .execute();
      await transaction
        .deleteFrom('organization')
        .where('id', '=', organizationId ?? '')
        .execute();
      await sql`release savepoint school`.execute(transaction);
    } catch (error) {
      // 23503: something refers to it, 23001: what refers to it never changes
      if (!['23503', '23001'].includes((error as { code?: string }).code ?? '')) throw error;
      await sql`rollback to savepoint school`.execute(transaction);
      staying.push(sourcedId);
    }
  }
  return staying;
}
