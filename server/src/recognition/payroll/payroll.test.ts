import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { aClaim, aDistrict, anIncentive, aRule, ledgerBalances } from '../../testing/recognition.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { moveClaim } from '../claims/move-claim.ts';
import { ProgramDefinition } from '../programs/definition.ts';
import { publishProgram } from '../programs/publish-program.ts';

describe('payroll', () => {
  let app: TestApp;
  let now = new Date('2026-04-10T15:00:00Z');
  beforeAll(async () => {
    app = await testApp({ clock: () => now });
  });
  afterAll(() => app.close());

  /** A district of three educators with raises of $200 to $600, and its Human Resources signed in. */
  async function aPayrollDistrict(): Promise<{
    recognizerId: string;
    educators: string[];
    claims: string[];
    hr: Send;
    admin: Send;
    at: string;
  }> {
    now = new Date('2026-04-10T15:00:00Z');
    const { recognizerId, hrId } = await aDistrict(app.ground);
    const hr = await app.as(hrId);
    const admin = await app.as((await aMember(app.database, recognizerId, 'recognizer-admin')).id);
    const at = `/api/v1/organizations/${recognizerId}`;
    await anIncentive(app.ground, recognizerId, aRule());
    const educators: string[] = [];
    const claims: string[] = [];
    for (const n of [1, 2, 3]) {
      const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
      educators.push(educatorId);
      const recorded = await hr('POST', `${at}/employment`, { educatorId, effectiveOn: '2020-08-01', hrIdentifier: `E-${n}` });
      expect(recorded.statusCode, recorded.body).toBe(201);
      claims.push(await aClaim(app.ground, { recognizerId, educatorId, n }));
    }
    return { recognizerId, educators, claims, hr, admin, at };
  }

  it('reconciles to the cent, is the same file when asked again, and closes a period once', async () => {
    const { hr, at, educators, claims, recognizerId } = await aPayrollDistrict();
    const closed = await hr('POST', `${at}/closings`, { endsOn: '2026-04-30' });
    expect(closed.json()).toMatchObject({ number: 1, entries: 3 });
    const again = await hr('POST', `${at}/closings`, { endsOn: '2026-04-30' });
    expect([again.statusCode, again.json().code]).toEqual([409, 'period-closed']);
    const earlier = await hr('POST', `${at}/closings`, { endsOn: '2026-03-31' });
    expect(earlier.json().code).toBe('period-closed');

    const payroll = `/api/v1/closings/${closed.json().closingId}/payroll`;
    const made = (await hr('POST', payroll)).json();
    expect(made.totals).toEqual([{ kind: 'base-salary', unit: 'USD', amount: '1200.00', entries: 3 }]);
    const first = await hr('GET', `${payroll}.csv`);
    const lines = first.body.trim().split('\r\n').slice(1);
    const cents = lines.map((line) => Math.round(Number(line.split(',')[3]) * 100)).reduce((sum, amount) => sum + amount, 0);
    expect(cents).toBe(120_000);
    expect(first.headers['x-content-sha256']).toBe(made.sha256);

    // somebody marries, gets another number: the file that was paid by stays as it was
    await app.database
      .updateTable('person')
      .set({ name: 'Another Name' })
      .where('id', '=', educators[0] ?? '')
      .execute();
    await hr('POST', `${at}/employment`, { educatorId: educators[0], effectiveOn: '2026-05-01', hrIdentifier: 'E-100' });
    expect((await hr('GET', `${payroll}.csv`)).rawPayload.equals(first.rawPayload)).toBe(true);

    // a revocation after the closing falls into the next one and keeps the date it was due
    const claimId = claims[0] ?? '';
    await app.database
      .transaction()
      .execute((transaction) => moveClaim(app.ground, transaction, { claimId, move: 'revoke', reason: 'a reason', by: null }));
    const next = (await hr('POST', `${at}/closings`, { endsOn: '2026-05-31' })).json();
    expect(next).toMatchObject({ number: 2, entries: 1 });
    const correction = await hr('GET', `/api/v1/closings/${next.closingId}/payroll.csv`);
    expect(correction.body).toMatch(/-400\.00,USD,2026-03-01/);
    const list = (await hr('GET', `${at}/closings`)).json();
    expect(list.items.map(({ totals }: { totals: { amount: string }[] }) => totals[0]?.amount)).toEqual(['-400.00', '1200.00']);
    expect(await ledgerBalances(app.database, recognizerId, educators[0] ?? '')).toEqual({});
  });

  it('takes each posting into one closing, however many arrive while periods are closed', async () => {
    const { hr, at, recognizerId, educators } = await aPayrollDistrict();
    const more: string[] = [];
    for (const educatorId of educators)
      for (let n = 4; n <= 9; n += 1) more.push(await aClaim(app.ground, { recognizerId, educatorId, n, posted: false }));
    const post = (claimId: string) => hr('POST', `${at}/claims/moves`, { claimIds: [claimId], move: 'post', reason: null });
    const days = ['2026-04-30', '2026-05-31', '2026-06-30'];
    const closings = Promise.all(days.map((endsOn) => hr('POST', `${at}/closings`, { endsOn })));
    const posted = await Promise.all(more.map(post));
    expect(posted.map((answer) => answer.json().results[0].outcome)).toEqual(more.map(() => 'moved'));
    // whoever came later than the next period is told so; what nobody took falls into the last one
    for (const answer of await closings) expect([201, 409]).toContain(answer.statusCode);
    expect((await hr('POST', `${at}/closings`, { endsOn: '2026-07-10' })).statusCode).toBe(201);
    const { rows } = await sql<{ entries: number; taken: number; sum: string }>`
      select count(*)::int as entries, count(ce.entry_id)::int as taken, sum(l.amount)::text as sum
      from ledger_entry l left join ledger_closing_entry ce on ce.entry_id = l.id where l.recognizer_id = ${recognizerId}`.execute(
      app.database,
    );
    expect(rows).toEqual([{ entries: 21, taken: 21, sum: rows[0]?.sum }]);
    const { items } = (await hr('GET', `${at}/closings`)).json();
    const closed = items.flatMap(({ totals }: { totals: { amount: string }[] }) =>
      totals.map(({ amount }) => Math.round(Number(amount) * 100)),
    );
    expect(closed.reduce((sum: number, cents: number) => sum + cents, 0)).toBe(Math.round(Number(rows[0]?.sum) * 100));
  });

  it('closed by two at once is closed once, and an entry is paid once', async () => {
    const { hr, at, recognizerId } = await aPayrollDistrict();
    const answers = await Promise.all([1, 2, 3].map(() => hr('POST', `${at}/closings`, { endsOn: '2026-04-30' })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409]);
    const taken = await app.database
      .selectFrom('ledger_closing_entry as e')
      .innerJoin('ledger_closing as c', 'c.id', 'e.closing_id')
      .select(['e.entry_id', 'c.number'])
      .where('c.recognizer_id', '=', recognizerId)
      .execute();
    expect(taken.map(({ number }) => number)).toEqual([1, 1, 1]);
  });

  it('is of days in the district’s own time zone, to the minute', async () => {
    const { recognizerId, hr, at } = await aPayrollDistrict();
    await app.database.updateTable('organization').set({ timezone: 'America/Chicago' }).where('id', '=', recognizerId).execute();
    const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
    await hr('POST', `${at}/employment`, { educatorId, effectiveOn: '2020-08-01', hrIdentifier: 'E-9' });
    // midnight in Chicago is five in the morning of UTC
    await aClaim(app.ground, { recognizerId, educatorId, n: 4, awardedAt: '2026-04-01T04:59:59Z' });
    await aClaim(app.ground, { recognizerId, educatorId, n: 5, awardedAt: '2026-04-01T05:00:00Z' });
    const { closingId, entries } = (await hr('POST', `${at}/closings`, { endsOn: '2026-03-31' })).json();
    expect(entries).toBe(4);
    const { body } = await hr('GET', `/api/v1/closings/${closingId}/payroll.csv`);
    expect(body).toMatch(/E-9.*2026-03-31/);
    expect(body).not.toContain('2026-04-01');
    // what may be closed ahead is reckoned from the district's today: still the 30th where UTC has the 1st
    now = new Date('2026-05-01T03:00:00Z');
    const until = async (endsOn: string) => (await hr('POST', `${at}/closings`, { endsOn })).statusCode;
    expect(await until('2026-08-01')).toBe(422);
    expect(await until('2026-07-31')).toBe(201);
  });

  it('has the columns that were chosen, and says who lacks an identifier', async () => {
    const { hr, at, recognizerId } = await aPayrollDistrict();
    const mapping = {
      rows: 'educator',
      kinds: ['base-salary'],
      columns: [
        { header: 'Code', value: 'constant', constant: 'MC-RAISE' },
        { header: 'Emp', value: 'hr-identifier' },
        { header: 'Betrag', value: 'amount' },
        { header: 'Ab', value: 'effective-on' },
      ],
      delimiter: ';',
      dates: '25.11.2026',
    };
    expect((await hr('PUT', `${at}/payroll-mapping`, { mapping, revision: 0 })).json()).toEqual({ revision: 1 });
    expect((await hr('PUT', `${at}/payroll-mapping`, { mapping, revision: 0 })).json().code).toBe('edit-conflict');
    const { id: unknown } = await aMember(app.database, recognizerId, 'educator');
    await aClaim(app.ground, { recognizerId, educatorId: unknown, n: 9 });
    const { closingId } = (await hr('POST', `${at}/closings`, { endsOn: '2026-04-30' })).json();
    const refused = await hr('POST', `/api/v1/closings/${closingId}/payroll`);
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'hr-identifiers-missing']);
    await hr('POST', `${at}/employment`, { educatorId: unknown, effectiveOn: '2026-01-01', hrIdentifier: 'E-9' });
    const file = await hr('GET', `/api/v1/closings/${closingId}/payroll.csv`);
    expect(file.body.split('\r\n').slice(0, 2)).toEqual([
      'Code;Emp;Betrag;Ab',
      expect.stringMatching(/^MC-RAISE;E-\d;\d00\.00;01\.03\.2026$/),
    ]);
  });

  it('takes starting balances whole or not at all, once, and back again', async () => {
    const { admin, at, educators, recognizerId } = await aPayrollDistrict();
    await anIncentive(
      app.ground,
      recognizerId,
      aRule({
        value: {
          kind: 'convert',
          from: { kind: 'credit', unit: 'CPD credit' },
          every: '3',
          pays: { kind: 'status', unit: 'lane BA+30' },
          amount: '1',
        },
      }),
    );
    const csv = (rows: string[]) => ['hr_identifier,kind,unit,amount,as_of,note', ...rows].join('\n');
    const wrong = csv([
      'E-1,credit,CPD credit,2,2025-06-01,',
      'E-77,credit,CPD credit,1,2025-06-01,',
      'E-2,credit,CPD credit,1.005,2025-06-01,',
      'E-3,base-salary,EUR,5,2030-01-01,',
    ]);
    const refused = await admin('POST', `${at}/starting-balances`, { fileName: 'before.csv', csv: wrong });
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'rows-are-wrong']);
    expect(refused.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'row 3/hr_identifier',
      'row 4/amount',
      'row 5/unit',
      'row 5/as_of',
    ]);
    expect(await app.database.selectFrom('starting_balance').selectAll().execute()).toEqual([]);

    const right = csv(['E-1,credit,CPD credit,3,2025-06-01,From the old system', 'E-2,credit,CPD credit,1.5,2025-06-01,']);
    const imported = await admin('POST', `${at}/starting-balances`, { fileName: 'before.csv', csv: right });
    expect(imported.json(), imported.body).toMatchObject({ rows: 2 });
    expect((await admin('POST', `${at}/starting-balances`, { fileName: 'again.csv', csv: right })).json().code).toBe('imported-already');
    await app.settled();
    const balance = () => ledgerBalances(app.database, recognizerId, educators[0] ?? '');
    expect(await balance()).toEqual({ 'base-salary/USD': '400.00', 'credit/CPD credit': '3.00', 'status/lane BA+30': '1.00' });
    await admin('POST', `/api/v1/starting-balances/${imported.json().importId}/withdrawal`);
    await app.settled();
    expect(await balance()).toEqual({ 'base-salary/USD': '400.00' });
    // a number that was given up is nobody's
    const [first = '', , third = ''] = educators;
    const { effective_on: day } = await app.database
      .selectFrom('employment')
      .select('effective_on')
      .where('educator_id', '=', first)
      .executeTakeFirstOrThrow();
    await admin('POST', `${at}/employment`, { educatorId: first, effectiveOn: day, hrIdentifier: 'E-1b' });
    const given = await admin('POST', `${at}/starting-balances/check`, {
      fileName: 'old.csv',
      csv: csv(['E-1,credit,CPD credit,3,2025-06-01,']),
    });
    expect(given.json().errors).toMatchObject([{ path: 'row 2/hr_identifier' }]);
    await admin('POST', `${at}/employment`, { educatorId: third, effectiveOn: day, hrIdentifier: 'E-1' });
    const taken = await admin('POST', `${at}/starting-balances/check`, {
      fileName: 'new.csv',
      csv: csv(['E-1,credit,CPD credit,3,2025-06-01,']),
    });
    expect(taken.json()).toEqual({ rows: 1 });
    for (const unreadable of [
      'kind,amount\na,1',
      'hr_identifier,kind,amount,as_of\n"E-1,credit,1',
      'kind,amount,as_of,strange\ncredit,1,2025-01-01,x',
      '\ufffd',
    ])
      expect((await admin('POST', `${at}/starting-balances/check`, { fileName: 'x.csv', csv: unreadable })).json().code).toBe(
        'file-not-readable',
      );
  });

  it('says what an award would be worth before it is begun, and afterwards why it was', async () => {
    const { recognizerId, at, hr } = await aPayrollDistrict();
    const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
    const me = await app.as(educatorId);
    await anIncentive(
      app.ground,
      recognizerId,
      aRule({ value: { kind: 'every', awards: 2, pays: { kind: 'credit', unit: 'CPD credit' }, amount: '1' } }),
    );
    const { microCredentialId } = await aMicroCredential(app.database);
    const definition = ProgramDefinition.parse({
      name: 'One more',
      summary: 'One.',
      entries: [{ entryId: 'one', microCredentialId, difficulty: 3 }],
    });
    await app.database
      .transaction()
      .execute((transaction) => publishProgram(app.ground, transaction, { recognizerId, slug: 'one-more', definition, publishedBy: null }));
    const value = async () => (await me('GET', `/api/v1/micro-credentials/${microCredentialId}/value`)).json().items[0];
    expect((await value()).gives).toMatchObject([{ kind: 'base-salary', unit: 'USD', amount: '600.00', effectiveOn: '2026-04-10' }]);
    await aClaim(app.ground, { recognizerId, educatorId, n: 4 });
    // the one that waited would now find its partner
    expect((await value()).gives.map(({ amount, unit }: { amount: string; unit: string }) => `${amount} ${unit}`).sort()).toEqual([
      '1.00 CPD credit',
      '600.00 USD',
    ]);
    const statement = (await me('GET', `${at}/educators/${educatorId}/statement`)).json();
    expect(statement.balances).toEqual([{ kind: 'base-salary', unit: 'USD', amount: '400.00' }]);
    expect(statement.entries[0]).toMatchObject({
      rule: {
        version: 1,
        sentence:
          'Each award of difficulty 1 adds $200 to base salary, of difficulty 2 $400 and of difficulty 3 $600. Effective from the date of the award.',
      },
      claims: [{ title: 'Skill 4', earnedOn: '2026-03-01' }],
    });
    expect(statement.progress.find(({ pays }: { pays: { unit: string } }) => pays.unit === 'CPD credit').waiting).toMatchObject({
      amount: '1.00',
      of: '2.00',
    });
    const csv = await hr('GET', `${at}/educators/${educatorId}/statement.csv`);
    expect(csv.body).toContain('base-salary,USD,400.00,Skill 4,');
    const pdf = await me('GET', `${at}/educators/${educatorId}/statement.pdf`);
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const source = pdf.rawPayload.toString('latin1');
    expect(['/MarkInfo', '/StructTreeRoot', '/Lang (en-US)'].filter((part) => !source.includes(part))).toEqual([]);
    const stranger = await app.as((await aMember(app.database, recognizerId, 'educator')).id);
    expect((await stranger('GET', `${at}/educators/${educatorId}/statement`)).statusCode).toBe(404);
  });
});
