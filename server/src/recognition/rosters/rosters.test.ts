import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization, aPerson } from '../../testing/builders.ts';
import { mailTo, type ReceivedMail, tokenOf } from '../../testing/mailbox.ts';
import { aManifest, aRosterArchive, aRosterFile, type RosterRows, sendFiles } from '../../testing/rosters.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { aZip } from '../../testing/zip.ts';
import { findCircles } from './find-circles.ts';
import { welcomeConfirmed } from './start-rosters.ts';

let app: TestApp;
let now = new Date('2026-11-26T18:00:00Z');
beforeAll(async () => {
  app = await testApp({ clock: () => now });
});
afterAll(() => app.close());

let districtId: string;
let admin: Send;
let at: string;
let serial = 0;
beforeEach(async () => {
  now = new Date('2026-11-26T18:00:00Z');
  serial += 1;
  districtId = (await anOrganization(app.database, { isRecognizer: true, slug: `district-${serial}` })).id;
  admin = await app.as((await aMember(app.database, districtId, 'recognizer-admin')).id);
  at = `/api/v1/organizations/${districtId}`;
});

const district = { sourcedId: 'D', name: 'The district', type: 'district' };
const school = (id: string, name: string, parentSourcedId = 'D') => ({ sourcedId: id, name, type: 'school', parentSourcedId });
const user = (id: string, more: Record<string, string> = {}) => ({
  sourcedId: id,
  enabledUser: 'true',
  username: id,
  givenName: `Given${id}`,
  familyName: `Family${id}`,
  identifier: `HR-${id}`,
  email: `${id}-${serial}@school.example.org`.toLowerCase(),
  ...more,
});
const role = (person: string, org: string, more: Record<string, string> = {}) => ({
  sourcedId: `${person}-${org}`,
  userSourcedId: person,
  orgSourcedId: org,
  role: 'teacher',
  roleType: 'primary',
  ...more,
});
const small = (): Required<RosterRows> => ({
  organization: [district, school('N', 'North'), school('S', 'South')],
  person: [user('1'), user('2')],
  role: [role('1', 'N'), role('2', 'S')],
});
const changed = (rows: RosterRows, mode: 'active' | 'tobedeleted' = 'active'): RosterRows =>
  Object.fromEntries(
    Object.entries(rows).map(([kind, list]) => [
      kind,
      list.map((row: Record<string, string>) => ({ status: mode, dateLastModified: '2026-11-26T00:00:00.000Z', ...row })),
    ]),
  );

const send = (files: { name: string; content: Buffer | string }[], query = '') => sendFiles(admin, `${at}/roster-imports${query}`, files);
const sendArchive = (rows: RosterRows, mode: 'bulk' | 'delta' = 'bulk') =>
  send([{ name: 'roster.zip', content: aRosterArchive(rows, mode) }]);
/** Sends a roster and waits until it is compared. */
async function compared(rows: RosterRows, mode: 'bulk' | 'delta' = 'bulk') {
  const sent = await sendArchive(rows, mode);
  expect(sent.statusCode, sent.body).toBe(201);
  await app.settled();
  const importId: string = sent.json().importId;
  return { importId, ...(await read(importId)) };
}
const read = async (importId: string) => (await admin('GET', `${at}/roster-imports/${importId}`)).json();
const changesOf = async (importId: string, query = '') => (await admin('GET', `${at}/roster-imports/${importId}/changes?${query}`)).json();
const problemsOf = async (importId: string) =>
  (await admin('GET', `${at}/roster-imports/${importId}/problems?limit=100`)).json().items as {
    file: string;
    row: number;
    column: string;
    code: string;
  }[];
async function apply(importId: string) {
  expect((await admin('POST', `${at}/roster-imports/${importId}/application`)).statusCode).toBe(202);
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  expect((await read(importId)).state).toBe('applied');
}
async function undo(importId: string) {
  const answer = await admin('POST', `${at}/roster-imports/${importId}/undo`);
  expect(answer.statusCode, answer.body).toBe(202);
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  expect((await read(importId)).state).toBe('undone');
}
async function applied(rows: RosterRows, mode: 'bulk' | 'delta' = 'bulk') {
  const { importId, problems } = await compared(rows, mode);
  expect(problems, JSON.stringify(await problemsOf(importId))).toBe(0);
  await apply(importId);
  return importId;
}
const schoolsOf = () =>
  app.database.selectFrom('organization').select(['id', 'name']).where('parent_id', '=', districtId).orderBy('name').execute();
/** Where somebody is a member, with roles, as `North: educator`. */
const placesOf = async (personId: string) =>
  (
    await app.database
      .selectFrom('membership')
      .innerJoin('organization', 'organization.id', 'membership.organization_id')
      .select(['organization.name', 'membership.roles'])
      .where('person_id', '=', personId)
      .orderBy('organization.name')
      .execute()
  ).map(({ name, roles }) => `${name}: ${roles.join(', ')}`);
const employmentOf = async (personId: string) => {
  const answer = await admin('GET', `${at}/employment?q=&limit=100`);
  return answer.json().items.find(({ educatorId }: { educatorId: string }) => educatorId === personId)?.current ?? null;
};
/** The whole state that imports move, to compare before and after. */
const state = async () => ({
  records: (
    await sql`select kind, sourced_id, active, data, organization_id, person_id from roster_record where recognizer_id = ${districtId} and active order by 1, 2`.execute(
      app.database,
    )
  ).rows,
  memberships: (
    await sql`select organization_id, person_id, roles from membership where organization_id in (select id from organization where id = ${districtId} or parent_id = ${districtId}) order by 1, 2`.execute(
      app.database,
    )
  ).rows,
  schools: await schoolsOf(),
});

describe('a roster', () => {
  it('is compared first, and changes nothing until it is applied', async () => {
    const before = await state();
    const { importId, ...looked } = await compared(small());
    expect(looked).toMatchObject({
      state: 'checked',
      problems: 0,
      source: 'Test SIS',
      modes: { organization: 'bulk', person: 'bulk', role: 'bulk' },
      counts: [
        { kind: 'organization', action: 'added', count: 3 },
        { kind: 'person', action: 'added', count: 2 },
        { kind: 'role', action: 'added', count: 2 },
      ],
      waiting: 2,
    });
    const { items, nextCursor } = await changesOf(importId, 'limit=4');
    expect(items.map(({ title, matchedBy }: { title: string; matchedBy: string }) => [title, matchedBy])).toEqual([
      ['North', 'new'],
      ['South', 'new'],
      ['The district', 'district'],
      ['Given1 Family1', 'waiting'],
    ]);
    const rest = await changesOf(importId, `cursor=${nextCursor}&kind=role`);
    expect(rest.items[0]).toMatchObject({ kind: 'role', title: 'Given1 Family1', at: 'North' });
    expect(await state()).toEqual(before);
  });

  it('makes schools of the district and educators of those whose address is confirmed; others wait for theirs', async () => {
    const rows = small();
    const known = await aPerson(app.database, { email: user('1').email });
    await applied(rows);
    expect((await schoolsOf()).map(({ name }) => name)).toEqual(['North', 'South']);
    expect(await placesOf(known.id)).toEqual(['North: educator']);
    const [north] = await schoolsOf();
    expect(await employmentOf(known.id)).toMatchObject({ hrIdentifier: 'HR-1', position: 'teacher', school: { id: north?.id } });
    expect((await admin('GET', `${at}/roster`)).json()).toEqual({ organizations: 2, people: 2, waiting: 1 });

    const unconfirmed = await app.database
      .insertInto('person')
      .values({ name: 'Two', email: user('2').email, email_verified: false })
      .returning('id')
      .executeTakeFirstOrThrow();
    await welcomeConfirmed(app.ground);
    expect(await placesOf(unconfirmed.id)).toEqual([]);
    await app.database.updateTable('person').set({ email_verified: true }).where('id', '=', unconfirmed.id).execute();
    await welcomeConfirmed(app.ground);
    expect(await placesOf(unconfirmed.id)).toEqual(['South: educator']);
  });

  it('knows people by their HR number before their address, and schools by their name', async () => {
    const { id: northId } = await anOrganization(app.database, { isRecognizer: true, parentId: districtId, name: 'north' });
    const known = await aPerson(app.database);
    await aMembership(app.database, northId, known.id, ['coach']);
    await admin('POST', `${at}/employment`, {
      educatorId: known.id,
      effectiveOn: '2020-08-01',
      hrIdentifier: 'HR-1',
      position: 'librarian',
    });
    const { importId } = await compared(small());
    const { items } = await changesOf(importId);
    expect(items.map(({ matchedBy }: { matchedBy: string }) => matchedBy).slice(0, 4)).toEqual(['name', 'new', 'district', 'identifier']);
    await apply(importId);
    expect((await schoolsOf()).map(({ id }) => id)).toContain(northId);
    expect(await placesOf(known.id)).toEqual(['north: coach, educator']);
    // what Human Resources have on record is not overwritten the first time
    expect(await employmentOf(known.id)).toMatchObject({ position: 'librarian', hrIdentifier: 'HR-1', school: { id: northId } });
  });

  it('keeps no student, parent, guardian or relative', async () => {
    const rows = small();
    rows.person.push(user('pupil', { email: 'not an address' }), user('mother'));
    rows.role.push(role('pupil', 'N', { role: 'student' }), role('mother', 'N', { role: 'parent' }));
    const { importId } = await compared(rows);
    const kept = JSON.stringify((await changesOf(importId, 'limit=100')).items);
    expect(kept).not.toMatch(/pupil|mother/i);
    expect((await read(importId)).problems).toBe(0);
  });

  it('in bulk ends what is not in it any more; who left keeps the account, and what was given by hand', async () => {
    const [one, two] = [await aPerson(app.database, { email: user('1').email }), await aPerson(app.database, { email: user('2').email })];
    await applied(small());
    const [north] = await schoolsOf();
    await app.database
      .updateTable('membership')
      .set({ roles: ['educator', 'coach'] })
      .where('organization_id', '=', north?.id ?? '')
      .where('person_id', '=', one.id)
      .execute();
    const less = { ...small(), person: [], role: [] };
    less.person = [user('2', { familyName: 'Married' })] as never;
    less.role = [role('2', 'N')] as never;
    const { importId, counts } = await compared(less);
    expect(counts).toEqual([
      { kind: 'person', action: 'changed', count: 1 },
      { kind: 'person', action: 'left', count: 1 },
      { kind: 'role', action: 'added', count: 1 },
      { kind: 'role', action: 'left', count: 2 },
    ]);
    const { items } = await changesOf(importId, 'kind=person');
    expect(items).toMatchObject([
      { action: 'changed', title: 'Given2 Married', differences: [{ field: 'familyName', from: 'Family2', to: 'Married' }] },
      { action: 'left', title: 'Given1 Family1', keeps: ['coach'] },
    ]);
    await apply(importId);
    expect(await placesOf(one.id)).toEqual(['North: coach']);
    expect(await placesOf(two.id)).toEqual(['North: educator']);
    expect(await app.database.selectFrom('person').select('id').where('id', '=', one.id).execute()).toHaveLength(1);
    expect(await employmentOf(one.id)).toMatchObject({ endedOn: '2026-11-26', hrIdentifier: 'HR-1' });
  });

  it('in delta changes what it names, ends what it says is to be deleted, and leaves the rest', async () => {
    const two = await aPerson(app.database, { email: user('2').email });
    await applied(small());
    const delta = await compared(
      {
        ...changed({ person: [user('3')], role: [role('3', 'S')] }),
        organization: changed({ organization: [school('N', 'North Prairie')] }).organization ?? [],
      },
      'delta',
    );
    expect(delta.counts).toEqual([
      { kind: 'organization', action: 'changed', count: 1 },
      { kind: 'person', action: 'added', count: 1 },
      { kind: 'role', action: 'added', count: 1 },
    ]);
    await apply(delta.importId);
    expect((await schoolsOf()).map(({ name }) => name)).toEqual(['North Prairie', 'South']);
    expect(await placesOf(two.id)).toEqual(['South: educator']);
    await applied(changed({ role: [role('2', 'S'), role('never', 'S')] }, 'tobedeleted'), 'delta');
    expect(await placesOf(two.id)).toEqual([]);
  });

  it('is undone: roster, schools, memberships and employment are as before, and what people did since stays', async () => {
    const [one, two] = [await aPerson(app.database, { email: user('1').email }), await aPerson(app.database, { email: user('2').email })];
    const empty = await state();
    const first = await applied(small());
    const before = await state();
    const employed = await employmentOf(two.id);
    const next = small();
    next.organization[1] = school('N', 'Renamed', 'W');
    next.organization.push(school('W', 'West'));
    next.person = [user('1', { identifier: 'HR-9' })];
    next.role = [role('1', 'W', { role: 'principal' })];
    const second = await applied(next);
    expect(await placesOf(two.id)).toEqual([]);
    expect((await schoolsOf()).map(({ name }) => name)).toEqual(['South', 'West']);
    expect(await employmentOf(one.id)).toMatchObject({ hrIdentifier: 'HR-9', position: 'principal' });
    // Human Resources record something of their own meanwhile
    await admin('POST', `${at}/employment`, { educatorId: one.id, effectiveOn: '2026-11-26', hrIdentifier: 'HR-10', position: 'dean' });
    const refused = await admin('POST', `${at}/roster-imports/${first}/undo`);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'roster-not-the-last']);
    await undo(second);
    expect(await state()).toEqual(before);
    expect(await employmentOf(two.id)).toMatchObject({ endedOn: null, position: employed.position, hrIdentifier: 'HR-2' });
    expect(await employmentOf(one.id)).toMatchObject({ position: 'dean', hrIdentifier: 'HR-10' });
    await undo(first);
    expect((await state()).memberships).toEqual(empty.memberships);
    expect((await state()).schools).toEqual([]);
    expect(await placesOf(two.id)).toEqual([]);
    // the number is nobody's again, so payroll does not pay by it
    expect((await admin('GET', `${at}/educators/${two.id}/employment`)).json().items[0]).toMatchObject({ hrIdentifier: null });
    await applied(small());
    expect((await schoolsOf()).map(({ name }) => name)).toEqual(['North', 'South']);
  });

  it('is undone or followed by the next one when both are ordered at once, never half of each', async () => {
    await Promise.all(['1', '2'].map((id) => aPerson(app.database, { email: user(id).email })));
    const first = await applied(small());
    const standing = await state();
    for (let round = 0; round < 6; round += 1) {
      const next = small();
      next.organization.push(school('W', 'West'));
      next.role = [role('1', 'W')];
      const { importId: second } = await compared(next);
      const undoFirst = () => admin('POST', `${at}/roster-imports/${first}/undo`);
      const applyNext = () => admin('POST', `${at}/roster-imports/${second}/application`);
      const [undone, applying] =
        round % 2 ? await Promise.all([undoFirst(), applyNext()]) : (await Promise.all([applyNext(), undoFirst()])).reverse();
      await app.settled();
      const codes = [undone?.statusCode, applying?.statusCode].map((status) => (status && status < 300 ? 'done' : status));
      expect(codes.sort()).toEqual([409, 'done']);
      const nextApplied = applying?.statusCode !== 409;
      expect((await schoolsOf()).map(({ name }) => name)).toEqual(nextApplied ? ['North', 'South', 'West'] : []);
      if (!nextApplied) break;
      await undo(second);
      expect(await state()).toEqual(standing);
    }
  });

  it('ordered by two at once is applied once', async () => {
    const { importId } = await compared(small());
    const apply = () => admin('POST', `${at}/roster-imports/${importId}/application`);
    const answers = await Promise.all([apply(), apply(), apply()]);
    expect(answers.every(({ statusCode }) => statusCode < 300)).toBe(true);
    await app.settled();
    expect((await schoolsOf()).map(({ name }) => name)).toEqual(['North', 'South']);
    const { rows } = await sql`select from audit_entry where action = 'roster.applied' and subject_id = ${importId}`.execute(app.database);
    expect(rows).toHaveLength(1);
  });

  it('invites those without an account to their school, nobody twice; who accepts is known from then on', async () => {
    const rows = small();
    rows.person.push(user('3', { email: '' }));
    rows.role.push(role('3', 'S'));
    await aPerson(app.database, { email: user('1').email });
    await applied(rows);
    for (const _ of 'xx') expect((await admin('POST', `${at}/roster/invitations`)).json()).toEqual({ waiting: 1 });
    const mails = await mailTo(app, user('2').email);
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('South')]);
    const two = await aPerson(app.database);
    const send = await app.as(two.id);
    const token = tokenOf(mails[0] as ReceivedMail);
    const accepted = await send('POST', `/api/v1/invitations/${token}/accept`);
    expect(accepted.statusCode, accepted.body).toBe(200);
    await welcomeConfirmed(app.ground);
    expect(await placesOf(two.id)).toEqual(['South: educator']);
    expect(await employmentOf(two.id)).toMatchObject({ hrIdentifier: 'HR-2', position: 'teacher' });
    expect((await admin('GET', `${at}/roster`)).json()).toMatchObject({ waiting: 1 });
  });

  it('gives and ends roles on their days; the last day is the one before endDate', async () => {
    const one = await aPerson(app.database, { email: user('1').email });
    const rows = small();
    rows.role[0] = role('1', 'N', { beginDate: '2026-12-01', endDate: '2026-12-24' });
    await applied(rows);
    expect(await placesOf(one.id)).toEqual([]);
    for (const [day, places] of [
      ['2026-12-01T18:00:00Z', ['North: educator']],
      ['2026-12-23T18:00:00Z', ['North: educator']],
      ['2026-12-24T18:00:00Z', []],
    ] as const) {
      now = new Date(day);
      await applied(changed({ person: [user('2', { familyName: day.replace(/[^0-9]/g, '') })] }), 'delta');
      expect(await placesOf(one.id), day).toEqual(places);
    }
  });
});

describe('a roster with something wrong', () => {
  /** What is told of it, as `users.csv 3 email address-twice`. */
  async function told(rows: RosterRows, mode: 'bulk' | 'delta' = 'bulk'): Promise<string[]> {
    const before = await state();
    const { importId } = await compared(rows, mode);
    const problems = await problemsOf(importId);
    const refused = await admin('POST', `${at}/roster-imports/${importId}/application`);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'roster-has-problems']);
    expect((await changesOf(importId)).items).toEqual([]);
    expect(await state()).toEqual(before);
    expect((await admin('GET', `${at}/roster-imports/${importId}/problems.csv`)).body.trim().split('\n')).toHaveLength(problems.length + 1);
    return problems.map(({ file, row, column, code }) => `${file} ${row} ${column} ${code}`);
  }

  it('names each cell by file and row', async () => {
    const rows = small();
    rows.organization.push({ sourcedId: 'X', name: '', type: 'castle', parentSourcedId: 'D' });
    rows.organization.push({ sourcedId: 'Y', name: `${'x'.repeat(199)}\u{1f600}`, type: 'school', parentSourcedId: 'D' });
    rows.person[0] = user('1', { enabledUser: 'yes', email: 'nobody' });
    rows.role[1] = role('2', 'S', { role: 'jester', roleType: '', beginDate: '26.11.2026' });
    expect(await told(rows)).toEqual([
      'orgs.csv 5 type bad-type',
      'orgs.csv 5 name empty',
      'orgs.csv 6 name too-long',
      'roles.csv 3 role bad-role',
      'roles.csv 3 roleType bad-role-type',
      'roles.csv 3 beginDate bad-date',
      'users.csv 2 email bad-address',
      'users.csv 2 enabledUser bad-boolean',
    ]);
  });

  it('names duplicates', async () => {
    const rows = small();
    rows.person.push(user('1'));
    rows.role.push(role('2', 'S'));
    expect(await told(rows)).toEqual(['users.csv 4 sourcedId duplicate', 'roles.csv 4 sourcedId duplicate']);
  });

  it('names references to what is not there', async () => {
    const rows = small();
    rows.organization.push(school('E', 'East', 'nowhere'));
    rows.role.push(role('ghost', 'N'), role('1', 'castle'));
    expect(await told(rows)).toEqual([
      'orgs.csv 5 parentSourcedId unknown-reference',
      'roles.csv 5 orgSourcedId unknown-reference',
      'roles.csv 4 userSourcedId unknown-reference',
    ]);
  });

  it('names circles of schools, and a second district', async () => {
    const rows = small();
    rows.organization.push(school('A', 'A', 'B'), school('B', 'B', 'A'), { ...district, sourcedId: 'D2' });
    expect(await told(rows)).toEqual([
      'orgs.csv 7 type several-districts',
      'orgs.csv 5 parentSourcedId circle',
      'orgs.csv 6 parentSourcedId circle',
    ]);
  });

  it('names numbers and addresses that two people have', async () => {
    const rows = small();
    rows.person.push(user('3', { identifier: 'HR-1' }), user('4', { email: user('2').email ?? '' }));
    rows.role.push(role('3', 'N'), role('4', 'N'));
    expect(await told(rows)).toEqual(['users.csv 4 identifier identifier-twice', 'users.csv 5 email address-twice']);
  });

  it('merges nobody: number and address of two people, and two rows of one person', async () => {
    const [numbered, addressed] = [
      await aMember(app.database, districtId, 'educator'),
      await aPerson(app.database, { email: user('1').email }),
    ];
    await admin('POST', `${at}/employment`, { educatorId: numbered.id, effectiveOn: '2020-08-01', hrIdentifier: 'HR-1' });
    expect(await told(small())).toEqual(['users.csv 2 email identifier-and-address']);
    await admin('POST', `${at}/employment`, { educatorId: numbered.id, effectiveOn: '2020-08-01', hrIdentifier: 'HR-2' });
    await app.database
      .insertInto('email_address')
      .values({ person_id: numbered.id, email: `other-${serial}@example.org`, verified_at: new Date() })
      .execute();
    const twice = small();
    twice.person[0] = user('1', { email: `other-${serial}@example.org`, identifier: '' });
    expect(await told(twice)).toEqual(['users.csv 2 sourcedId person-twice', 'users.csv 3 sourcedId person-twice']);
    expect(addressed.id).not.toBe(numbered.id);
  });

  it('in delta asks for status and moment', async () => {
    await applied(small());
    expect(await told({ person: [user('1', { dateLastModified: 'yesterday' })] }, 'delta')).toEqual([
      'users.csv 2 status empty',
      'users.csv 2 dateLastModified bad-moment',
    ]);
  });
});

describe('files that are no roster', () => {
  const csv = (kind: 'organization' | 'person' | 'role') => aRosterFile(kind, small()[kind]);
  const good = () => [
    { name: 'orgs.csv', content: csv('organization') as Buffer | string },
    { name: 'users.csv', content: csv('person') as Buffer | string },
    { name: 'roles.csv', content: csv('role') as Buffer | string },
  ];
  const swapped = (name: string, content: Buffer | string) => [...good().filter((file) => file.name !== name), { name, content }];
  async function refusal(files: { name: string; content: Buffer | string }[]): Promise<string> {
    const answer = await send(files);
    expect([answer.statusCode, answer.json().code], answer.body).toEqual([422, 'roster-not-readable']);
    const left = await app.database
      .selectFrom('roster_import')
      .select('id')
      .where('recognizer_id', '=', districtId)
      .where('state', '<>', 'discarded')
      .execute();
    expect(left).toEqual([]);
    const [error] = answer.json().errors;
    return `${error.path}: ${error.message}`;
  }

  it('come one by one, too, with or without a byte order mark', async () => {
    const sent = await send(swapped('users.csv', `\ufeff${csv('person')}`));
    expect(sent.statusCode, sent.body).toBe(201);
    await app.settled();
    expect(await read(sent.json().importId)).toMatchObject({
      state: 'checked',
      problems: 0,
      fileNames: ['orgs.csv', 'roles.csv', 'users.csv'],
    });
  });

  it('are refused in another encoding, at the row', async () => {
    const latin = Buffer.from(csv('person').replace('Given2', 'José'), 'latin1');
    expect(await refusal(swapped('users.csv', latin))).toMatch(/^users\.csv\/row 3: It is not UTF-8 here\. Save it as/);
    expect(await refusal(swapped('users.csv', Buffer.from(`\ufeff${csv('person')}`, 'utf16le')))).toMatch(
      /^users\.csv\/row 1: It is UTF-16/,
    );
    expect(await refusal(swapped('users.csv', Buffer.from(csv('person'), 'utf16le')))).toMatch(/^users\.csv\/row 1: It has zero bytes/);
  });

  it('are refused with columns missing, unknown or twice, without rows, with rows too short, with a quote left open', async () => {
    expect(await refusal(swapped('users.csv', csv('person').replace('identifier,', 'number,')))).toBe(
      'users.csv/row 1: These columns are missing: identifier.',
    );
    expect(await refusal(swapped('orgs.csv', csv('organization').replace('parentSourcedId', 'parentSourcedId,nickname')))).toContain(
      'nickname',
    );
    expect(await refusal(swapped('orgs.csv', csv('organization').replace('identifier', 'name')))).toBe(
      'orgs.csv/row 1: Two columns are named “name”.',
    );
    expect(await refusal(swapped('roles.csv', csv('role').split('\r\n')[0] ?? ''))).toBe('roles.csv: It has no rows below its header.');
    expect(await refusal(swapped('roles.csv', `${csv('role')}\r\nshort,row`))).toMatch(
      /^roles\.csv\/row 4: This row has more or fewer cells/,
    );
    expect(await refusal(swapped('roles.csv', csv('role').replace('teacher', '"teacher')))).toMatch(/^roles\.csv.*quote/);
    expect(await refusal([{ name: 'roster.xlsx', content: 'x' }])).toMatch(/^roster\.xlsx: Its name must be/);
    expect(await refusal([])).toMatch(/^files: No file came/);
  });

  it('are refused with a manifest that does not fit', async () => {
    const manifest = aManifest(small());
    const withManifest = (content: string, files = good()) => [...files, { name: 'manifest.csv', content }];
    expect(await refusal(withManifest(manifest.replace('oneroster.version,1.2', 'oneroster.version,1.1')))).toContain(
      'It says OneRoster 1.1; we read 1.2',
    );
    expect(await refusal(withManifest(manifest, good().slice(1)))).toBe(
      'orgs.csv: The manifest says bulk, but the file is not in what was sent.',
    );
    expect(await refusal(withManifest(manifest.replace('file.orgs,bulk', 'file.orgs,absent')))).toContain('The manifest says absent');
    expect(await refusal(withManifest(manifest.replace('file.orgs,bulk', 'file.orgs,some')))).toContain('must be absent, bulk or delta');
    expect(await refusal(withManifest(`${manifest}\r\nfile.orgs,bulk`))).toContain('stands twice');
  });

  it('are refused as archives that burst, lie, are damaged or hold a file twice', async () => {
    const zip = (content: Buffer) => [{ name: 'roster.zip', content }];
    const bomb = Buffer.alloc(40 * 1024 * 1024, 'a');
    expect(await refusal(zip(aZip([{ name: 'users.csv', content: bomb }])))).toMatch(/unpack to far more/);
    expect(await refusal(zip(aZip([{ name: 'users.csv', content: bomb, claimed: 100 }])))).toMatch(/unpack to far more/);
    const whole = aRosterArchive(small());
    expect(await refusal(zip(whole.subarray(0, whole.length - 30)))).toMatch(/damaged/);
    const bent = Buffer.from(whole);
    bent.writeUInt8(bent.readUInt8(60) ^ 0xff, 60);
    expect(await refusal(zip(bent))).toMatch(/damaged|not UTF-8|zero bytes|columns/);
    expect(
      await refusal(
        zip(
          aZip([
            { name: 'a/users.csv', content: 'x' },
            { name: 'b/users.csv', content: 'x' },
          ]),
        ),
      ),
    ).toMatch(/twice/);
    expect(await refusal([...zip(whole), { name: 'users.csv', content: 'x' }])).toMatch(/not both/);
  });

  it('are asked for as a form', async () => {
    const answer = await admin('POST', `${at}/roster-imports`, { csv: 'x' });
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'roster-not-multipart']);
  });
});

describe('circles', () => {
  it('are found exactly where going up leads back', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const parents = fc.array(fc.option(fc.constantFrom(...ids, 'gone')), { minLength: ids.length, maxLength: ids.length });
    fc.assert(
      fc.property(parents, (chosen) => {
        const tree = new Map(ids.map((id, index) => [id, chosen[index] ?? null]));
        const leadsBack = (start: string) => {
          let at: string | null | undefined = tree.get(start);
          for (let step = 0; step < ids.length && at; step += 1, at = tree.get(at)) if (at === start) return true;
          return false;
        };
        expect(findCircles(tree).sort()).toEqual(ids.filter(leadsBack));
      }),
    );
  });
});
