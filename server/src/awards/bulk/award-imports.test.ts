import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../../testing/awards.ts';
import { aMember, anOrganization, aPerson } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { checkRow, momentOf, type RowFacts } from './check-row.ts';
import { issueBatch, versionsOf } from './issue-batch.ts';
import { issueRows, issueWaiting } from './issue-rows.ts';

let app: TestApp;
let admin: Send;
let organizationId: string;
let slug: string;
let microCredentialId: string;
let address: string;
beforeAll(async () => {
  app = await testApp();
  organizationId = (await anOrganization(app.database)).id;
  admin = await app.as((await aMember(app.database, organizationId, 'issuer-admin')).id);
  ({ slug, microCredentialId } = await aMicroCredential(app.database, { issuerId: organizationId }));
  address = `/api/v1/organizations/${organizationId}/award-imports`;
});
afterAll(() => app.close());

const header = 'micro_credential,email,name,awarded_on,narrative,evidence_url';
const line = (email: string, day = '2016-05-31', which = slug) => `${which},${email},A Teacher,${day},,`;

const upload = (csv: string) => admin('POST', `${address}?fileName=earlier.csv`, csv, { 'content-type': 'text/csv' });

/** Uploads a file and waits until its rows are checked. */
async function aCheckedImport(...lines: string[]): Promise<string> {
  const answer = await upload([header, ...lines].join('\n'));
  expect(answer.json()).toMatchObject({ rows: lines.length });
  await app.settled();
  return answer.json().importId;
}
const read = async (importId: string) => (await admin('GET', `${address}/${importId}`)).json();
const issue = (importId: string, skipBad = false) => admin('POST', `${address}/${importId}/issue`, { skipBad });
const statesOf = async (importId: string) => (await read(importId)).items.map(({ state }: { state: string }) => state);
const awardsOf = (earnerId: string) =>
  app.database
    .selectFrom('award')
    .selectAll()
    .where('earner_id', '=', earnerId)
    .where('micro_credential_id', '=', microCredentialId)
    .execute();
/** Has an import issued by nobody but the test. */
const order = (importId: string) => app.database.updateTable('award_import').set({ state: 'issuing' }).where('id', '=', importId).execute();

describe('a file of earlier awards', () => {
  it('is told by row what is wrong, and nothing of it is issued', async () => {
    const [good, holder] = [await aPerson(app.database), await aPerson(app.database)];
    await anAward(app, { earnerId: holder.id, microCredentialId });
    const other = await aMicroCredential(app.database);
    const importId = await aCheckedImport(
      line(good.email),
      line(good.email, '2016-05-31', 'no-such-thing'),
      line(good.email, '2016-05-31', other.slug),
      line('not an address'),
      line('someone@example.org', '31.05.2016'),
      line('another@example.org', '2999-01-01'),
      line(good.email.toUpperCase()),
      line(holder.email),
    );
    const { items, progress, state } = await read(importId);
    expect(
      items.map(({ row, problems }: { row: number; problems: { code: string }[] }) => [row, ...problems.map(({ code }) => code)]),
    ).toEqual([
      [2],
      [3, 'unknown-micro-credential'],
      [4, 'not-this-issuers'],
      [5, 'bad-address'],
      [6, 'bad-date'],
      [7, 'future-date'],
      [8, 'duplicate-in-file'],
      [9, 'already-awarded'],
    ]);
    expect([state, progress.good, progress.bad]).toEqual(['checked', 1, 7]);
    const refused = await issue(importId);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'award-import-has-errors']);
    await app.settled();
    expect(await awardsOf(good.id)).toEqual([]);
    const report = (await admin('GET', `${address}/${importId}/report.csv`)).body.trim().split('\n');
    expect(report).toHaveLength(9);
    expect(report[8]).toContain('holds this award already');
  });

  it('is issued without its bad rows when told so, each row once, and the badges hold', async () => {
    const [one, two] = [await aPerson(app.database), await aPerson(app.database)];
    const importId = await aCheckedImport(line(one.email), line(one.email), line(two.email, '2017-01-02'));
    expect((await issue(importId, true)).statusCode).toBe(202);
    expect((await issue(importId, true)).statusCode).toBe(202);
    await app.settled();
    expect((await read(importId)).state).toBe('issued');
    expect(await statesOf(importId)).toEqual(['issued', 'bad', 'issued']);
    const [award, ...more] = await awardsOf(two.id);
    expect([more, award?.submission_id, new Date(award?.awarded_at ?? 0).toISOString()]).toEqual([[], null, '2017-01-02T12:00:00.000Z']);
    expect(await awardsOf(one.id)).toHaveLength(1);
    expect((await app.send('GET', `/api/v1/badges/${award?.id}/verification`)).json().verdict).toBe('valid');
    expect((await app.send('GET', `/api/v1/badges/${award?.id}`)).json()).toMatchObject({ evidence: [] });
    expect(app.jobErrors).toEqual([]);
  });

  it('issues each row once although a node dies in the middle and two go on at once', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => aPerson(app.database)));
    const importId = await aCheckedImport(...people.map(({ email }) => line(email)));
    await order(importId);
    const rows = await app.database.selectFrom('award_import_row').select('id').where('import_id', '=', importId).execute();
    const dying = { importId, rowIds: rows.map(({ id }) => id), versions: versionsOf(app.database) };
    expect(await app.rehearse(() => issueBatch(app.ground, dying))).toBe(5);
    expect(await statesOf(importId)).toEqual(Array(5).fill('good'));
    await Promise.all([issueRows(app.ground, importId), issueRows(app.ground, importId)]);
    await issueRows(app.ground, importId);
    await app.settled();
    for (const { id } of people) expect(await awardsOf(id)).toHaveLength(1);
    const made = await app.database.selectFrom('event').select('payload').where('type', '=', 'award.made').execute();
    const ids = new Set(people.map(({ id }) => id));
    expect(made.filter(({ payload }) => ids.has((payload as { earnerId: string }).earnerId))).toHaveLength(5);
    expect(await read(importId)).toMatchObject({ state: 'issued', progress: { issued: 5, good: 0 } });
  });

  it('gives one award to a person who stands in two files at once', async () => {
    const { id, email } = await aPerson(app.database);
    const imports = [await aCheckedImport(line(email)), await aCheckedImport(line(email))];
    await Promise.all(imports.map((importId) => order(importId)));
    await Promise.all(imports.map((importId) => issueRows(app.ground, importId)));
    expect(await awardsOf(id)).toHaveLength(1);
    expect((await Promise.all(imports.map(statesOf))).flat().sort()).toEqual(['bad', 'issued']);
  });

  it('goes on past a row that cannot be issued, which stays good', async () => {
    const [broken, behind] = [await aPerson(app.database), await aPerson(app.database)];
    const importId = await aCheckedImport(line(broken.email), line(behind.email));
    await app.database
      .updateTable('award_import_row')
      .set({ awarded_on: 'no day' })
      .where('import_id', '=', importId)
      .where('row', '=', 2)
      .execute();
    await order(importId);
    await expect(issueRows(app.ground, importId)).rejects.toThrow('could not be issued: 1;');
    expect(await statesOf(importId)).toEqual(['good', 'issued']);
    expect((await read(importId)).state).toBe('issuing');
    // mended, so that no job of this test tries in vain
    await app.database.updateTable('award_import_row').set({ awarded_on: '2016-05-31' }).where('import_id', '=', importId).execute();
    await issueRows(app.ground, importId);
    await app.settled();
    expect(await statesOf(importId)).toEqual(['issued', 'issued']);
  });

  it('waits for an address that nobody has confirmed, then issues', async () => {
    const email = 'comes.later@example.org';
    const importId = await aCheckedImport(line(email));
    await issue(importId);
    await app.settled();
    expect(await statesOf(importId)).toEqual(['waiting']);
    await issueWaiting(app.ground);
    expect(await statesOf(importId)).toEqual(['waiting']);
    const { id } = await aPerson(app.database, { email });
    await Promise.all([issueWaiting(app.ground), issueWaiting(app.ground)]);
    await issueWaiting(app.ground);
    expect(await statesOf(importId)).toEqual(['issued']);
    expect(await awardsOf(id)).toHaveLength(1);
  });

  it('that is no such file is refused with what is wrong', async () => {
    for (const csv of ['email\na@example.org', header, `${header},salary\n`, `${header}\n"`, '\ufffd']) {
      const answer = await upload(csv);
      expect([answer.statusCode, answer.json().code], csv).toEqual([422, 'csv-not-readable']);
    }
  });

  it('is nobody’s business at another issuer', async () => {
    const importId = await aCheckedImport(line('somebody@example.org'));
    const elsewhere = (await anOrganization(app.database)).id;
    const stranger = await app.as((await aMember(app.database, elsewhere, 'issuer-admin')).id);
    for (const path of ['', '/report.csv'])
      expect((await stranger('GET', `/api/v1/organizations/${elsewhere}/award-imports/${importId}${path}`)).statusCode).toBe(404);
    expect((await stranger('POST', `/api/v1/organizations/${elsewhere}/award-imports/${importId}/issue`, {})).statusCode).toBe(404);
  });
});

describe('a row', () => {
  const good: RowFacts = {
    email: 'a@example.org',
    awardedOn: '2016-05-31',
    evidenceUrl: '',
    issuerId: 'issuer',
    isRepeated: false,
    isAwarded: false,
  };
  it('is good on every day up to today, and on none after', () => {
    const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, (awarded, now) => {
        const [awardedOn, today] = [awarded, now].map((date) => date.toISOString().slice(0, 10)) as [string, string];
        expect(checkRow({ ...good, awardedOn }, 'issuer', today)).toEqual(awardedOn > today ? ['future-date'] : []);
        if (awardedOn > today) return;
        const moment = momentOf(awardedOn, now);
        expect(moment <= now).toBe(true);
        expect(moment.toISOString().slice(0, 10)).toBe(awardedOn);
      }),
    );
  });
  it('leads to evidence on the web only', () => {
    const told = (evidenceUrl: string) => checkRow({ ...good, evidenceUrl }, 'issuer', '2020-01-01');
    expect(told('https://school.example/work')).toEqual([]);
    expect(told('javascript:alert(1)')).toEqual(['bad-evidence-address']);
  });
});
