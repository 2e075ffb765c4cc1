import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubmittedEvidence } from '../../portfolio/index.ts';
import { aMember, aMembership, anOrganization, aPerson } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { aDecision, anEvaluation } from '../../testing/evaluation.ts';
import { aFile, aSubmission } from '../../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { loadDecision } from '../read-decisions.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const journeyOf = async (journeyId: string) =>
  app.database.selectFrom('journey').select(['state', 'passed_parts']).where('id', '=', journeyId).executeTakeFirstOrThrow();

/** A first attempt in which one of two criteria of the work examples was met, and what the next attempt brings to the desk. */
async function secondAttempt() {
  const { microCredentialId, issuerId } = await aMicroCredential(app.database);
  const earner = await aPerson(app.database);
  const evaluator = await aMember(app.database, issuerId, 'evaluator');
  const send = await app.as(evaluator.id);
  const first = await anEvaluation(app, { microCredentialId, earnerId: earner.id });
  const at = `/api/v1/evaluations/${first.evaluationId}`;
  await send('POST', `${at}/take`);
  for (const [place, levelId] of [
    ['overview/clear', 'passing'],
    ['work-examples/question', 'proficient'],
    ['work-examples/response', 'basic'],
    ['reflection/honest', 'passing'],
  ])
    await send('PUT', `${at}/scores/${place}`, { levelId, feedback: `About ${place}`, revision: 0 });
  await send('POST', `${at}/decision`, { outcome: 'not-yet' });
  const second = await anEvaluation(app, {
    microCredentialId,
    journeyId: first.journeyId,
    snapshot: { carriedParts: ['overview', 'reflection'] },
  });
  return { ...second, first, evaluator, send, earner, issuerId, microCredentialId, at: `/api/v1/evaluations/${second.evaluationId}` };
}

describe('a resubmission', () => {
  it('is scored only in the criteria that were not met; the others keep their level and words', async () => {
    const { send, at, submissionId } = await secondAttempt();
    await send('POST', `${at}/take`);
    const desk = (await send('GET', at)).json();
    expect(desk.carriedCriteria).toMatchObject([
      { partId: 'work-examples', criterionId: 'question', levelId: 'proficient', feedback: 'About work-examples/question', attempt: 1 },
    ]);
    expect(desk.follows.parts[1]).toMatchObject({ standing: 'open', missing: ['response'] });
    expect(desk.previous).toMatchObject({ attempt: 1 });
    expect(desk.previous.evidence[0]).toEqual(
      expect.objectContaining({ partId: expect.any(String), requirementId: expect.any(String), title: expect.any(String), withheld: null }),
    );
    expect(desk.previous.evidence[0]).not.toHaveProperty('file');
    const locked = await send('PUT', `${at}/scores/work-examples/question`, { levelId: 'basic', feedback: '', revision: 0 });
    expect(locked.json().code).toBe('carried-criterion');
    await send('PUT', `${at}/scores/work-examples/response`, { levelId: 'proficient', feedback: 'Now I see it.', revision: 0 });
    expect((await send('GET', '/api/v1/desk')).json().inHand[0].levels).toEqual({ set: 1, of: 1 });
    expect((await send('POST', `${at}/decision`, { outcome: 'pass' })).json()).toMatchObject({ outcome: 'pass' });
    const decision = await loadDecision(app.database, submissionId);
    expect(decision?.scores.map(({ levelId, attempt }) => [levelId, attempt ?? 2])).toEqual([
      ['passing', 1],
      ['proficient', 1],
      ['proficient', 2],
      ['passing', 1],
    ]);
  });

  it('waits first for the evaluator who knows the work, and not for ever', async () => {
    const { evaluationId, send, issuerId } = await secondAttempt();
    const other = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    const next = async (who: Send) => (await who('POST', '/api/v1/evaluations/next')).json().evaluationId;
    expect(await next(other)).toBeNull();
    expect((await other('GET', '/api/v1/desk')).json().waiting.items).toEqual([]);
    expect(await next(send)).toBe(evaluationId);
    await send('POST', `/api/v1/evaluations/${evaluationId}/release`);
    expect(await next(other)).toBe(evaluationId);
  });
});

describe('incomplete work', () => {
  it('goes back before scoring without using an attempt, and comes again as the same', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const earner = await aPerson(app.database);
    const send = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    const { evaluationId, journeyId } = await anEvaluation(app, { microCredentialId, earnerId: earner.id });
    const at = `/api/v1/evaluations/${evaluationId}`;
    await send('POST', `${at}/take`);
    const gap = { partId: 'work-examples', requirementId: 'artifact', note: 'The link is broken.' };
    const sent = await send('POST', `${at}/send-back`, { gaps: [gap], note: 'Please add the check itself.' });
    expect(sent.statusCode).toBe(200);
    expect(await journeyOf(journeyId)).toMatchObject({ state: 'drafting' });
    expect((await send('PUT', `${at}/scores/overview/clear`, { levelId: 'passing', feedback: '', revision: 0 })).json().code).toBe(
      'no-longer-needed',
    );
    const asEarner = await app.as(earner.id);
    const feedback = (await asEarner('GET', `/api/v1/journeys/${journeyId}/feedback`)).json();
    expect(feedback).toMatchObject({ attempts: [], waiting: null, returned: { note: 'Please add the check itself.', gaps: [gap] } });
    expect((await asEarner('GET', `/api/v1/journeys/${journeyId}`)).json().attempts).toEqual([]);
    const again = await asEarner('POST', `/api/v1/journeys/${journeyId}/submissions`, {
      attempt: 1,
      studentPrivacy: true,
      academicIntegrity: true,
    });
    // the builder's work lives in the snapshot, so the journey itself still lacks answers; the attempt is not what is refused
    expect(again.json().code).toBe('incomplete');
    await app.settled();
    expect(app.jobErrors).toEqual([]);
  });

  it('does not go back once another evaluator has decided', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    await app.database
      .insertInto('evaluation_settings')
      .values({ issuer_id: issuerId, settings: JSON.stringify({ secondReading: 'all' }) })
      .execute();
    await anEvaluation(app, { microCredentialId });
    const [first, second] = (await Promise.all(
      [1, 2].map(async () => app.as((await aMember(app.database, issuerId, 'evaluator')).id)),
    )) as [Send, Send];
    const [one, two] = [await first('POST', '/api/v1/evaluations/next'), await second('POST', '/api/v1/evaluations/next')];
    for (const [place, levelId] of [
      ['overview/clear', 'passing'],
      ['work-examples/question', 'proficient'],
      ['work-examples/response', 'proficient'],
      ['reflection/honest', 'passing'],
    ])
      await first('PUT', `/api/v1/evaluations/${one.json().evaluationId}/scores/${place}`, { levelId, feedback: '', revision: 0 });
    await first('POST', `/api/v1/evaluations/${one.json().evaluationId}/decision`, { outcome: 'pass' });
    const late = await second('POST', `/api/v1/evaluations/${two.json().evaluationId}/send-back`, { gaps: [], note: 'Missing.' });
    expect(late.json().code).toBe('too-late-to-send-back');
  });
});

describe('an appeal', () => {
  it('is read by somebody else, leaves alone what stood, and makes a decision that takes the place of the first', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const earner = await aPerson(app.database);
    const { journeyId, submissionId, evaluatorId } = await aDecision(app, { microCredentialId, earnerId: earner.id, outcome: 'not-yet' });
    const [asEarner, lead, first, second] = (await Promise.all(
      [
        earner.id,
        (await aMember(app.database, issuerId, 'evaluation-lead')).id,
        evaluatorId,
        (await aMember(app.database, issuerId, 'evaluator')).id,
      ].map((id) => app.as(id)),
    )) as [Send, Send, Send, Send];
    const at = `/api/v1/journeys/${journeyId}`;
    expect((await asEarner('GET', `${at}/feedback`)).json()).toMatchObject({ mayAppeal: true, appeal: null });
    expect((await asEarner('POST', `${at}/appeal`, { reason: 'My reflection names what changed.' })).statusCode).toBe(200);
    expect((await asEarner('POST', `${at}/appeal`, { reason: 'Once more.' })).json().code).toBe('no-appeal-here');
    const { items } = (await lead('GET', `/api/v1/organizations/${issuerId}/appeals`)).json();
    expect(items).toMatchObject([{ reason: 'My reflection names what changed.', attempt: 1 }]);
    expect((await lead('POST', `/api/v1/appeals/${items[0].appealId}/answer`, { accepted: true })).statusCode).toBe(200);
    expect(await journeyOf(journeyId)).toMatchObject({ state: 'submitted' });
    expect((await first('POST', '/api/v1/evaluations/next')).json().evaluationId).toBeNull();
    const { evaluationId } = (await second('POST', '/api/v1/evaluations/next')).json();
    const desk = (await second('GET', `/api/v1/evaluations/${evaluationId}`)).json();
    expect(desk).toMatchObject({ purpose: 'appeal', carriedParts: ['overview', 'work-examples'], others: [] });
    await second('PUT', `/api/v1/evaluations/${evaluationId}/scores/reflection/honest`, {
      levelId: 'passing',
      feedback: 'It does.',
      revision: 0,
    });
    expect((await second('POST', `/api/v1/evaluations/${evaluationId}/decision`, { outcome: 'pass' })).statusCode).toBe(200);
    expect(await journeyOf(journeyId)).toMatchObject({ state: 'earned' });
    expect(await loadDecision(app.database, submissionId)).toMatchObject({ outcome: 'pass' });
    const all = await app.database.selectFrom('decision').select('outcome').where('submission_id', '=', submissionId).execute();
    expect(all.map(({ outcome }) => outcome).sort()).toEqual(['not-yet', 'pass']);
    await app.settled();
    const awards = await app.database.selectFrom('award').select('id').where('submission_id', '=', submissionId).execute();
    expect(awards).toHaveLength(1);
    expect(app.jobErrors).toEqual([]);
  });

  it('is answered in words, which the earner reads, and by no lead who works with the earner', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const earner = await aPerson(app.database);
    const { journeyId } = await aDecision(app, { microCredentialId, earnerId: earner.id, outcome: 'not-yet' });
    const asEarner = await app.as(earner.id);
    await asEarner('POST', `/api/v1/journeys/${journeyId}/appeal`, { reason: 'Please look again.' });
    const colleague = await aMember(app.database, issuerId, 'evaluation-lead');
    const school = await anOrganization(app.database, { isRecognizer: true });
    for (const id of [colleague.id, earner.id]) await aMembership(app.database, school.id, id, ['educator']);
    const lead = await app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
    const { appealId } = (await lead('GET', `/api/v1/organizations/${issuerId}/appeals`)).json().items[0];
    const hidden = await app.as(colleague.id);
    expect((await hidden('GET', `/api/v1/organizations/${issuerId}/appeals`)).json().items).toEqual([]);
    expect((await hidden('POST', `/api/v1/appeals/${appealId}/answer`, { accepted: true })).statusCode).toBe(404);
    await lead('POST', `/api/v1/appeals/${appealId}/answer`, { accepted: false, answer: 'Name one student’s answer.' });
    expect((await asEarner('GET', `/api/v1/journeys/${journeyId}/feedback`)).json().appeal).toMatchObject({
      state: 'declined',
      answer: 'Name one student’s answer.',
    });
    expect((await lead('POST', `/api/v1/appeals/${appealId}/answer`, { accepted: true })).json().code).toBe('already-answered');
  });
});

describe('questions and answers', () => {
  it('go to and fro about a criterion without a name, and only after the decision', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const earner = await aPerson(app.database, { name: 'Perpetua Quist' });
    const evaluator = await aMember(app.database, issuerId, 'evaluator');
    const { journeyId, evaluationId } = await aDecision(app, {
      microCredentialId,
      earnerId: earner.id,
      evaluatorId: evaluator.id,
      outcome: 'not-yet',
    });
    const [asEarner, asEvaluator] = [await app.as(earner.id), await app.as(evaluator.id)];
    const about = { partId: 'reflection', criterionId: 'honest' };
    const asked = await asEarner('POST', `/api/v1/journeys/${journeyId}/messages`, {
      attempt: 1,
      ...about,
      text: 'Which change do you mean?',
    });
    expect(asked.statusCode).toBe(200);
    expect((await asEvaluator('GET', '/api/v1/desk')).json().questions).toMatchObject([{ evaluationId, attempt: 1 }]);
    const seen = await asEvaluator('GET', `/api/v1/evaluations/${evaluationId}`);
    expect(seen.json().messages).toMatchObject([{ author: 'earner', ...about, text: 'Which change do you mean?' }]);
    await asEvaluator('POST', `/api/v1/evaluations/${evaluationId}/messages`, { ...about, text: 'The seating.' });
    expect((await asEvaluator('GET', '/api/v1/desk')).json().questions).toEqual([]);
    const read = await asEarner('GET', `/api/v1/journeys/${journeyId}/feedback`);
    expect(read.json().attempts[0].messages.map(({ author }: { author: string }) => author)).toEqual(['earner', 'evaluator']);
    for (const secret of [evaluator.id, evaluator.name, evaluator.email]) expect(read.body).not.toContain(secret);
    for (const secret of [earner.id, 'Perpetua', earner.email]) expect(seen.body).not.toContain(secret);
    const nowhere = await asEarner('POST', `/api/v1/journeys/${journeyId}/messages`, {
      attempt: 1,
      partId: 'reflection',
      criterionId: 'nothing',
      text: 'x',
    });
    expect(nowhere.statusCode).toBe(404);
    const waiting = await aSubmission(app, { microCredentialId, journeyId });
    const early = await asEarner('POST', `/api/v1/journeys/${waiting.journeyId}/messages`, {
      attempt: 2,
      partId: null,
      criterionId: null,
      text: 'When?',
    });
    expect(early.json().code).toBe('no-conversation');
    await app.settled();
    expect(app.jobErrors).toEqual([]);
  });
});

describe('a team’s artifact', () => {
  const anItem = (words: Partial<SubmittedEvidence>): SubmittedEvidence => ({
    id: crypto.randomUUID(),
    partId: 'work-examples',
    requirementId: 'artifact',
    kind: 'document',
    title: 'Our protocol',
    description: '',
    url: null,
    page: null,
    file: null,
    durationSeconds: null,
    showsStudents: false,
    shared: false,
    ...words,
  });

  /** One member's submission is decided, another's is on the desk; what the desk is told of the first. */
  async function handedInTwice(evidenceOf: (ownerId: string) => Promise<SubmittedEvidence>) {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const [ada, ben] = [await aPerson(app.database), await aPerson(app.database)];
    const before = await aSubmission(app, { microCredentialId, earnerId: ada.id, snapshot: { evidence: [await evidenceOf(ada.id)] } });
    await aDecision(app, { submissionId: before.submissionId });
    const { evaluationId } = await anEvaluation(app, {
      microCredentialId,
      earnerId: ben.id,
      snapshot: { evidence: [await evidenceOf(ben.id)] },
    });
    const send = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    const at = `/api/v1/evaluations/${evaluationId}`;
    await send('POST', `${at}/take`);
    return { send, at, told: async () => (await send('GET', `${at}/shared-work`)).json().parts };
  }

  it('tells how it was scored before, once one’s own levels are set', async () => {
    const bytes = Buffer.from('The protocol our team wrote together, the same in each submission.');
    const { send, at, told } = await handedInTwice(async (ownerId) =>
      anItem({ file: await aFile(app, ownerId, { bytes, mediaType: 'text/plain', name: 'protocol.txt' }) }),
    );
    expect(await told()).toEqual([{ partId: 'work-examples', sealed: true, levels: [] }]);
    for (const criterion of ['question', 'response'])
      await send('PUT', `${at}/scores/work-examples/${criterion}`, { levelId: 'basic', feedback: '', revision: 0 });
    expect(await told()).toMatchObject([{ sealed: false, levels: [{ levelId: 'proficient' }, { levelId: 'proficient' }] }]);
  });

  it('may be a link, however each of the team copied it', async () => {
    const addresses = [
      'https://docs.example.org/d/protocol-7?usp=sharing#heading=1',
      'https://www.DOCS.example.org/d/protocol-7/?utm_source=mail',
    ].values();
    const { told } = await handedInTwice(async () => anItem({ kind: 'link', url: addresses.next().value ?? null }));
    expect(await told()).toEqual([{ partId: 'work-examples', sealed: true, levels: [] }]);
  });

  it('is no whole site, nor another page of it', async () => {
    const site = await handedInTwice(async () => anItem({ kind: 'link', url: 'https://classroom.example.org/' }));
    expect(await site.told()).toEqual([]);
    const pages = ['https://docs.example.org/d/one?id=1', 'https://docs.example.org/d/one?id=2'].values();
    const other = await handedInTwice(async () => anItem({ kind: 'link', url: pages.next().value ?? null }));
    expect(await other.told()).toEqual([]);
  });

  it('may be what each made into a file of the own, when they say that they made it together', async () => {
    const [ada, ben] = await Promise.all([aPerson(app.database), aPerson(app.database)]);
    const { id: groupId } = await app.database
      .insertInto('peer_group')
      .values({ name: 'Quillfeather PLC', kind: 'plc' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const join = (person_id: string) =>
      app.database.insertInto('group_member').values({ group_id: groupId, person_id, role: 'member', shares_progress: false }).execute();
    const texts = ['Ours, as Ada exported it.', 'Ours, as Ben exported it.'].values();
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const made: Awaited<ReturnType<typeof aSubmission>>[] = [];
    for (const { id } of [ada, ben]) {
      const file = await aFile(app, id, { bytes: Buffer.from(texts.next().value ?? ''), mediaType: 'text/plain', name: 'ours.txt' });
      const item = await app.database
        .insertInto('evidence_item')
        .values({ earner_id: id, kind: 'document', title: 'Our protocol', file_id: file.id })
        .returning('id')
        .executeTakeFirstOrThrow();
      const send = await app.as(id);
      const say = () => send('PATCH', `/api/v1/evidence/${item.id}`, { madeWith: groupId });
      expect((await say()).statusCode).toBe(404);
      await join(id);
      expect((await say()).json()).toMatchObject({ madeWith: { id: groupId, name: 'Quillfeather PLC' } });
      const snapshot = { evidence: [anItem({ id: item.id, file })] };
      made.push(await aSubmission(app, { microCredentialId, earnerId: id, snapshot }));
    }
    const [first, second] = made;
    await aDecision(app, { submissionId: first?.submissionId ?? '' });
    await app.settled();
    const { id } = await app.database
      .selectFrom('evaluation')
      .select('id')
      .where('submission_id', '=', second?.submissionId ?? '')
      .executeTakeFirstOrThrow();
    const send = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    await send('POST', `/api/v1/evaluations/${id}/take`);
    const told = await send('GET', `/api/v1/evaluations/${id}/shared-work`);
    expect(told.json().parts).toEqual([{ partId: 'work-examples', sealed: true, levels: [] }]);
    // neither the group nor its name reaches who scores it
    const desk = await send('GET', `/api/v1/evaluations/${id}`);
    for (const answer of [told, desk]) for (const secret of [groupId, 'Quillfeather']) expect(answer.body).not.toContain(secret);
  });

  it('that comes again after "not yet" is told as soon as the criteria that are open have a level', async () => {
    const { send, at, submissionId, microCredentialId } = await secondAttempt();
    const { snapshot } = await app.database
      .selectFrom('submission')
      .select('snapshot')
      .where('id', '=', submissionId)
      .executeTakeFirstOrThrow();
    const { evidence } = snapshot as unknown as { evidence: SubmittedEvidence[] };
    const theirs = await aSubmission(app, { microCredentialId, snapshot: { evidence } });
    await aDecision(app, { submissionId: theirs.submissionId });
    await send('POST', `${at}/take`);
    const saved = await send('PUT', `${at}/scores/work-examples/response`, { levelId: 'basic', feedback: '', revision: 0 });
    expect(saved.statusCode, saved.body).toBe(200);
    expect((await send('GET', `${at}/shared-work`)).json().parts).toMatchObject([{ partId: 'work-examples', sealed: false }]);
  });
});

describe('a place that a link leads to', () => {
  it.each([
    ['https://www.example.org/a/?utm_source=x&b=2&a=1#part', 'example.org/a?a=1&b=2'],
    ['HTTP://Example.org:443/A', 'example.org/A'],
    ['https://example.org?page=7', 'example.org?page=7'],
    ['https://example.org/', null],
    ['https://example.org/?fbclid=1', null],
  ])('of %s is %s', async (address, place) => {
    const { rows } = await sql<{ place: string | null }>`select place_of_address(${address}) as place`.execute(app.database);
    expect(rows[0]?.place).toBe(place);
  });
});
