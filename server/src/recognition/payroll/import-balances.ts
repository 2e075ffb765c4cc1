import { createHash } from 'node:crypto';
import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { findPeopleOfRows, type RowError, readCsvRows } from '../csv-rows.ts';
import { entryKinds } from '../incentives/rule.ts';
import { defaultTerms } from '../incentives/terms.ts';
import { amountText } from '../ledger/hundredths.ts';
import { loadRules } from '../ledger/load-rules.ts';
import { settleEveryone } from '../ledger/settle-everyone.ts';
import { importedAlready, rowsAreWrong } from '../problems.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';

/** Columns of a file of starting balances. */
const columns = ['hr_identifier', 'email', 'kind', 'unit', 'amount', 'as_of', 'incentive', 'note'] as const;
const required = ['kind', 'amount', 'as_of'] as const;

const Row = z.object({
  hr_identifier: z.string().default(''),
  email: z.string().default(''),
  kind: z.enum(entryKinds),
  unit: z.string().max(100).default(''),
  amount: amountText(10_000_000).refine((text) => Number(text) > 0, { message: 'is nothing' }),
  as_of: z.iso.date(),
  incentive: z.string().default(''),
  note: z.string().max(500).default(''),
});

interface Balance {
  educatorId: string;
  incentiveId: string | null;
  kind: string;
  unit: string;
  amount: string;
  asOf: string;
  note: string;
}

interface File {
  recognizerId: string;
  fileName: string;
  csv: string;
  by: string;
}

/**
 * Imports balances that educators bring along from before: all rows or none.
 *
 * @throws {Problem} 409 `imported-already`; 422 `file-not-readable`, `rows-are-wrong` with each error by row
 */
export async function importBalances(
  ground: Pick<Ground, 'jobs' | 'clock'>,
  transaction: Writing,
  file: File,
): Promise<{ importId: string; rows: number }> {
  const { recognizerId, fileName, csv, by } = file;
  const balances = await readBalances(transaction, file, ground.clock());
  const sha256 = createHash('sha256').update(csv).digest();
  const imported = await transaction
    .insertInto('starting_balance_import')
    .values({ recognizer_id: recognizerId, file_name: fileName, sha256, rows: balances.length, imported_by: by })
    .onConflict((conflict) => conflict.columns(['recognizer_id', 'sha256']).where('withdrawn_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!imported) throw importedAlready();
  for (let start = 0; start < balances.length; start += 1000)
    await transaction
      .insertInto('starting_balance')
      .values(
        balances.slice(start, start + 1000).map(({ educatorId, incentiveId, asOf, ...balance }) => ({
          ...balance,
          import_id: imported.id,
          recognizer_id: recognizerId,
          educator_id: educatorId,
          incentive_id: incentiveId,
          as_of: asOf,
        })),
      )
      .execute();
  await settleEveryone(ground, transaction, recognizerId, `Counted anew with the starting balances of “${fileName}”.`);
  await audit(transaction, {
    personId: by,
    action: 'balances.imported',
    subjectType: 'starting-balance-import',
    subjectId: imported.id,
    details: { fileName, rows: balances.length },
  });
  return { importId: imported.id, rows: balances.length };
}

/** Takes an import back whole: its rows stay, and count no more. Again changes nothing. */
export async function withdrawImport(
  ground: Pick<Ground, 'jobs' | 'clock'>,
  transaction: Writing,
  { importId, by }: { importId: string; by: string },
): Promise<void> {
  const withdrawn = await transaction
    .updateTable('starting_balance_import')
    .set({ withdrawn_at: ground.clock(), withdrawn_by: by })
    .where('id', '=', importId)
    .where('withdrawn_at', 'is', null)
    .returning(['recognizer_id', 'file_name'])
    .executeTakeFirst();
  if (!withdrawn) return;
  await settleEveryone(ground, transaction, withdrawn.recognizer_id, `The starting balances of “${withdrawn.file_name}” were withdrawn.`);
  await audit(transaction, { personId: by, action: 'balances.withdrawn', subjectType: 'starting-balance-import', subjectId: importId });
}

/** Reads and checks a file without writing anything. */
export async function readBalances(
  database: Database,
  { recognizerId, csv }: Pick<File, 'recognizerId' | 'csv'>,
  now: Date,
): Promise<Balance[]> {
  const { timezone } = await findRecognizer(database, recognizerId);
  const records = readCsvRows(csv, { known: columns, required });
  const errors: RowError[] = [];
  const rows = records.flatMap((record, index) => {
    const parsed = Row.safeParse(record);
    if (parsed.success) return [{ row: index + 2, ...parsed.data }];
    for (const { path, message } of parsed.error.issues) errors.push({ row: index + 2, column: String(path[0] ?? ''), message });
    return [];
  });
  const people = await findPeopleOfRows(database, recognizerId, rows);
  const { versions, terms } = await loadRules(database, recognizerId);
  const incentives = await database.selectFrom('incentive').select(['id', 'slug']).where('recognizer_id', '=', recognizerId).execute();
  const today = dateIn(timezone, now);
  const currency = (terms.findLast(({ effectiveFrom }) => effectiveFrom <= today)?.terms ?? defaultTerms).currency;
  const balances: Balance[] = [];
  for (const { row, hr_identifier, email, kind, amount, as_of: asOf, note, ...rest } of rows) {
    const complain = (column: string, message: string) => errors.push({ row, column, message });
    const person = hr_identifier ? people.get(`hr/${hr_identifier}`) : people.get(`email/${email.toLowerCase()}`);
    if (!hr_identifier && !email) complain('hr_identifier', 'name the educator by hr_identifier or email');
    else if (!person)
      complain(hr_identifier ? 'hr_identifier' : 'email', `nobody of this organization is known by ${hr_identifier || email}`);
    else if (person === 'several') complain('hr_identifier', `several people have ${hr_identifier}`);
    const isMoney = kind === 'base-salary' || kind === 'stipend';
    const unit = rest.unit || (isMoney ? currency : '');
    if (!unit) complain('unit', 'say what is counted, e.g. “CPD credit”');
    else if (isMoney && unit !== currency) complain('unit', `money is in ${currency} here`);
    if (asOf > today) complain('as_of', 'lies in the future');
    const incentive = rest.incentive ? incentives.find(({ slug }) => slug === rest.incentive) : undefined;
    const pays = versions.findLast(({ incentiveId }) => incentiveId === incentive?.id)?.rule.value.pays;
    if (rest.incentive && !incentive) complain('incentive', `there is no incentive “${rest.incentive}”`);
    else if (pays && pays.kind !== kind) complain('incentive', `“${rest.incentive}” pays ${pays.kind}, not ${kind}`);
    if (person && person !== 'several')
      balances.push({ educatorId: person, incentiveId: incentive?.id ?? null, kind, unit, amount, asOf, note });
  }
  if (errors.length) throw rowsAreWrong(errors.sort((one, other) => one.row - other.row));
  return balances;
}

/** Imports of a recognizer, the newest first. */
export function listImports(database: Database, recognizerId: string) {
  return database
    .selectFrom('starting_balance_import as i')
    .leftJoin('person as p', 'p.id', 'i.imported_by')
    .select([
      'i.id',
      'i.file_name as fileName',
      'i.rows',
      'i.imported_at as importedAt',
      'i.withdrawn_at as withdrawnAt',
      'p.name as importedBy',
    ])
    .where('i.recognizer_id', '=', recognizerId)
    .orderBy('i.id', 'desc')
    .limit(100)
    .execute();
}
