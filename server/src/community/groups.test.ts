import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, anOrganization, aPerson } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { mailTo } from '../testing/mailbox.ts';
import { aJourney } from '../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { groupHead, isCoachOf, isLeaderOf, membersOf, shareAGroup } from './index.ts';

let app: TestApp;
let now = Date.now();
beforeAll(async () => {
  app = await testApp({ clock: () => new Date(now) });
});
afterAll(async () => {
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  await app.close();
});

interface Someone {
  id: string;
  name: string;
  email: string;
  send: Send;
}
async function someone(): Promise<Someone> {
  const person = await aPerson(app.database);
  return { ...person, send: await app.as(person.id) };
}
async function aGroup(overrides: object = {}, by?: Someone): Promise<{ groupId: string; leader: Someone; at: string }> {
  const leader = by ?? (await someone());
  const answer = await leader.send('POST', '/api/v1/groups', {
    name: 'Thursday circle',
    purpose: 'Earn two before spring.',
    kind: 'plc',
    startsOn: null,
    endsOn: null,
    microCredentialIds: [],
    organizationId: null,
    as: 'leader',
    sharesProgress: true,
    ...overrides,
  });
  expect(answer.statusCode, answer.body).toBe(201);
  const { groupId } = answer.json();
  return { groupId, leader, at: `/api/v1/groups/${groupId}` };
}
async function link(leader: Someone, at: string, days = 7): Promise<{ key: string; invitationId: string }> {
  const made = (await leader.send('POST', `${at}/links`, { days })).json();
  return { key: made.link.split('/').at(-1), invitationId: made.invitationId };
}
const join = (who: Someone, key: string, sharesProgress = true) =>
  who.send('POST', `/api/v1/group-invitations/${key}/joining`, { sharesProgress });

describe('a group', () => {
  it('is joined by its link, once, and seen by its people alone', async () => {
    const { groupId, leader, at } = await aGroup();
    const { key } = await link(leader, at);
    const [member, stranger] = [await someone(), await someone()];
    expect((await app.send('GET', `/api/v1/group-invitations/${key}`)).json()).toMatchObject({
      name: 'Thursday circle',
      people: 1,
      joined: false,
      groupId: null,
    });
    expect((await member.send('GET', at)).statusCode).toBe(404);
    const joined = await Promise.all([join(member, key), join(member, key)]);
    expect(joined.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect((await membersOf(app.database, groupId)).map(({ personId }) => personId).sort()).toEqual([leader.id, member.id].sort());
    expect((await stranger.send('GET', at)).statusCode).toBe(404);
    expect((await stranger.send('GET', `${at}/board`)).statusCode).toBe(404);
    expect((await member.send('POST', `${at}/links`, { days: 7 })).statusCode).toBe(403);
    expect((await member.send('GET', at)).json()).toMatchObject({
      mine: { role: 'member', sharesProgress: true },
      people: [{ role: 'leader' }, { role: 'member' }],
    });
    const told = await app.database.selectFrom('event').select('payload').where('type', '=', 'group.member-joined').execute();
    expect(told.filter(({ payload }) => (payload as { personId: string }).personId === member.id)).toHaveLength(1);
  });

  it('is not joined by a link that was withdrawn, has run out or was made up', async () => {
    const { leader, at } = await aGroup();
    const guest = await someone();
    const withdrawn = await link(leader, at);
    await leader.send('DELETE', `${at}/invitations/${withdrawn.invitationId}`);
    expect((await join(guest, withdrawn.key)).json()).toMatchObject({ code: 'group-invitation-revoked' });
    const short = await link(leader, at, 1);
    now += 2 * 86_400_000;
    expect((await join(guest, short.key)).json()).toMatchObject({ code: 'group-invitation-expired' });
    const real = await link(leader, at);
    const forged = `${real.key.slice(0, -1)}${real.key.endsWith('A') ? 'B' : 'A'}`;
    expect((await join(guest, forged)).statusCode).toBe(404);
    expect((await leader.send('GET', `${at}/invitations`)).json().items).toHaveLength(1);
  });

  it('is joined by mail with the invited address alone', async () => {
    const { at, leader } = await aGroup();
    const [invited, other] = [await someone(), await someone()];
    expect((await leader.send('POST', `${at}/invitations`, { email: invited.email.toUpperCase(), role: 'leader' })).statusCode).toBe(201);
    expect((await leader.send('POST', `${at}/invitations`, { email: invited.email, role: 'member' })).json()).toMatchObject({
      code: 'already-invited',
    });
    const [mail] = await mailTo(app, invited.email);
    const key = mail?.link?.pathname.split('/').at(-1) ?? '';
    expect((await join(other, key)).json()).toMatchObject({ code: 'other-address' });
    expect((await join(invited, key)).statusCode).toBe(200);
    expect((await join(other, key)).json()).toMatchObject({ code: 'group-invitation-accepted' });
    expect((await invited.send('GET', at)).json().mine.role).toBe('leader');
  });

  it('keeps a leader, and lets everybody else go', async () => {
    const { groupId, leader, at } = await aGroup();
    const member = await someone();
    await join(member, (await link(leader, at)).key);
    const leave = (who: Someone, by = who) => by.send('DELETE', `${at}/people/${who.id}`);
    expect((await leave(leader)).json()).toMatchObject({ code: 'last-leader' });
    expect((await leave(leader, member)).statusCode).toBe(403);
    expect((await leader.send('PUT', `${at}/people/${leader.id}/role`, { role: 'member' })).json()).toMatchObject({ code: 'last-leader' });
    await leader.send('PUT', `${at}/people/${member.id}/role`, { role: 'leader' });
    expect((await leave(leader)).statusCode).toBe(200);
    expect(await isLeaderOf(app.database, groupId, member.id)).toBe(true);
    expect(await shareAGroup(app.database, leader.id, member.id)).toBe(false);
    expect((await leader.send('GET', at)).statusCode).toBe(404);
    expect((await leave(member)).statusCode).toBe(200);
  });

  it('belongs to an organization of its maker, and is accompanied by a coach of it', async () => {
    const district = await anOrganization(app.database, { isRecognizer: true });
    const coach = { ...(await aMember(app.database, district.id, 'coach')) };
    const acting = { ...coach, send: await app.as(coach.id) };
    const { groupId, at } = await aGroup({ organizationId: district.id, as: 'coach' }, acting);
    expect(await isCoachOf(app.database, groupId, coach.id)).toBe(true);
    expect(await groupHead(app.database, groupId)).toMatchObject({ members: 0, organizationId: district.id });
    const educator = await aMember(app.database, district.id, 'educator');
    const teacher = { ...educator, send: await app.as(educator.id) };
    await join(teacher, (await link(acting, at)).key);
    expect((await acting.send('PUT', `${at}/people/${teacher.id}/role`, { role: 'coach' })).json()).toMatchObject({ code: 'not-a-coach' });
    const stranger = await someone();
    const refused = await stranger.send('POST', '/api/v1/groups', {
      name: 'x',
      purpose: '',
      kind: 'plc',
      startsOn: null,
      endsOn: null,
      microCredentialIds: [],
      organizationId: district.id,
      as: 'leader',
      sharesProgress: true,
    });
    expect(refused.json()).toMatchObject({ code: 'not-your-organization' });
  });

  it('closed takes nobody and nothing more, and can still be read', async () => {
    const { leader, at } = await aGroup();
    const { key } = await link(leader, at);
    await leader.send('POST', `${at}/closing`);
    expect((await join(await someone(), key)).json()).toMatchObject({ code: 'group-invitation-closed' });
    expect((await leader.send('POST', `${at}/announcements`, { text: 'Hello' })).json()).toMatchObject({ code: 'group-closed' });
    expect((await leader.send('GET', at)).json()).toMatchObject({ closed: true });
  });
});

describe('a board', () => {
  it('shows state of those who share it, and never “not yet”', async () => {
    const { microCredentialId } = await aMicroCredential(app.database);
    const other = await aMicroCredential(app.database);
    const { leader, at } = await aGroup({ microCredentialIds: [microCredentialId] });
    const people: Someone[] = [];
    for (const state of ['drafting', 'not-yet', 'submitted', 'earned', 'withdrawn'] as const) {
      const person = await someone();
      await join(person, (await link(leader, at)).key);
      await aJourney(app, { earnerId: person.id, microCredentialId, state });
      await aJourney(app, { earnerId: person.id, microCredentialId: other.microCredentialId, state: 'earned' });
      people.push(person);
    }
    const quiet = await someone();
    await join(quiet, (await link(leader, at)).key, false);
    await aJourney(app, { earnerId: quiet.id, microCredentialId, state: 'earned' });
    const answer = await leader.send('GET', `${at}/board`);
    const board = answer.json();
    expect(board.microCredentials.map(({ id }: { id: string }) => id)).toEqual([microCredentialId]);
    const stateOf = (person: Someone) =>
      board.lines.find(({ personId }: { personId: string }) => personId === person.id)?.states?.[microCredentialId];
    expect(people.map(stateOf)).toEqual(['working', 'working', 'with-evaluators', 'earned', undefined]);
    expect(board.lines.find(({ personId }: { personId: string }) => personId === quiet.id).states).toBeNull();
    expect(answer.body).not.toContain('not-yet');
    expect(answer.body).not.toContain(other.microCredentialId);
  });

  it('follows a member’s change of mind at once', async () => {
    const { leader, at } = await aGroup();
    const member = await someone();
    await join(member, (await link(leader, at)).key, false);
    await aJourney(app, { earnerId: member.id });
    const line = async () =>
      (await leader.send('GET', `${at}/board`)).json().lines.find(({ personId }: { personId: string }) => personId === member.id);
    expect((await line()).states).toBeNull();
    await member.send('PUT', `${at}/choices`, { sharesProgress: true, announcementsByMail: true });
    expect(Object.values((await line()).states)).toEqual(['working']);
    await member.send('PUT', `${at}/choices`, { sharesProgress: false, announcementsByMail: true });
    expect((await line()).states).toBeNull();
  });
});

describe('an announcement', () => {
  it('stands on the page and goes by mail to those who want that', async () => {
    const { leader, at } = await aGroup();
    const [reader, quiet] = [await someone(), await someone()];
    for (const person of [reader, quiet]) await join(person, (await link(leader, at)).key);
    await quiet.send('PUT', `${at}/choices`, { sharesProgress: true, announcementsByMail: false });
    const { announcementId } = (await leader.send('POST', `${at}/announcements`, { text: 'We meet on Thursday.' })).json();
    expect((await reader.send('POST', `${at}/announcements`, { text: 'Me too' })).statusCode).toBe(403);
    expect((await mailTo(app, reader.email)).map(({ text }) => text)).toEqual([expect.stringContaining('We meet on Thursday.')]);
    expect(await mailTo(app, quiet.email)).toEqual([]);
    expect(await mailTo(app, leader.email)).toEqual([]);
    expect((await reader.send('GET', `${at}/announcements`)).json().items).toMatchObject([{ text: 'We meet on Thursday.' }]);
    await leader.send('DELETE', `${at}/announcements/${announcementId}`);
    expect((await reader.send('GET', `${at}/announcements`)).json().items).toEqual([]);
  });
});
