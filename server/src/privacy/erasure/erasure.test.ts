import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyBadge } from '../../awards/index.ts';
import { hashForPassword } from '../../identity/index.ts';
import { anAward } from '../../testing/awards.ts';
import { aMember, aMembership, anOrganization, aPerson } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { anEvaluation } from '../../testing/evaluation.ts';
import { lastMailTo, mailTo, tokenOf } from '../../testing/mailbox.ts';
import { aFile, storageOf } from '../../testing/portfolio.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { orderDueErasures } from './start-erasures.ts';

let app: TestApp;
let now = new Date();
beforeAll(async () => {
  app = await testApp({ clock: () => now });
});
afterAll(async () => {
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  await app.close();
});

const erasure = '/api/v1/account/erasure';
const password = 'a lamp on the piano';
const given = { word: 'ERASE', proof: { password } };
const aWeek = () => {
  now = new Date(now.getTime() + 7 * 86_400_000 + 1000);
};
const eraseWhatIsDue = async () => {
  await orderDueErasures(app.ground, now);
  await app.settled();
};

/** Somebody with a password. */
async function somebody(overrides: { name?: string; email?: string } = {}) {
  const person = await aPerson(app.database, overrides);
  await app.database
    .insertInto('account')
    .values({ person_id: person.id, account_id: person.id, provider_id: 'credential', password: await hashForPassword(password) })
    .execute();
  return { ...person, send: await app.as(person.id) };
}

/** Where a text stands: tables of the application and its jobs, and objects of the store. */
async function placesOf(text: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
    from information_schema.tables where table_schema in ('public', 'jobs') and table_type = 'BASE TABLE'`.execute(app.database);
  const { rows: binary } = await sql<{
    name: string;
    column: string;
  }>`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name,
    quote_ident(column_name) as "column" from information_schema.columns where table_schema = 'public' and data_type = 'bytea'`.execute(
    app.database,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const columns = binary
      .filter((one) => one.name === name)
      .map(({ column }) => `or position(convert_to(${quoted(text)}, 'UTF8') in t.${column}) > 0`);
    const { rows } =
      await sql`select from ${sql.raw(name)} t where t::text ilike ${`%${text}%`} ${sql.raw(columns.join(' '))} limit 1`.execute(
        app.database,
      );
    if (rows.length) found.push(name);
  }
  const folder = storageOf(app).name;
  for (const file of readdirSync(folder)) if (readFileSync(join(folder, file)).includes(text)) found.push(file);
  return found;
}
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

describe('asking for erasure', () => {
  it('takes the password and the word, and is told by mail with the way back', async () => {
    const { send, email } = await somebody();
    expect((await send('POST', erasure, { ...given, word: 'erase' })).statusCode).toBe(400);
    const wrong = await send('POST', erasure, { ...given, proof: { password: 'something else' } });
    expect(wrong.json()).toMatchObject({ status: 403, code: 'not-proven' });
    expect((await send('POST', erasure, given)).statusCode).toBe(202);
    expect((await send('POST', erasure, given)).json()).toMatchObject({ code: 'erasure-asked' });
    expect((await lastMailTo(app, email)).link?.pathname).toBe('/erasure');
  });

  it('is taken back by the link without sign-in, and nothing is erased', async () => {
    const { id, send, email, name } = await somebody();
    await send('POST', erasure, given);
    const link = `/api/v1/erasures/${tokenOf(await lastMailTo(app, email))}`;
    expect((await app.send('GET', link)).json()).toMatchObject({ state: 'waiting' });
    expect((await app.send('DELETE', link)).statusCode).toBe(200);
    expect((await app.send('DELETE', link)).json()).toMatchObject({ code: 'no-erasure' });
    aWeek();
    await eraseWhatIsDue();
    expect(await app.database.selectFrom('person').select('name').where('id', '=', id).executeTakeFirst()).toEqual({ name });
  });

  it('is refused to the only administrator of an organization, with its name', async () => {
    const { id, send } = await somebody();
    const organization = await anOrganization(app.database, { name: 'Friday Institute' });
    await aMembership(app.database, organization.id, id, ['issuer-admin', 'author']);
    const refused = await send('POST', erasure, given);
    expect(refused.json()).toMatchObject({ code: 'hand-over-first', organizations: [{ name: 'Friday Institute' }] });
    await aMember(app.database, organization.id, 'issuer-admin');
    expect((await send('POST', erasure, given)).statusCode).toBe(202);
  });

  it('waits for whoever became the only administrator meanwhile', async () => {
    const { id, send, email } = await somebody();
    const organization = await anOrganization(app.database);
    await aMembership(app.database, organization.id, id, ['issuer-admin']);
    const other = await aMember(app.database, organization.id, 'issuer-admin');
    await send('POST', erasure, given);
    await app.database.deleteFrom('membership').where('person_id', '=', other.id).execute();
    aWeek();
    await eraseWhatIsDue();
    expect((await send('GET', erasure)).json().erasure).toMatchObject({ state: 'waiting' });
    expect((await lastMailTo(app, email)).subject).toMatch(/^Hand over first/);
  });
});

describe('an erased person', () => {
  /** Everything a person can leave words in, with one word in all of it. */
  async function leaveTraces(word: string) {
    const person = await somebody({ name: `Wanda ${word}`, email: `wanda@${word}.example.org`.toLowerCase() });
    const { database } = app;
    const award = await anAward(app, {
      earnerId: person.id,
      evidence: [
        {
          id: crypto.randomUUID(),
          partId: 'overview',
          requirementId: 'context',
          kind: 'link',
          title: `Lesson of ${word}`,
          description: word,
          url: `https://${word}.example.org`,
          page: null,
          file: null,
          durationSeconds: null,
          showsStudents: false,
          shared: true,
        },
      ],
    });
    const file = await aFile(app, person.id, { name: `${word}.txt`, mediaType: 'text/plain', bytes: Buffer.from(`Notes of ${word}`) });
    const item = await database
      .insertInto('evidence_item')
      .values({ earner_id: person.id, kind: 'document', title: word, description: word, file_id: file.id })
      .returning('id')
      .executeTakeFirstOrThrow();
    await database.insertInto('link_look').values({ evidence_id: item.id, looked_at: now, page_title: word }).execute();
    const { microCredentialId, issuerId } = await aMicroCredential(database);
    const waiting = await anEvaluation(app, {
      microCredentialId,
      earnerId: person.id,
      snapshot: { answers: { 'overview/context': word } },
    });
    await database
      .insertInto('answer')
      .values({ journey_id: waiting.journeyId, part_id: 'overview', requirement_id: 'context', text: word })
      .execute();
    await database.insertInto('feedback_phrase').values({ person_id: person.id, name: word, text: word }).execute();
    await sql`insert into evaluation_message (submission_id, author, person_id, text) values (${award.submissionId}, 'earner', ${person.id}, ${word})`.execute(
      database,
    );
    await sql`insert into evaluation_message (submission_id, author, person_id, text)
      select ${award.submissionId}, 'evaluator', evaluator_id, ${`Dear ${word}`} from evaluation where submission_id = ${award.submissionId}`.execute(
      database,
    );
    await sql`insert into appeal (submission_id, decision_id, issuer_id, reason) values (${award.submissionId}, ${award.decisionId}, ${award.issuerId}, ${word})`.execute(
      database,
    );
    await sql`insert into anchor (issuer_id, micro_credential_id, version_id, submission_id, title, snapshot, levels, use)
      select ${award.issuerId}, ${award.microCredentialId}, ${award.versionId}, id, ${word}, snapshot, '[]', 'both' from submission where id = ${award.submissionId}`.execute(
      database,
    );
    await sql`insert into public_profile (person_id, slug, shown) values (${person.id}, ${`wanda-${word.toLowerCase()}`}, true)`.execute(
      database,
    );
    await person.send('PATCH', '/api/v1/account', { headline: `Teacher at ${word}` });
    const leader = await aMember(database, issuerId, 'issuer-admin');
    await (await app.as(leader.id))('POST', `/api/v1/organizations/${issuerId}/invitations`, { email: person.email, roles: ['evaluator'] });
    await sql`insert into session (person_id, token, expires_at, user_agent) values (${person.id}, ${word}, now() + interval '1 day', ${word})`.execute(
      database,
    );
    await sql`insert into foreign_badge (educator_id, credential_id, achievement_id, issuer_id, issuer_name, title, awarded_at, source, report)
      values (${person.id}, 'urn:x', 'urn:y', 'urn:z', 'Elsewhere', 'A badge', now(), ${Buffer.from(`{"name": "${word}"}`)}, ${JSON.stringify({ name: word })})`.execute(
      database,
    );
    await person.send('POST', '/api/v1/account/exports');
    await app.settled();
    return { ...person, award, waiting, file };
  }

  it('is named nowhere: no table, no job, no file of the store', async () => {
    const word = 'Zwierzyniecka';
    const { send, email, id } = await leaveTraces(word);
    expect((await placesOf(word)).length).toBeGreaterThan(15);
    await send('POST', erasure, given);
    await app.settled();
    aWeek();
    await eraseWhatIsDue();
    expect(await placesOf(word)).toEqual([]);
    expect(await placesOf(email)).toEqual([]);
    const person = await app.database
      .selectFrom('person')
      .select(['name', 'email', 'erased_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(person).toEqual({ name: 'Erased account', email: `erased-${id}@erased.invalid`, erased_at: expect.any(Date) });
    expect((await send('GET', erasure)).statusCode).toBe(401);
  });

  it('leaves awards that still prove: the page stands, the badge verifies, its evidence is gone', async () => {
    const { send, award } = await leaveTraces('Ogrodowa');
    const page = `/api/v1/badges/${award.awardId}`;
    expect((await app.send('GET', page)).json()).toMatchObject({ earner: 'Wanda Ogrodowa', evidence: [{ title: 'Lesson of Ogrodowa' }] });
    const before = award.credential as { credentialStatus: object; credentialSubject: { id: string; identifier: unknown } };
    await send('POST', erasure, given);
    aWeek();
    await eraseWhatIsDue();
    expect((await app.send('GET', page)).json()).toMatchObject({ earner: 'Erased account', evidence: [], revokedAt: null });
    const credential = await app.send('GET', `/badges/${award.awardId}/credential.json`);
    const { verdict } = await verifyBadge(app.ground, app.database, credential.rawPayload);
    expect(verdict).toBe('valid');
    // the same badge in the same place of the same list, for the same subject
    expect(credential.json()).toMatchObject({
      id: (award.credential as { id: string }).id,
      credentialStatus: before.credentialStatus,
      credentialSubject: { id: before.credentialSubject.id, identifier: before.credentialSubject.identifier },
    });
    // and copies that others hold are verified as before
    expect((await verifyBadge(app.ground, app.database, JSON.stringify(award.credential))).verdict).toBe('valid');
  });

  it('leaves no work in the queue, and levels without words', async () => {
    const { send, award, waiting } = await leaveTraces('Mokotowska');
    await send('POST', erasure, given);
    aWeek();
    await eraseWhatIsDue();
    const evaluation = app.database.selectFrom('evaluation').select('state');
    expect(await evaluation.where('submission_id', '=', waiting.submissionId).execute()).toEqual([{ state: 'closed' }]);
    const decision = await app.database
      .selectFrom('decision')
      .selectAll()
      .where('submission_id', '=', award.submissionId)
      .executeTakeFirstOrThrow();
    expect(decision).toMatchObject({ outcome: 'pass', feedback: '' });
    expect(decision.scores).toEqual(expect.arrayContaining([expect.objectContaining({ levelId: expect.any(String), feedback: '' })]));
  });

  it('gets a receipt by mail, and sees it by the first link', async () => {
    const { send, email } = await leaveTraces('Piwna');
    await send('POST', erasure, given);
    const token = tokenOf(await lastMailTo(app, email));
    aWeek();
    await eraseWhatIsDue();
    const last = (await mailTo(app, email)).at(-1);
    expect(last?.subject).toBe('Your data was erased');
    expect(last?.text).toContain('Files, with everything made of them: 3');
    const receipt = (await app.send('GET', `/api/v1/erasures/${token}`)).json();
    expect(receipt).toMatchObject({ state: 'done' });
    expect(receipt.steps.map(({ step }: { step: string }) => step)).toEqual(
      expect.arrayContaining(['sign-in', 'files', 'badges', 'account']),
    );
    expect((await app.send('DELETE', `/api/v1/erasures/${token}`)).json()).toMatchObject({ code: 'erasure-begun' });
  });
});

describe('a crash in the middle', () => {
  it('goes on exactly where it was: what was done is not done again, the rest is', async () => {
    const { id, send } = await somebody({ name: 'Wanda Chmielna' });
    await app.database.insertInto('feedback_phrase').values({ person_id: id, name: 'Chmielna', text: 'Chmielna' }).execute();
    await sql`insert into public_profile (person_id, slug, shown) values (${id}, 'wanda-chmielna', true)`.execute(app.database);
    await send('POST', erasure, given);
    aWeek();
    // the database fails at one table, as a full disk would
    await sql`create function fail_once() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`.execute(
      app.database,
    );
    await sql`create trigger fail before delete on public_profile for each row execute function fail_once()`.execute(app.database);
    const { id: erasureId } = await app.database.selectFrom('erasure').select('id').where('person_id', '=', id).executeTakeFirstOrThrow();
    await orderDueErasures(app.ground, now);
    await vi.waitFor(() => expect(String(app.jobErrors)).toContain('disk full'), { timeout: 20_000 });
    const steps = () =>
      app.database.selectFrom('erasure_step').select(['step', 'done_at']).where('erasure_id', '=', erasureId).orderBy('done_at').execute();
    const before = await steps();
    expect(before.map(({ step }) => step)).toContain('evaluating');
    expect(before.map(({ step }) => step)).not.toContain('badges');
    await sql`drop trigger fail on public_profile`.execute(app.database);
    // the job tries again by itself; it is looked for twice a minute
    await vi.waitFor(async () => expect((await steps()).map(({ step }) => step)).toContain('account'), { timeout: 60_000, interval: 200 });
    await app.settled();
    app.jobErrors.splice(0);
    const after = await steps();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.map(({ step }) => step)).toEqual(expect.arrayContaining(['badges', 'account']));
    expect(await placesOf('Chmielna')).toEqual([]);
  }, 120_000);
});

describe('the database', () => {
  it('lets nobody blank an append-only table outside of an erasure, and an erasure only the named columns', async () => {
    const { database } = app;
    const { submissionId } = await anAward(app);
    const blank = sql`update submission set snapshot = '{}' where id = ${submissionId}`;
    await expect(blank.execute(database)).rejects.toThrow('append-only');
    const person = await aPerson(database);
    const open = await database
      .insertInto('erasure')
      .values({
        person_id: person.id,
        state: 'under-way',
        asked_at: now,
        due_at: new Date(now.getTime() + 86_400_000),
        token_hash: Buffer.from(person.id),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const within = (statement: ReturnType<typeof sql>) =>
      database.transaction().execute(async (transaction) => {
        await sql`select set_config('brevet.erasing', ${open.id}, true)`.execute(transaction);
        await statement.execute(transaction);
        throw new Error('undone');
      });
    await expect(within(blank)).rejects.toThrow('undone');
    await expect(within(sql`update submission set attempt = 2 where id = ${submissionId}`)).rejects.toThrow('append-only');
    await expect(within(sql`delete from decision where submission_id = ${submissionId}`)).rejects.toThrow('append-only');
    await expect(within(sql`update decision set outcome = 'not-yet' where submission_id = ${submissionId}`)).rejects.toThrow('append-only');
    await expect(within(sql`update evaluation set outcome = 'not-yet' where submission_id = ${submissionId}`)).rejects.toThrow(
      'is decided',
    );
    await database.updateTable('erasure').set({ state: 'taken-back', ended_at: now }).where('id', '=', open.id).execute();
    await expect(within(blank)).rejects.toThrow('append-only');
  });
});
