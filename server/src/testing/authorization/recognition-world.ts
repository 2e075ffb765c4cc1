import { aMember } from '../builders.ts';
import { aDistrict, aForeignBadge } from '../recognition.ts';
import { aSimulation } from '../simulations.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** A program of the organization, and a claim of the earner. */
export async function recognitionWorld(app: TestApp, { organizationId, earnerId }: Ground): Promise<Contribution> {
  const { programId } = await aDistrict(app.ground, {}, organizationId);
  const version = await app.database
    .selectFrom('program')
    .select('current_version_id as id')
    .where('id', '=', programId)
    .executeTakeFirstOrThrow();
  const claim = await app.database
    .insertInto('claim')
    .values({
      recognizer_id: organizationId,
      educator_id: earnerId,
      program_id: programId,
      program_version_id: version.id ?? '',
      entry_id: 'entry-1',
      counts_as: 'foreign:https://issuer.example/achievements/1',
      foreign_badge_id: await aForeignBadge(app.database, earnerId, 1),
      title: 'Skill 1',
      difficulty: 1,
      hours: '1',
      earned_on: '2026-03-01',
      submitted_on: '2026-03-02',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const closing = await app.database
    .insertInto('ledger_closing')
    .values({ recognizer_id: organizationId, number: 1, ends_on: '2026-01-31', entries: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const imported = await app.database
    .insertInto('starting_balance_import')
    .values({ recognizer_id: organizationId, file_name: 'balances.csv', sha256: Buffer.from('balances'), rows: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  // a statement is of somebody who has to do with the recognizer: the earner brought a balance along
  const balance = { unit: 'CPD credit', earned_on: '2026-01-01', effective_on: '2026-01-01', allocation: 'balance', occurrence: 1 };
  await app.database
    .insertInto('ledger_entry')
    .values({ recognizer_id: organizationId, educator_id: earnerId, kind: 'credit', amount: '1', ...balance })
    .execute();
  await app.database
    .insertInto('employment')
    .values({ recognizer_id: organizationId, educator_id: earnerId, effective_on: '2026-01-01', hr_identifier: 'E-1' })
    .execute();
  const roster = await app.database
    .insertInto('roster_import')
    .values({ recognizer_id: organizationId, file_names: ['roster.zip'], state: 'checked' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: keeperId } = await aMember(app.database, organizationId, 'hr');
  const simulation = await app.database
    .insertInto('simulation')
    .values({
      recognizer_id: organizationId,
      name: 'Raise or stipend',
      inputs: JSON.stringify(aSimulation()),
      created_by: keeperId,
      updated_by: keeperId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const ids = {
    programId,
    simulationId: simulation.id,
    claimId: claim.id,
    educatorId: earnerId,
    closingId: closing.id,
    importId: imported.id,
  };
  return { ids: { ...ids, 'roster-imports/importId': roster.id } };
}
