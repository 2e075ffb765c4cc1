import { type AccessQuestion, hasRole, isId, ownerOnly, type Policy } from '../../platform/http/access.ts';
import { isEducatorOf } from '../claims/submit-claim.ts';

/** Who sees, argues and decides nominations. Whoever is refused learns nothing. */

type Params = AccessQuestion['params'];
type Database = AccessQuestion['database'];

async function recognizerOfProgram({ programId }: Params, database: Database): Promise<string | null> {
  if (!isId(programId)) return null;
  const program = await database
    .selectFrom('program')
    .select('recognizer_id')
    .where('id', '=', programId)
    .where('current_version_id', 'is not', null)
    .executeTakeFirst();
  return program?.recognizer_id ?? null;
}

async function recognizerOfNomination({ nominationId }: Params, database: Database): Promise<string | null> {
  if (!isId(nominationId)) return null;
  const nomination = await database.selectFrom('nomination').select('recognizer_id').where('id', '=', nominationId).executeTakeFirst();
  return nomination?.recognizer_id ?? null;
}

const colleagues = (name: string, allows: string, of: (params: Params, database: Database) => Promise<string | null>): Policy => ({
  name,
  allows,
  needsSignIn: true,
  async decide({ caller, params, database }) {
    const recognizerId = await of(params, database);
    return caller && recognizerId && (await isEducatorOf(database, recognizerId, caller.personId)) ? 'allow' : 'hide';
  },
});

/** Everybody who works for the recognizer whose program it is, or for a school of it. */
export const programColleagues = colleagues(
  'program-colleagues',
  'Whoever works for the recognizing entity whose program it is, or for a school of it.',
  recognizerOfProgram,
);
export const nominationColleagues = colleagues(
  'nomination-colleagues',
  'Whoever works for the recognizing entity that it is nominated to, or for a school of it.',
  recognizerOfNomination,
);

export const nominationDeciders: Policy = {
  name: 'nomination-deciders',
  allows: 'Reviewers and administrators of the recognizing entity.',
  needsSignIn: true,
  async decide({ caller, params, database }) {
    const recognizerId = await recognizerOfNomination(params, database);
    return caller && recognizerId && hasRole(caller, recognizerId, ['reviewer', 'recognizer-admin']) ? 'allow' : 'hide';
  },
};

export const nominator = ownerOnly('nominator', 'Whoever nominated it.', async ({ nominationId }, database) => {
  if (!isId(nominationId)) return null;
  const nomination = await database.selectFrom('nomination').select('nominated_by').where('id', '=', nominationId).executeTakeFirst();
  return nomination?.nominated_by ?? null;
});
