import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization, aPerson } from '../../testing/builders.ts';
import { aClaim, aDistrict, anIncentive, aRule, ledgerBalances } from '../../testing/recognition.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';

describe('a file of employment', () => {
  let app: TestApp;
  let hr: Send;
  let districtId: string;
  let at: string;
  const people: Record<string, { id: string; email: string }> = {};
  beforeAll(async () => {
    app = await testApp({ clock: () => new Date('2026-11-26T18:00:00Z') });
    districtId = (await aDistrict(app.ground)).recognizerId;
    const { id: schoolId } = await anOrganization(app.database, { isRecognizer: true, parentId: districtId, name: 'North School' });
    for (const name of ['Ada', 'Bo', 'Cy']) {
      const { id, email } = await aPerson(app.database, { name });
      await aMembership(app.database, schoolId, id, ['educator']);
      people[name] = { id, email };
    }
    hr = await app.as((await aMember(app.database, districtId, 'hr')).id);
    at = `/api/v1/organizations/${districtId}`;
  });
  afterAll(() => app.close());

  const emailOf = (name: string) => people[name]?.email ?? '';
  const header = 'email,hr_identifier,effective_on,position,contract,school,license_starts_on,license_ends_on';
  const file = (...rows: string[]) => ({ fileName: 'employment.csv', csv: [header, ...rows].join('\n') });
  const check = (...rows: string[]) => hr('POST', `${at}/employment-files/check`, file(...rows));
  const bring = (...rows: string[]) => hr('POST', `${at}/employment-files`, file(...rows));
  const recorded = async () =>
    (await app.database.selectFrom('employment').selectAll().where('recognizer_id', '=', districtId).execute()).length;

  it('is looked at first, recorded whole, and changes nothing when it is brought again', async () => {
    const rows = [
      `${emailOf('Ada')},E-1,2026-08-01,teacher,full-time,north school,7/1/2024,6/30/2029`,
      `${emailOf('Bo')},E-2,8/1/2026,librarian,,,,`,
    ];
    const looked = (await check(...rows)).json();
    expect(looked).toMatchObject({
      rows: 2,
      changed: 2,
      changes: [
        {
          row: 2,
          educator: { name: 'Ada' },
          effectiveOn: '2026-08-01',
          from: { position: null },
          to: { hrIdentifier: 'E-1', school: 'North School', licenceStartsOn: '2024-07-01', licenceEndsOn: '2029-06-30' },
        },
        { row: 3, to: { hrIdentifier: 'E-2', position: 'librarian', contract: null } },
      ],
    });
    expect(await recorded()).toBe(0);
    expect((await bring(...rows)).json()).toEqual({ recorded: 2 });
    expect((await bring(...rows)).json()).toEqual({ recorded: 0 });
    expect(await recorded()).toBe(2);
  });

  it('leaves what an empty cell does not say, and goes on from an earlier day of the same file', async () => {
    const rows = [`,E-2,2027-01-01,,part-time,,,`, `,E-2,2027-08-01,teacher,,,,`];
    expect((await check(...rows)).json().changes).toMatchObject([
      { from: { contract: null, position: 'librarian' }, to: { contract: 'part-time', position: 'librarian' } },
      { from: { contract: 'part-time', position: 'librarian' }, to: { contract: 'part-time', position: 'teacher' } },
    ]);
  });

  it('comes back as it was taken: what is on record makes no change', async () => {
    const { body } = await hr('GET', `${at}/employment.csv`);
    expect(body).toContain(`E-1,${emailOf('Ada')},Ada,2026-11-26,teacher,full-time,North School`);
    expect((await hr('POST', `${at}/employment-files/check`, { fileName: 'back.csv', csv: body })).json()).toMatchObject({ changed: 0 });
  });

  it('with something wrong tells each cell by row, and records nothing of it', async () => {
    const before = await recorded();
    const answer = await bring(
      `${emailOf('Cy')},E-3,2026-08-01,teacher,,,,`,
      `nobody@example.org,,2026-08-01,teacher,,,,`,
      `${emailOf('Cy')},E-1,2026-09-01,teacher,,,,`,
      `${emailOf('Ada')},,soon,teacher,,,,`,
      `${emailOf('Bo')},,2026-08-01,,,South School,2026-07-01,2026-06-30`,
      `${emailOf('Bo')},,2026-08-01,clerk,,,,`,
      `,,2026-08-01,clerk,,,,`,
    );
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'rows-are-wrong']);
    expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'row 3/email',
      'row 4/hr_identifier',
      'row 5/effective_on',
      'row 6/school',
      'row 6/license_ends_on',
      'row 7/effective_on',
      'row 8/email',
    ]);
    expect(answer.json().errors[1].message).toBe('E-1 is the number of Ada; nobody has it twice');
    expect(await recorded()).toBe(before);
    for (const csv of ['email,position\na,b', 'effective_on,strange\n2026-01-01,x', '\ufffd'])
      expect((await hr('POST', `${at}/employment-files/check`, { fileName: 'x.csv', csv })).json().code).toBe('file-not-readable');
  });

  it('gives a number to one of two who are given it at once', async () => {
    const answers = await Promise.all([
      bring(`${emailOf('Cy')},E-9,2026-08-01,,,,,`),
      hr('POST', `${at}/employment`, { educatorId: people.Ada?.id, effectiveOn: '2026-08-02', hrIdentifier: 'E-9' }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode < 300).sort()).toEqual([false, true]);
  });

  it('is followed by the ledger', async () => {
    const { id: educatorId, email } = people.Cy ?? { id: '', email: '' };
    await anIncentive(app.ground, districtId, aRule({ eligibility: { contracts: ['tenured'] } }));
    await aClaim(app.ground, { recognizerId: districtId, educatorId, n: 1, awardedAt: '2026-10-01T12:00:00Z' });
    expect(await ledgerBalances(app.database, districtId, educatorId)).toEqual({});
    expect((await bring(`${email},,2026-09-01,,tenured,,,`)).json()).toEqual({ recorded: 1 });
    await app.settled();
    expect(await ledgerBalances(app.database, districtId, educatorId)).not.toEqual({});
  });
});
