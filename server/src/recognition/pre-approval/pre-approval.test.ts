import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../../testing/awards.ts';
import { aMember, aMembership, anOrganization, aPerson } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { meetHalfWay } from '../../testing/half-way.ts';
import { mailTo } from '../../testing/mailbox.ts';
import { aDistrict, aForeignBadge } from '../../testing/recognition.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { submitClaim } from '../claims/submit-claim.ts';
import { undoDecision } from './act-on-case.ts';
import { remind } from './remind.ts';
import { tellOfDecision } from './tell.ts';

let app: TestApp;
/** Milliseconds that the application's clock runs ahead. */
let ahead = 0;
beforeAll(async () => {
  app = await testApp({ clock: () => new Date(Date.now() + ahead) });
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
const chain = (...roles: ('reviewer' | 'recognizer-admin')[]) => ({
  kind: 'chain' as const,
  steps: roles.map((role) => ({ title: role === 'reviewer' ? 'Principal' : 'Teaching and Learning', role })),
});

/** As long a name as a program may give a line. */
const theirs = 'a-badge-from-elsewhere-'.padEnd(100, 'z');

/** A district with a school, a program that asks for pre-approval of two approvers, and people for each part. */
async function kettle(roles = chain('reviewer', 'recognizer-admin'), groups = { mode: 'optional' as const, min: 5, max: 60 }) {
  const district = await anOrganization(app.database, { isRecognizer: true });
  const school = await anOrganization(app.database, { isRecognizer: true, parentId: district.id });
  const { microCredentialId } = await aMicroCredential(app.database, {});
  const { programId } = await aDistrict(
    app.ground,
    {
      entries: [
        { entryId: 'ours', microCredentialId, foreign: [], difficulty: 2, hours: '0' },
        {
          entryId: theirs,
          microCredentialId: null,
          foreign: [{ id: 'https://issuer.example/achievements/1', issuer: 'https://issuer.example', title: 'Skill 1' }],
          difficulty: 1,
          hours: '0',
        },
      ],
      preApproval: roles,
      groups,
    },
    district.id,
  );
  const at = async (organizationId: string, role: 'educator' | 'reviewer' | 'recognizer-admin'): Promise<Someone> => {
    const person = await aMember(app.database, organizationId, role);
    return { ...person, send: await app.as(person.id) };
  };
  return {
    district,
    school,
    programId,
    microCredentialId,
    at,
    educator: await at(school.id, 'educator'),
    principal: await at(school.id, 'reviewer'),
    teachingAndLearning: await at(district.id, 'recognizer-admin'),
  };
}

const text = {
  rationale: 'Checking sooner shows me whom to help.',
  studentEffect: 'Fewer wait until the test.',
  missionFit: 'Learning is personal.',
  startsOn: '2026-12-01',
  endsOn: '2027-03-01',
  proposed: [],
};

async function begin(who: Someone, programId: string, groupId: string | null = null): Promise<string> {
  const answer = await who.send('POST', `/api/v1/programs/${programId}/pre-approvals`, { groupId });
  expect(answer.statusCode, answer.body).toBe(201);
  return `/api/v1/pre-approvals/${answer.json().preApprovalId}`;
}
async function write(who: Someone, at: string, entryIds = ['ours']): Promise<void> {
  const { revision } = (await who.send('GET', at)).json();
  expect((await who.send('PUT', `${at}/text`, { revision, text })).statusCode).toBe(200);
  expect((await who.send('PUT', `${at}/lines`, { entryIds })).statusCode).toBe(200);
}
const decide = (who: Someone, at: string, act: string, reason: string | null = null) =>
  who.send('POST', `${at}/decisions`, { act, reason });
const stateOf = async (who: Someone, at: string) => (await who.send('GET', at)).json().state;

describe('a request for pre-approval', () => {
  it('goes through its approvers, comes back once, is approved, and its award becomes a claim by itself', async () => {
    const { educator, principal, teachingAndLearning, programId, microCredentialId, district } = await kettle();
    const at = await begin(educator, programId);
    expect(await begin(educator, programId)).toBe(at);
    const incomplete = await educator.send('POST', `${at}/submission`);
    expect(incomplete.json()).toMatchObject({ code: 'request-incomplete' });
    expect(incomplete.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'rationale',
      'studentEffect',
      'missionFit',
      'startsOn',
      'endsOn',
      'lines',
    ]);
    await write(educator, at);
    expect((await principal.send('GET', at)).statusCode).toBe(404);
    expect((await educator.send('POST', `${at}/submission`)).statusCode).toBe(200);
    // the second approver sees it, and waits
    expect((await decide(teachingAndLearning, at, 'approve')).json()).toMatchObject({ code: 'not-your-turn' });
    expect((await decide(principal, at, 'ask-back')).json()).toMatchObject({ code: 'reason-needed' });
    expect((await decide(principal, at, 'ask-back', 'How will you know that it helped?')).statusCode).toBe(200);
    const { revision } = (await educator.send('GET', at)).json();
    await educator.send('PUT', `${at}/text`, { revision, text: { ...text, studentEffect: 'By exit tickets each Friday.' } });
    await educator.send('POST', `${at}/submission`);
    const desk = `/api/v1/organizations/${district.id}/pre-approvals`;
    expect((await teachingAndLearning.send('GET', `${desk}?mine=true`)).json().items).toEqual([]);
    expect((await decide(principal, at, 'approve')).statusCode).toBe(200);
    expect((await teachingAndLearning.send('GET', `${desk}?mine=true`)).json().items).toMatchObject([
      { educator: { id: educator.id }, waitsFor: 'Teaching and Learning', titles: [expect.any(String)] },
    ]);
    expect((await decide(teachingAndLearning, at, 'approve')).statusCode).toBe(200);
    expect(await stateOf(educator, at)).toBe('approved');
    expect((await decide(teachingAndLearning, at, 'decline', 'No.')).json()).toMatchObject({ code: 'act-out-of-place' });

    await anAward(app, { earnerId: educator.id, microCredentialId });
    await app.settled();
    const [claim] = (await educator.send('GET', '/api/v1/claims')).json().items;
    expect(claim).toMatchObject({ state: 'submitted', preApproval: { id: at.split('/').at(-1) } });
    expect((await teachingAndLearning.send('GET', at)).json().members[0].lines).toMatchObject([{ progress: 'claimed' }]);
  });

  it('counts only when it is granted before the first submission', async () => {
    const { educator, principal, programId, microCredentialId, district } = await kettle(chain('reviewer'));
    const at = await begin(educator, programId);
    await write(educator, at);
    await educator.send('POST', `${at}/submission`);
    const { awardId } = await anAward(app, { earnerId: educator.id, microCredentialId });
    const claim = () => educator.send('POST', '/api/v1/claims', { organizationId: district.id, proof: { awardId } });
    expect((await claim()).json()).toMatchObject({ code: 'pre-approval-missing' });
    await decide(principal, at, 'approve');
    expect((await claim()).json()).toMatchObject({ code: 'pre-approval-too-late' });
    expect((await educator.send('GET', '/api/v1/claims')).json().items).toEqual([]);
  });

  it('keeps what is typed in two tabs apart', async () => {
    const { educator, programId } = await kettle();
    const at = await begin(educator, programId);
    const save = (revision: number, rationale: string) => educator.send('PUT', `${at}/text`, { revision, text: { ...text, rationale } });
    expect((await save(1, 'One.')).json()).toEqual({ revision: 2 });
    expect((await save(1, 'One.')).json()).toEqual({ revision: 2 });
    expect((await save(1, 'Other.')).json()).toMatchObject({ code: 'edit-conflict', current: { rationale: 'One.', revision: 2 } });
  });

  it('is declined with a reason, revised without retyping, and withdrawn', async () => {
    const { educator, principal, programId } = await kettle();
    const at = await begin(educator, programId);
    await write(educator, at);
    await educator.send('POST', `${at}/submission`);
    await decide(principal, at, 'decline', 'Choose something nearer to your own classes.');
    expect((await educator.send('PUT', `${at}/lines`, { entryIds: [] })).json()).toMatchObject({ code: 'not-being-written' });
    await educator.send('POST', `${at}/revision`);
    expect((await educator.send('GET', at)).json()).toMatchObject({ state: 'draft', text, members: [{ lines: [{ entryId: 'ours' }] }] });
    // what is being revised is its author's again
    expect((await principal.send('GET', at)).statusCode).toBe(404);
    expect((await educator.send('POST', `${at}/withdrawal`)).statusCode).toBe(200);
    expect((await educator.send('POST', `${at}/withdrawal`)).statusCode).toBe(200);
    expect((await educator.send('POST', `${at}/submission`)).json()).toMatchObject({ code: 'act-out-of-place' });
  });

  it('is decided by nobody for themselves, by no reviewer of another school, and not unread', async () => {
    const { educator, district, programId, principal, at: member } = await kettle();
    const elsewhere = await anOrganization(app.database, { isRecognizer: true, parentId: district.id });
    const stranger = await member(elsewhere.id, 'reviewer');
    await aMembership(app.database, district.id, educator.id, ['reviewer']);
    const educatorToo = { ...educator, send: await app.as(educator.id) };
    const at = await begin(educatorToo, programId);
    await write(educatorToo, at);
    await educatorToo.send('POST', `${at}/submission`);
    expect((await decide(stranger, at, 'approve')).statusCode).toBe(404);
    expect((await decide(educatorToo, at, 'approve')).json()).toMatchObject({ code: 'own-request' });
    expect((await principal.send('POST', `${at}/decisions`, { act: 'approve', number: 7 })).json()).toMatchObject({
      code: 'decided-meanwhile',
    });
    const twice = await Promise.all([decide(principal, at, 'approve'), decide(principal, at, 'approve')]);
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403]);
  });

  it('is decided once by two approvers at once, approved or withdrawn when both happen, and then stays so', async () => {
    const { educator, principal, programId, at: member, school } = await kettle(chain('reviewer'));
    const deputy = await member(school.id, 'reviewer');
    for (let round = 0; round < 6; round += 1) {
      const at = await begin(educator, programId);
      await write(educator, at);
      await educator.send('POST', `${at}/submission`);
      const decided = await Promise.all([decide(principal, at, 'approve'), decide(deputy, at, 'decline', 'Not this year.')]);
      expect(decided.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
      const refused = decided.find(({ statusCode }) => statusCode === 409);
      expect(refused?.json().code).toBe('act-out-of-place');
      expect(await stateOf(educator, at)).toBe(decided[0]?.statusCode === 200 ? 'approved' : 'declined');

      const next = await begin(educator, programId);
      await write(educator, next);
      await educator.send('POST', `${next}/submission`);
      const approve = () => decide(principal, next, 'approve');
      const withdraw = () => educator.send('POST', `${next}/withdrawal`);
      const [approved, withdrawn] =
        round % 2 ? await Promise.all([approve(), withdraw()]) : (await Promise.all([withdraw(), approve()])).reverse();
      expect([approved?.statusCode, withdrawn?.statusCode].sort()).toEqual([200, 409]);
      expect(await stateOf(educator, next)).toBe(approved?.statusCode === 200 ? 'approved' : 'withdrawn');
    }
  });

  it('is taken back before a claim that rests on it, or not at all', async () => {
    const { educator, principal, programId, district } = await kettle(chain('reviewer'));
    const approved = async () => {
      const at = await begin(educator, programId);
      await write(educator, at, [theirs]);
      await educator.send('POST', `${at}/submission`);
      await decide(principal, at, 'approve');
      return { at, preApprovalId: at.split('/').at(-1) ?? '' };
    };
    const foreignBadgeId = await aForeignBadge(app.database, educator.id, 1, new Date(Date.now() + 60_000).toISOString());
    const claim = { recognizerId: district.id, educatorId: educator.id, proof: { foreignBadgeId } };
    const { at, preApprovalId } = await approved();
    const refused = await meetHalfWay(
      app.database,
      (transaction) => undoDecision(app.ground, transaction, { preApprovalId, by: principal.id }),
      () => educator.send('POST', '/api/v1/claims', { organizationId: district.id, proof: { foreignBadgeId } }),
    );
    expect(refused.second.json()).toMatchObject({ code: 'pre-approval-missing' });
    await decide(principal, at, 'approve');
    const kept = await meetHalfWay(
      app.database,
      (transaction) => submitClaim(app.ground, transaction, claim),
      () => principal.send('DELETE', `${at}/decisions/newest`),
    );
    expect(kept.second.json()).toMatchObject({ code: 'cannot-undo' });
    expect(await stateOf(educator, at)).toBe('approved');
  });

  it('lets a decision be taken back within two minutes, and tells nobody of what was', async () => {
    const { educator, principal, programId, microCredentialId } = await kettle(chain('reviewer'));
    const at = await begin(educator, programId);
    const preApprovalId = at.split('/').at(-1) ?? '';
    await write(educator, at);
    await educator.send('POST', `${at}/submission`);
    const undo = () => principal.send('DELETE', `${at}/decisions/newest`);
    await decide(principal, at, 'approve');
    expect((await undo()).statusCode).toBe(200);
    expect(await stateOf(educator, at)).toBe('submitted');
    expect((await undo()).json()).toMatchObject({ code: 'cannot-undo' });
    const tell = (number: number) =>
      app.database.transaction().execute((transaction) => tellOfDecision(app.ground, transaction, { preApprovalId, number }));
    await tell(2);
    expect(await mailTo(app, educator.email)).toEqual([]);
    await decide(principal, at, 'approve');
    await tell(4);
    expect(await mailTo(app, educator.email)).toMatchObject([{ subject: expect.stringContaining('Approved') }]);
    await anAward(app, { earnerId: educator.id, microCredentialId });
    expect((await undo()).json()).toMatchObject({ code: 'cannot-undo' });
  });

  it('reminds its approver at once and every three days, its author a week after it came back', async () => {
    const { educator, principal, programId } = await kettle(chain('reviewer'));
    const at = await begin(educator, programId);
    await write(educator, at);
    await educator.send('POST', `${at}/submission`);
    await remind(app.ground);
    await remind(app.ground);
    expect(await mailTo(app, principal.email)).toMatchObject([{ subject: 'One request for pre-approval waits for you' }]);
    ahead += 3 * 86_400_000 + 1000;
    await remind(app.ground);
    expect(await mailTo(app, principal.email)).toHaveLength(2);
    await decide(principal, at, 'ask-back', 'Why this one?');
    await remind(app.ground);
    expect(await mailTo(app, educator.email)).toEqual([]);
    ahead += 7 * 86_400_000 + 1000;
    await remind(app.ground);
    expect(await mailTo(app, educator.email)).toMatchObject([{ subject: 'Your request for pre-approval waits for your answer' }]);
    ahead = 0;
  });
});

describe('a group’s request', () => {
  async function aGroup(leader: Someone, members: Someone[]): Promise<string> {
    const { id } = await app.database
      .insertInto('peer_group')
      .values({ name: 'Thursday circle', kind: 'plc' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await app.database
      .insertInto('group_member')
      .values(
        [leader, ...members].map((person) => ({
          group_id: id,
          person_id: person.id,
          role: person === leader ? 'leader' : 'member',
          shares_progress: true,
        })),
      )
      .execute();
    return id;
  }

  it('is managed by its leader, holds each member’s own lines, keeps to the size, and is approved for each', async () => {
    const { educator: leader, principal, programId, microCredentialId, school, at: member } = await kettle(chain('reviewer'));
    const members = await Promise.all(Array.from({ length: 4 }, () => member(school.id, 'educator')));
    const groupId = await aGroup(leader, members);
    const [first, ...rest] = members as [Someone, ...Someone[]];
    expect((await first.send('POST', `/api/v1/programs/${programId}/pre-approvals`, { groupId })).json()).toMatchObject({
      code: 'not-their-group',
    });
    const at = await begin(leader, programId, groupId);
    await write(leader, at);
    expect((await first.send('PUT', `${at}/text`, { revision: 2, text })).statusCode).toBe(404);
    for (const { send } of rest) await send('PUT', `${at}/lines`, { entryIds: ['ours'] });
    expect((await leader.send('POST', `${at}/submission`)).json()).toMatchObject({
      code: 'request-incomplete',
      errors: [{ path: 'group' }],
    });
    await first.send('PUT', `${at}/lines`, { entryIds: ['ours', theirs], note: 'With my own science class.' });
    expect((await leader.send('POST', `${at}/submission`)).statusCode).toBe(200);
    await decide(principal, at, 'approve');
    await anAward(app, { earnerId: first.id, microCredentialId });
    await app.settled();
    expect((await first.send('GET', '/api/v1/claims')).json().items).toHaveLength(1);
    expect((await leader.send('GET', '/api/v1/claims')).json().items).toEqual([]);
    const seen = (await principal.send('GET', at)).json();
    expect(seen.members.flatMap((m: { lines: { progress: string }[] }) => m.lines.map(({ progress }) => progress)).sort()).toEqual([
      'claimed',
      'not-started',
      'not-started',
      'not-started',
      'not-started',
      'not-started',
    ]);
  });

  it('is submitted while a member leaves the group: who leaves keeps what they chose', async () => {
    const { educator: leader, principal, programId, school, at: member } = await kettle(chain('reviewer'));
    const members = await Promise.all(Array.from({ length: 5 }, () => member(school.id, 'educator')));
    const groupId = await aGroup(leader, members);
    const at = await begin(leader, programId, groupId);
    await write(leader, at);
    for (const { send } of members) await send('PUT', `${at}/lines`, { entryIds: ['ours'] });
    const [first, second] = members as [Someone, Someone];
    const answers = await Promise.all([
      leader.send('POST', `${at}/submission`),
      first.send('DELETE', `/api/v1/groups/${groupId}/people/${first.id}`),
      second.send('PUT', `${at}/lines`, { entryIds: [theirs] }),
    ]);
    expect(answers[0].statusCode).toBe(200);
    expect(answers[1].statusCode).toBeLessThan(300);
    // what the second chose came before the submission, or is refused
    const changed = answers[2].statusCode === 200;
    if (!changed) expect(answers[2].json().code).toBe('not-being-written');
    const seen = (await principal.send('GET', at)).json();
    const lineOf = (who: Someone) =>
      seen.members
        .find(({ educatorId }: { educatorId: string }) => educatorId === who.id)
        .lines.map((line: { entryId: string }) => line.entryId);
    expect(seen.members).toHaveLength(6);
    expect(lineOf(first)).toEqual(['ours']);
    expect(lineOf(second)).toEqual([changed ? theirs : 'ours']);
    const { snapshot } = await app.database
      .selectFrom('pre_approval_act')
      .select('snapshot')
      .where('pre_approval_id', '=', at.split('/').at(-1) ?? '')
      .where('act', '=', 'submit')
      .executeTakeFirstOrThrow();
    const kept = (snapshot as { members: { educatorId: string; entryIds: string[] }[] }).members;
    expect(kept.find(({ educatorId }) => educatorId === second.id)?.entryIds).toEqual(lineOf(second));
  });

  it.each([
    ['approve', 'approved', null],
    ['ask-back', 'asked-back', 'Which class is it about?'],
    ['decline', 'declined', 'The budget of this year is spent.'],
  ])('can be decided (%s) with others at one stroke, and tells which could not be', async (act, state, reason) => {
    const { programId, principal, school, at: member } = await kettle(chain('reviewer'));
    const [one, two] = [await member(school.id, 'educator'), await member(school.id, 'educator')];
    const requests: (string | undefined)[] = [];
    for (const who of [one, two]) {
      const at = await begin(who, programId);
      await write(who, at);
      await who.send('POST', `${at}/submission`);
      requests.push(at.split('/').at(-1));
    }
    const stranger = (await aPerson(app.database)).id;
    const decide = (why: string | null) =>
      principal.send('POST', '/api/v1/pre-approvals/decisions', { preApprovalIds: [...requests, stranger], act, reason: why });
    if (reason) expect((await decide(null)).json()).toMatchObject({ code: 'reason-needed' });
    const outcomes = (answer: { results: { outcome: string }[] }) => answer.results.map(({ outcome }) => outcome);
    expect(outcomes((await decide(reason)).json())).toEqual(['decided', 'decided', 'refused']);
    expect(outcomes((await decide(reason)).json())).toEqual(['refused', 'refused', 'refused']);
    for (const who of [one, two]) {
      const { items } = (await who.send('GET', '/api/v1/pre-approvals')).json();
      expect(items).toMatchObject([{ state }]);
    }
  });
});
