import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { settleEveryone } from '../ledger/settle-everyone.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { alignRoster, linkPeople } from './align.ts';
import { applyImport } from './apply-import.ts';
import { askForWork, rosterQueue } from './ask-for-work.ts';
import { checkImport } from './check-import.ts';
import { rosterLock } from './discard.ts';
import { type InvitationRound, invitationQueue, inviteWaiting } from './invite-waiting.ts';
import { standingImport, undoImport } from './undo-import.ts';

/**
 * Starts checking, applying and undoing of imports, on any node. Every minute those whose job was lost are taken up again, and people of a
 * roster become known who confirmed their address since; every night roles begin and end by their dates.
 */
export async function startRosters(ground: Ground): Promise<void> {
  const { jobs, database } = ground;
  await jobs.work<{ importId: string }>(rosterQueue, async ({ importId }) => {
    const found = await database.selectFrom('roster_import').select('state').where('id', '=', importId).executeTakeFirst();
    if (found?.state === 'checking') await checkImport(ground, importId);
    if (found?.state === 'applying') await applyImport(ground, importId);
    if (found?.state === 'undoing') await undoImport(ground, importId);
  });
  await jobs.work<InvitationRound>(invitationQueue, (round) => inviteWaiting(ground, round));
  await jobs.every('rosters-again', '* * * * *', async () => {
    const open = await database
      .selectFrom('roster_import')
      .select('id')
      .where('state', 'in', ['checking', 'applying', 'undoing'])
      .execute();
    for (const { id } of open) await askForWork(jobs, id);
    await welcomeConfirmed(ground);
  });
  await jobs.every('rosters-by-date', '10 5 * * *', async () => {
    const { rows } = await sql<{ id: string }>`select distinct recognizer_id as id from roster_import where state = 'applied'`.execute(
      database,
    );
    for (const { id } of rows) await catchUp(ground, id, 'always');
  });
}

/** Makes educators of those in a roster who have confirmed their address here since it was applied. */
export async function welcomeConfirmed(ground: Pick<Ground, 'database' | 'jobs' | 'clock'>): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select distinct r.recognizer_id as id from roster_record r join email_address a on a.email = r.email and a.verified_at is not null
    where r.kind = 'person' and r.active and r.person_id is null
      and not exists (select from roster_record other where other.recognizer_id = r.recognizer_id and other.person_id = a.person_id)`.execute(
    ground.database,
  );
  for (const { id } of rows) await catchUp(ground, id, 'when somebody is known');
}

/** Brings one recognizer's people to what its roster says today. */
async function catchUp(
  ground: Pick<Ground, 'database' | 'jobs' | 'clock'>,
  recognizerId: string,
  when: 'always' | 'when somebody is known',
): Promise<void> {
  await ground.database.transaction().execute(async (transaction) => {
    await sql`set local statement_timeout = 0`.execute(transaction);
    await rosterLock(transaction, recognizerId);
    const { timezone } = await findRecognizer(transaction, recognizerId);
    const importId = await standingImport(transaction, recognizerId);
    const known = await linkPeople(transaction, recognizerId);
    if (known === 0 && when !== 'always') return;
    const recorded = await alignRoster(transaction, { recognizerId, importId, today: dateIn(timezone, ground.clock()), by: null });
    if (recorded) await settleEveryone(ground, transaction, recognizerId, 'Counted anew: the roster changed employment.');
  });
}
