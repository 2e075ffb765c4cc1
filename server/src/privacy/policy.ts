import { isId, ownerOnly } from '../platform/http/access.ts';

/** Who may do what with copies of somebody's data. */

export const exportOwner = ownerOnly('export-owner', 'The person whose data it is a copy of.', async ({ exportId }, database) => {
  if (!isId(exportId)) return null;
  const row = await database.selectFrom('data_export').select('person_id').where('id', '=', exportId).executeTakeFirst();
  return row?.person_id ?? null;
});
