import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization, aPerson } from '../../testing/builders.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';

describe('employment', () => {
  let app: TestApp;
  let hr: Send;
  let districtId: string;
  let schoolId: string;
  let at: string;
  beforeAll(async () => {
    app = await testApp({ clock: () => new Date('2026-11-26T18:00:00Z') });
    districtId = (await anOrganization(app.database, { isRecognizer: true })).id;
    schoolId = (await anOrganization(app.database, { isRecognizer: true, parentId: districtId, name: 'North School' })).id;
    hr = await app.as((await aMember(app.database, districtId, 'hr')).id);
    at = `/api/v1/organizations/${districtId}`;
  });
  afterAll(() => app.close());

  const aTeacher = async (name: string) => {
    const { id } = await aPerson(app.database, { name });
    await aMembership(app.database, schoolId, id, ['educator']);
    return id;
  };
  const record = (educatorId: string, facts: object) => hr('POST', `${at}/employment`, { educatorId, effectiveOn: '2026-08-01', ...facts });
  const list = async (query: string) => (await hr('GET', `${at}/employment?${query}`)).json();

  it('lists those of the schools with what holds today, and finds them by name or number', async () => {
    const ada = await aTeacher('Ada Lovelock');
    await record(ada, { hrIdentifier: 'N-17', position: 'teacher', schoolId });
    await record(ada, { effectiveOn: '2027-01-01', hrIdentifier: 'N-17', position: 'principal', schoolId });
    for (const query of ['q=lovelock', 'q=n-17']) {
      const { items } = await list(query);
      expect(items).toMatchObject([
        {
          educatorId: ada,
          hrIdentifier: 'N-17',
          places: [{ name: 'North School' }],
          current: { position: 'teacher', school: { id: schoolId }, effectiveOn: '2026-08-01' },
        },
      ]);
    }
    expect((await list('q=nobody')).items).toEqual([]);
  });

  it('leads through everybody once, page by page', async () => {
    for (const name of ['Bo', 'Cy', 'Di']) await aTeacher(name);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { educatorId: string }[]; nextCursor: string | null } = await list(`limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ educatorId }) => educatorId));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(4);
  });

  it('shows who lacks an HR number, until it is recorded', async () => {
    const eve = await aTeacher('Eve Without');
    expect((await list('missing=true&q=eve')).items).toHaveLength(1);
    await record(eve, { hrIdentifier: 'N-18' });
    expect((await list('missing=true&q=eve')).items).toEqual([]);
  });

  it('keeps what was before, and says which record was replaced and who made it', async () => {
    const fay = await aTeacher('Fay');
    await record(fay, { position: 'aide' });
    await record(fay, { position: 'teacher' });
    const { items, schools } = (await hr('GET', `${at}/educators/${fay}/employment`)).json();
    expect(items).toMatchObject([
      { position: 'teacher', replaced: false, recordedBy: expect.any(String) },
      { position: 'aide', replaced: true },
    ]);
    expect(schools.map(({ id }: { id: string }) => id)).toEqual([districtId, schoolId]);
  });

  it('gives a number to one person only, and again once it was given up', async () => {
    const [gil, hal] = [await aTeacher('Gil'), await aTeacher('Hal')];
    await record(gil, { hrIdentifier: 'N-20' });
    const taken = await record(hal, { hrIdentifier: 'N-20' });
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'hr-identifier-taken']);
    await record(gil, { hrIdentifier: 'N-21' });
    expect((await record(hal, { hrIdentifier: 'N-20' })).statusCode).toBe(201);
  });

  it('refuses a school of another district, and a last day before the first', async () => {
    const ida = await aTeacher('Ida');
    const elsewhere = (await anOrganization(app.database, { isRecognizer: true })).id;
    expect((await record(ida, { schoolId: elsewhere })).json().code).toBe('not-a-school-here');
    expect((await record(ida, { hiredOn: '2026-08-01', endedOn: '2026-07-01' })).statusCode).toBe(400);
  });

  it('of somebody who never worked here is not found', async () => {
    const { id } = await aPerson(app.database);
    expect((await hr('GET', `${at}/educators/${id}/employment`)).statusCode).toBe(404);
  });
});
