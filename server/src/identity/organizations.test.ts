import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aMember, anOrganization, aPerson } from '../testing/builders.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';

describe('an organization', () => {
  let app: TestApp;
  let organization: { id: string; name: string };
  let admin: { id: string; send: Send };
  let at: string;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    organization = await anOrganization(app.database, { isIssuer: true, isRecognizer: true });
    const { id } = await aMember(app.database, organization.id, 'issuer-admin');
    admin = { id, send: await app.as(id) };
    at = `/api/v1/organizations/${organization.id}`;
  });
  const rolesOf = async (personId: string) =>
    (
      await app.database
        .selectFrom('membership')
        .select('roles')
        .where('organization_id', '=', organization.id)
        .where('person_id', '=', personId)
        .executeTakeFirst()
    )?.roles;

  it('shows its private side to members and to nobody else', async () => {
    const member = await app.as((await aMember(app.database, organization.id, 'evaluator')).id);
    expect((await member('GET', at)).json()).toMatchObject({ name: organization.name, roles: ['evaluator'], mayAdminister: false });
    const stranger = await app.as((await aPerson(app.database)).id);
    expect((await stranger('GET', at)).statusCode).toBe(404);
    expect((await app.send('GET', at)).statusCode).toBe(401);
    expect((await member('GET', `${at}/members`)).statusCode).toBe(403);
    expect((await stranger('GET', `${at}/members`)).statusCode).toBe(404);
    expect((await member('GET', '/api/v1/organizations')).json().items).toMatchObject([{ organizationId: organization.id }]);
  });

  it('is kept by the administrators of the district that it belongs to, and by nobody else of the district', async () => {
    const districtId = (await anOrganization(app.database, { isRecognizer: true })).id;
    const between = (await anOrganization(app.database, { isRecognizer: true, parentId: districtId })).id;
    const school = (await anOrganization(app.database, { isRecognizer: true, parentId: between, name: 'A school' })).id;
    const teacher = await aMember(app.database, school, 'educator');
    const district = await app.as((await aMember(app.database, districtId, 'recognizer-admin')).id);
    const atSchool = `/api/v1/organizations/${school}`;
    expect((await district('GET', atSchool)).json()).toMatchObject({ name: 'A school', roles: [], mayAdminister: true });
    expect((await district('GET', `/api/v1/organizations/${between}`)).json().children).toEqual([
      { organizationId: school, name: 'A school' },
    ]);
    expect((await district('GET', `${atSchool}/members`)).json().items).toMatchObject([{ personId: teacher.id }]);
    const given = await district('PUT', `${atSchool}/members/${teacher.id}/roles`, { from: ['educator'], to: ['educator', 'coach'] });
    expect(given.statusCode, given.body).toBe(200);
    expect(
      (await district('POST', `${atSchool}/invitations`, { email: 'principal@example.org', roles: ['recognizer-admin'] })).statusCode,
    ).toBe(201);
    const colleague = await app.as((await aMember(app.database, districtId, 'hr')).id);
    expect((await colleague('GET', atSchool)).statusCode).toBe(404);
    // and not the other way round
    const principal = await app.as((await aMember(app.database, school, 'recognizer-admin')).id);
    expect((await principal('GET', `/api/v1/organizations/${districtId}`)).statusCode).toBe(404);
  });

  it('has a profile that its administrators change', async () => {
    const answer = await admin.send('PATCH', at, { tagline: 'Learning first', color: '#AA3300', timezone: 'America/Chicago' });
    expect(answer.json()).toMatchObject({ tagline: 'Learning first', color: '#aa3300', timezone: 'America/Chicago' });
    expect((await admin.send('PATCH', at, { timezone: 'Middle/Earth' })).statusCode).toBe(400);
    expect((await admin.send('PATCH', at, { website: 'javascript:alert(1)' })).statusCode).toBe(400);
  });

  it('lists its members page by page, each once', async () => {
    for (let count = 0; count < 7; count += 1) await aMember(app.database, organization.id, 'educator');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { personId: string }[]; nextCursor: string | null } = (
        await admin.send('GET', `${at}/members?limit=3${cursor && `&cursor=${cursor}`}`)
      ).json();
      seen.push(...page.items.map(({ personId }) => personId));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
  });

  it('finds a member by part of a name, an address or a role', async () => {
    const { id } = await aPerson(app.database, { name: 'Zoë 100% Quist', email: 'zq@find.example.org' });
    await app.database
      .insertInto('membership')
      .values({ organization_id: organization.id, person_id: id, roles: ['hr'] })
      .execute();
    for (const search of ['q=zo%C3%AB', 'q=100%25', 'q=find.example', 'role=hr'])
      expect((await admin.send('GET', `${at}/members?${search}`)).json().items).toMatchObject([{ personId: id }]);
    expect((await admin.send('GET', `${at}/members?q=%25%25`)).json().items).toEqual([]);
  });

  it('lets each kind of administrator give the roles of that kind, and writes down who did', async () => {
    const member = await aMember(app.database, organization.id, 'evaluator');
    const change = (from: string[], to: string[]) => admin.send('PUT', `${at}/members/${member.id}/roles`, { from, to });
    expect((await change(['evaluator'], ['evaluator', 'author'])).statusCode).toBe(200);
    expect(await rolesOf(member.id)).toEqual(['evaluator', 'author']);
    expect((await change(['evaluator', 'author'], ['evaluator', 'hr'])).json()).toMatchObject({
      status: 403,
      code: 'roles-not-yours-to-change',
    });
    const entry = await app.database
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject_id', '=', organization.id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({
      person_id: admin.id,
      action: 'membership.roles-changed',
      details: { member: member.id, from: ['evaluator'], to: ['evaluator', 'author'] },
    });
  });

  it('has only the roles of its kind', async () => {
    const issuer = await anOrganization(app.database);
    const send = await app.as((await aMember(app.database, issuer.id, 'issuer-admin')).id);
    const member = await aMember(app.database, issuer.id, 'author');
    const answer = await send('PUT', `/api/v1/organizations/${issuer.id}/members/${member.id}/roles`, { from: ['author'], to: ['coach'] });
    expect(answer.json()).toMatchObject({ status: 400, code: 'roles-do-not-fit' });
  });

  it('tells an administrator whose view is old', async () => {
    const member = await aMember(app.database, organization.id, 'evaluator');
    const answer = await admin.send('PUT', `${at}/members/${member.id}/roles`, { from: ['author'], to: ['evaluation-lead'] });
    expect(answer.json()).toMatchObject({ status: 409, code: 'edit-conflict', current: { roles: ['evaluator'] } });
  });

  it('keeps its last administrator', async () => {
    expect((await admin.send('DELETE', `${at}/members/${admin.id}`)).json()).toMatchObject({ status: 409, code: 'last-administrator' });
    const down = await admin.send('PUT', `${at}/members/${admin.id}/roles`, { from: ['issuer-admin'], to: ['author'] });
    expect(down.json().code).toBe('last-administrator');
  });

  it('keeps one of two administrators who leave at once', async () => {
    const second = await aMember(app.database, organization.id, 'issuer-admin');
    const other = await app.as(second.id);
    const answers = await Promise.all([admin.send('DELETE', `${at}/members/${admin.id}`), other('DELETE', `${at}/members/${second.id}`)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  it('lets a member go, by an administrator or by themselves, and not by others', async () => {
    const [one, two] = [await aMember(app.database, organization.id, 'evaluator'), await aMember(app.database, organization.id, 'author')];
    const oneSends = await app.as(one.id);
    expect((await oneSends('DELETE', `${at}/members/${two.id}`)).statusCode).toBe(403);
    expect((await oneSends('DELETE', `${at}/members/${one.id}`)).statusCode).toBe(200);
    expect((await admin.send('DELETE', `${at}/members/${two.id}`)).statusCode).toBe(200);
    expect(await rolesOf(two.id)).toBeUndefined();
    const hr = await aMember(app.database, organization.id, 'hr');
    expect((await admin.send('DELETE', `${at}/members/${hr.id}`)).json().code).toBe('roles-not-yours-to-change');
  });
});
