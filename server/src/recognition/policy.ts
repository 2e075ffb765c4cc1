import type { Database } from '../platform/database/database.ts';
import { type AccessQuestion, anyOf, holdersOf, isId, ownerOnly, type Policy, type Role } from '../platform/http/access.ts';

/** Who may do what with programs, incentives, claims and ledgers. Whoever is refused learns nothing. */

type Params = AccessQuestion['params'];

const holders = (
  name: string,
  allows: string,
  roles: readonly Role[],
  organizationOf: (params: Params, database: Database) => Promise<string | null> | string | null,
): Policy => holdersOf(name, allows, roles, organizationOf, 'hide');

const named = ({ organizationId }: Params) => (isId(organizationId) ? organizationId.toLowerCase() : null);

async function ofProgram({ programId }: Params, database: Database): Promise<string | null> {
  if (!isId(programId)) return null;
  const program = await database.selectFrom('program').select('recognizer_id').where('id', '=', programId).executeTakeFirst();
  return program?.recognizer_id ?? null;
}

async function ofClosing({ closingId }: Params, database: Database): Promise<string | null> {
  if (!isId(closingId)) return null;
  const closing = await database.selectFrom('ledger_closing').select('recognizer_id').where('id', '=', closingId).executeTakeFirst();
  return closing?.recognizer_id ?? null;
}

async function ofImport({ importId }: Params, database: Database): Promise<string | null> {
  if (!isId(importId)) return null;
  const found = await database.selectFrom('starting_balance_import').select('recognizer_id').where('id', '=', importId).executeTakeFirst();
  return found?.recognizer_id ?? null;
}

/** Decide what is offered and what it is worth. */
const deciding: readonly Role[] = ['recognizer-admin'];
/** Post claims and see what is owed. */
export const posting: readonly Role[] = ['hr', 'recognizer-admin'];
export const postingAllows = 'Human Resources and administrators of the recognizing entity.';

export const recognitionAdministrators = holders(
  'recognition-administrators',
  'Administrators of the recognizing entity.',
  deciding,
  named,
);
export const programAdministrators = holders(
  'program-administrators',
  'Administrators of the recognizing entity whose program it is.',
  deciding,
  ofProgram,
);
export const programStaff = holders(
  'program-staff',
  'Administrators, reviewers and Human Resources of the recognizing entity whose program it is.',
  ['recognizer-admin', 'reviewer', 'hr'],
  ofProgram,
);
export const humanResources = holders('human-resources', postingAllows, posting, named);
export const closingKeepers = holders('closing-keepers', postingAllows, posting, ofClosing);
export const importKeepers = holders('import-keepers', postingAllows, posting, ofImport);

export const claimOwner = ownerOnly('claim-owner', 'The educator whose claim it is.', async ({ claimId }, database) => {
  if (!isId(claimId)) return null;
  const claim = await database.selectFrom('claim').select('educator_id').where('id', '=', claimId).executeTakeFirst();
  return claim?.educator_id ?? null;
});

const educatorThemselves: Policy = {
  name: 'educator-themselves',
  allows: 'The educator whose statement it is.',
  needsSignIn: true,
  decide: ({ caller, params: { organizationId, educatorId } }) =>
    caller && isId(organizationId) && caller.personId === educatorId?.toLowerCase() ? 'allow' : 'hide',
};
export const statementReaders = anyOf('statement-readers', educatorThemselves, humanResources);
