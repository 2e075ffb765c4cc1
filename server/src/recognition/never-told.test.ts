import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recognizerRoles } from '../platform/http/access.ts';
import { addressOf, aWorld, type World } from '../testing/authorization/world.ts';
import { aMember, anOrganization } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { aDecision } from '../testing/evaluation.ts';
import { mailTo } from '../testing/mailbox.ts';
import { aSubmission } from '../testing/portfolio.ts';
import { aDistrict, anIncentive, aRule } from '../testing/recognition.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

/** Words that stand only in an educator's work and in what evaluators say of it. */
const planted = {
  // what aSubmission answers
  answer: 'kept notes each day',
  evidence: 'heron-evidence',
  change: 'heron-what-changed',
  feedback: 'heron-feedback',
  // what aDecision writes to each criterion
  perCriterion: 'What I saw:',
  file: 'Photo of Emma Miller',
};
/** How attempts, scores and returned work are called in answers. */
const ofAttempts = /not[ _-]?yet|\battempt|\bscore|"levels?(Id)?"|"outcome"|"decision(Id)?"|"submission(Id)?"|returned|revis(ing|ed)/i;

/**
 * A recognizer sees pre-approval, "in progress" and the award, whatever was tried in between. An educator of a district has it all: work that
 * came back and was handed in again, work that came back twice and was awarded then, claimed and posted. Then every role of the district
 * asks every address there is.
 */
describe('what a recognizer is never told', () => {
  let app: TestApp;
  let world: World;
  const district = { id: '', programId: '' };
  const staff: { name: string; email: string; id: string }[] = [];
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    app = await testApp();
    world = await aWorld(app);
    const { id: districtId } = await anOrganization(app.database, { isRecognizer: true });
    const { id: schoolId } = await anOrganization(app.database, { isRecognizer: true, parentId: districtId });
    district.id = districtId;
    for (const organizationId of [districtId, schoolId])
      for (const role of recognizerRoles) {
        const person = await aMember(app.database, organizationId, role);
        staff.push({ ...person, name: `${role} of the ${organizationId === districtId ? 'district' : 'school'}` });
      }
    const underWay = await aMicroCredential(app.database);
    const earned = await aMicroCredential(app.database);
    const educator = await aMember(app.database, schoolId, 'educator');
    const { programId } = await aDistrict(
      app.ground,
      {
        entries: [underWay, earned].map(({ microCredentialId }, index) => ({
          entryId: `entry-${index + 1}`,
          microCredentialId,
          foreign: [],
          difficulty: 2 as const,
          hours: '5',
        })),
        preApproval: { kind: 'chain', steps: [{ title: 'Principal', role: 'reviewer' }] },
      },
      districtId,
    );
    district.programId = programId;
    await anIncentive(app.ground, districtId, aRule());
    const me = await app.as(educator.id);
    await me('PUT', `/api/v1/programs/${programId}/participation`);
    const { preApprovalId } = (await me('POST', `/api/v1/programs/${programId}/pre-approvals`, { groupId: null })).json();
    const request = `/api/v1/pre-approvals/${preApprovalId}`;
    await me('PUT', `${request}/lines`, { entryIds: ['entry-1', 'entry-2'] });
    const text = {
      rationale: 'To see sooner.',
      studentEffect: 'They say more.',
      missionFit: 'It is theirs.',
      startsOn: '2026-01-01',
      endsOn: '2027-01-01',
      proposed: [],
    };
    const { revision } = (await me('GET', request)).json();
    await me('PUT', `${request}/text`, { revision, text });
    await me('POST', `${request}/submission`);
    const principal = staff.find(({ name }) => name === 'reviewer of the school');
    const approved = await (await app.as(principal?.id ?? ''))('POST', `${request}/decisions`, { act: 'approve', reason: null });
    expect(approved.statusCode, approved.body).toBe(200);

    const attempt = (microCredentialId: string, journeyId?: string) =>
      aSubmission(app, { microCredentialId, earnerId: educator.id, ...(journeyId && { journeyId }), changeNote: planted.change });
    const decide = (submissionId: string, outcome: 'pass' | 'not-yet') =>
      aDecision(app, { submissionId, outcome, feedback: `${planted.feedback}: look again.` });
    await app.database
      .insertInto('evidence_item')
      .values({ earner_id: educator.id, kind: 'link', title: planted.evidence, url: 'https://school.example/lesson' })
      .execute();
    // came back, and was handed in again
    const first = await attempt(underWay.microCredentialId);
    const returned = await decide(first.submissionId, 'not-yet');
    const second = await attempt(underWay.microCredentialId, first.journeyId);
    // came back twice, then awarded, claimed by itself, posted
    let last = await attempt(earned.microCredentialId);
    for (const outcome of ['not-yet', 'not-yet', 'pass'] as const) {
      await decide(last.submissionId, outcome);
      if (outcome === 'not-yet') last = await attempt(earned.microCredentialId, last.journeyId);
    }
    await app.settled();
    const hr = await app.as(staff.find(({ name }) => name === 'hr of the district')?.id ?? '');
    const desk = `/api/v1/organizations/${districtId}/claims`;
    const [claim] = (await hr('GET', desk)).json().items;
    expect(claim, 'the award became a claim').toBeDefined();
    await hr('POST', `${desk}/moves`, { claimIds: [claim.id], move: 'post' });
    await hr('POST', `/api/v1/organizations/${districtId}/closings`, { endsOn: new Date().toISOString().slice(0, 10) });
    Object.assign(ids, {
      organizationId: districtId,
      educatorId: educator.id,
      personId: educator.id,
      schoolId,
      programId,
      preApprovalId,
      claimId: claim.id,
      journeyId: second.journeyId,
      submissionId: second.submissionId,
      evaluationId: returned.evaluationId,
      decisionId: returned.decisionId,
      microCredentialId: earned.microCredentialId,
    });
    expect(app.jobErrors).toEqual([]);
  }, 120_000);
  afterAll(() => app.close());

  /** Every address that is read, with the ids of the educator's things in it, and of each program, claim, request and closing. */
  const addresses = (): string[] => {
    const known: World = { ...world, ids: { ...world.ids, ...ids } };
    return app.routes.filter(({ method }) => method === 'GET').map(({ path }) => addressOf(known, path, {}, () => 'none'));
  };

  it('is in no answer to anybody of it, at any address', async () => {
    const told: string[] = [];
    const read = new Set<string>();
    const open = new Set<string>();
    for (const url of addresses()) if ((await app.send('GET', url)).statusCode === 200) open.add(url);
    for (const { id, name } of staff) {
      const send = await app.as(id);
      for (const url of addresses()) {
        const { statusCode, body } = await send('GET', url);
        if (statusCode !== 200) continue;
        read.add(url);
        for (const [what, words] of Object.entries(planted)) if (body.includes(words)) told.push(`${name}, ${url}: ${what}`);
        // what everybody may read, a scoring guide say, speaks of "not yet" without meaning anybody
        const found = open.has(url) || mine(url) ? null : ofAttempts.exec(body);
        if (found) told.push(`${name}, ${url}: “${body.slice(Math.max(0, found.index - 60), found.index + 60)}”`);
      }
    }
    expect(told).toEqual([]);
    // the test has teeth only while it reads what recognizers read
    const wanted = ['participants', 'pre-approvals', 'claims', 'insight', 'statement', 'closings', 'talent/people', 'ledger/totals'];
    expect(wanted.filter((part) => ![...read].some((url) => url.includes(part)))).toEqual([]);
  }, 120_000);

  /** Addresses that tell the caller of the caller's own things. */
  const mine = (url: string): boolean => /^\/api\/v1\/(journeys|library|account|me|session|evaluations|growth|home)\b/.test(url);

  it('is in no mail to anybody of it', async () => {
    for (const { email } of staff)
      for (const { subject, text } of await mailTo(app, email)) {
        const whole = `${subject}\n${text}`;
        expect(Object.values(planted).filter((words) => whole.includes(words))).toEqual([]);
        expect(whole).not.toMatch(/not yet|attempt|score/i);
      }
  });

  it('shows the work as in progress, and the award', async () => {
    const reviewer = await app.as(staff.find(({ name }) => name === 'reviewer of the district')?.id ?? '');
    const page = (await reviewer('GET', `/api/v1/programs/${district.programId}/participants`)).json();
    expect(page.items).toMatchObject([
      {
        lines: [
          { entryId: 'entry-1', progress: 'in-progress' },
          { entryId: 'entry-2', progress: 'posted' },
        ],
      },
    ]);
  });
});
