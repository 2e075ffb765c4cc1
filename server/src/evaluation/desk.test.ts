import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization, aPerson } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { aDecision, anEvaluation } from '../testing/evaluation.ts';
import { aSubmission } from '../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** An issuer with a micro-credential, and somebody who evaluates there. */
async function anIssuer() {
  const { microCredentialId, issuerId } = await aMicroCredential(app.database);
  const evaluator = await aMember(app.database, issuerId, 'evaluator');
  return { microCredentialId, issuerId, evaluator, send: await app.as(evaluator.id) };
}
const next = async (send: Send) => (await send('POST', '/api/v1/evaluations/next')).json().evaluationId as string | null;

describe('the queue', () => {
  it('gets a submission that was made, once', async () => {
    const { microCredentialId, issuerId, send } = await anIssuer();
    const { submissionId, ...made } = await aSubmission(app, { microCredentialId });
    await app.settled();
    await app.database
      .transaction()
      .execute((transaction) => app.ground.events.emit(transaction, 'submission.made', { ...made, submissionId }));
    await app.settled();
    expect(app.jobErrors).toEqual([]);
    const { items } = (await send('GET', `/api/v1/organizations/${issuerId}/queue`)).json();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ title: 'Checking for Understanding', attempt: 1, state: 'waiting' });
  });

  it('shows the oldest first, page by page, each once', async () => {
    const { microCredentialId, issuerId, send } = await anIssuer();
    const expected: string[] = [];
    for (let count = 0; count < 5; count += 1) expected.push((await anEvaluation(app, { microCredentialId })).evaluationId);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { evaluationId: string }[]; nextCursor: string | null } = (
        await send('GET', `/api/v1/organizations/${issuerId}/queue?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      ).json();
      seen.push(...page.items.map(({ evaluationId }) => evaluationId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(expected);
  });

  it('is filtered by micro-credential, attempt and age', async () => {
    const { microCredentialId, issuerId, send } = await anIssuer();
    const other = await aMicroCredential(app.database, { issuerId });
    const first = await anEvaluation(app, { microCredentialId });
    const again = await anEvaluation(app, { microCredentialId, journeyId: first.journeyId });
    await anEvaluation(app, { microCredentialId: other.microCredentialId });
    await app.database
      .updateTable('evaluation')
      .set({ queued_at: new Date('2026-01-01') })
      .where('id', '=', again.evaluationId)
      .execute();
    const ids = async (query: string) =>
      (await send('GET', `/api/v1/organizations/${issuerId}/queue?${query}`))
        .json()
        .items.map((item: { evaluationId: string }) => item.evaluationId);
    expect(await ids(`microCredentialId=${microCredentialId}`)).toEqual([again.evaluationId, first.evaluationId]);
    expect(await ids(`microCredentialId=${microCredentialId}&attempt=1`)).toEqual([first.evaluationId]);
    expect(await ids('waitingSince=2026-02-01T00:00:00Z')).toEqual([again.evaluationId]);
  });

  it('gives an evaluator of several issuers what is due first with any of them', async () => {
    const { microCredentialId, evaluator, send } = await anIssuer();
    const elsewhere = await anIssuer();
    await aMembership(app.database, elsewhere.issuerId, evaluator.id, ['evaluator']);
    const due: string[] = [];
    for (const [day, at] of [
      [2, elsewhere],
      [1, { microCredentialId }],
      [4, { microCredentialId }],
      [3, elsewhere],
    ] as const) {
      const { evaluationId } = await anEvaluation(app, { microCredentialId: at.microCredentialId });
      const dueAt = new Date(Date.UTC(2026, 0, day));
      await app.database.updateTable('evaluation').set({ due_at: dueAt }).where('id', '=', evaluationId).execute();
      due[day - 1] = evaluationId;
    }
    const came: (string | null)[] = [];
    for (const _ of due) {
      const id = await next(send);
      came.push(id);
      // out of the way, as if it were decided
      await app.database.updateTable('evaluation').set({ state: 'closed' }).where('id', '=', id).execute();
    }
    expect(came).toEqual(due);
    expect(await next(send)).toBeNull();
  });

  it('is nothing to strangers and to evaluators elsewhere', async () => {
    const { issuerId } = await anIssuer();
    const elsewhere = await anIssuer();
    const stranger = await app.as((await aPerson(app.database)).id);
    for (const send of [elsewhere.send, stranger]) {
      expect((await send('GET', `/api/v1/organizations/${issuerId}/queue`)).statusCode).toBe(404);
      expect((await send('GET', `/api/v1/organizations/${issuerId}/evaluations`)).statusCode).toBe(404);
    }
    expect((await app.send('GET', `/api/v1/organizations/${issuerId}/queue`)).statusCode).toBe(401);
  });

  it('refuses a cursor that it did not make', async () => {
    const { issuerId, send } = await anIssuer();
    for (const cursor of ['x', Buffer.from('2026-13-99 99:99:99+00|00000000-0000-0000-0000-000000000000').toString('base64url')])
      expect((await send('GET', `/api/v1/organizations/${issuerId}/queue?cursor=${cursor}`)).statusCode).toBe(400);
  });
});

describe('taking', () => {
  it('gives two evaluators who ask at once two submissions, and one of them none when there is one', async () => {
    const { microCredentialId, issuerId, send } = await anIssuer();
    const others = await Promise.all(
      Array.from({ length: 5 }, async () => app.as((await aMember(app.database, issuerId, 'evaluator')).id)),
    );
    const waiting = new Set<string | null>();
    for (let count = 0; count < 4; count += 1) waiting.add((await anEvaluation(app, { microCredentialId })).evaluationId);
    const taken = await Promise.all([send, ...others].map(next));
    expect(taken.filter((id) => id === null)).toHaveLength(2);
    expect(new Set(taken.filter((id) => id !== null))).toEqual(waiting);
  });

  it('gives one submission to a double click, and comes back to what is in hand', async () => {
    const { microCredentialId, send } = await anIssuer();
    const first = await anEvaluation(app, { microCredentialId });
    await anEvaluation(app, { microCredentialId });
    expect(await Promise.all([next(send), next(send)])).toEqual([first.evaluationId, first.evaluationId]);
    expect(await next(send)).toBe(first.evaluationId);
  });

  it('of one that somebody else has taken is refused', async () => {
    const { microCredentialId, issuerId, send } = await anIssuer();
    const other = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    const { evaluationId } = await anEvaluation(app, { microCredentialId });
    const answers = await Promise.all([send, other].map((one) => one('POST', `/api/v1/evaluations/${evaluationId}/take`)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json().code).toBe('already-taken');
  });

  it('comes to what was given back only when nothing else waits', async () => {
    const { microCredentialId, send } = await anIssuer();
    const first = await anEvaluation(app, { microCredentialId });
    const second = await anEvaluation(app, { microCredentialId });
    await next(send);
    await send('POST', `/api/v1/evaluations/${first.evaluationId}/release`);
    expect(await next(send)).toBe(second.evaluationId);
    await send('POST', `/api/v1/evaluations/${second.evaluationId}/release`);
    expect(await next(send)).toBe(first.evaluationId);
  });

  it('goes on with one micro-credential where that is asked for, and says when it was the last', async () => {
    const { microCredentialId, issuerId, send } = await anIssuer();
    const other = await aMicroCredential(app.database, { issuerId });
    await anEvaluation(app, { microCredentialId: other.microCredentialId });
    const wanted = await anEvaluation(app, { microCredentialId });
    const { organizations } = (await send('GET', '/api/v1/desk')).json();
    const kinds = organizations[0].microCredentials as { id: string; waiting: number }[];
    expect(new Map(kinds.map(({ id, waiting }) => [id, waiting]))).toEqual(
      new Map([
        [microCredentialId, 1],
        [other.microCredentialId, 1],
      ]),
    );
    const ask = async () => (await send('POST', '/api/v1/evaluations/next', { microCredentialId })).json().evaluationId;
    expect(await ask()).toBe(wanted.evaluationId);
    await app.database.updateTable('evaluation').set({ state: 'closed' }).where('id', '=', wanted.evaluationId).execute();
    expect(await ask()).toBeNull();
    expect((await send('POST', '/api/v1/evaluations/next', { microCredentialId: 'mine' })).statusCode).toBe(400);
  });

  it('of own work and of a colleague’s is hidden in every way', async () => {
    const { microCredentialId, issuerId, evaluator, send } = await anIssuer();
    const district = await anOrganization(app.database, { isRecognizer: true });
    const school = await anOrganization(app.database, { isRecognizer: true, parentId: district.id });
    await aMembership(app.database, district.id, evaluator.id, ['coach']);
    const colleague = await aMember(app.database, school.id, 'educator');
    const refused = [
      await anEvaluation(app, { microCredentialId, earnerId: evaluator.id }),
      await anEvaluation(app, { microCredentialId, earnerId: colleague.id }),
    ];
    expect(await next(send)).toBeNull();
    expect((await send('GET', `/api/v1/organizations/${issuerId}/queue`)).json().items).toEqual([]);
    const desk = (await send('GET', '/api/v1/desk')).json();
    expect(desk.waiting.items).toEqual([]);
    expect(desk.counts).toEqual({ inHand: 0, waiting: 0 });
    for (const { evaluationId } of refused) expect((await send('POST', `/api/v1/evaluations/${evaluationId}/take`)).statusCode).toBe(404);
    await expect(
      app.database
        .updateTable('evaluation')
        .set({ state: 'taken', evaluator_id: evaluator.id })
        .where('id', '=', refused[0]?.evaluationId as string)
        .execute(),
    ).rejects.toThrow(/never_own_work/);
  });
});

describe('the desk', () => {
  it('shows what is in hand with how far it is, and what waits where I evaluate', async () => {
    const { microCredentialId, issuerId, send } = await anIssuer();
    const { evaluationId } = await anEvaluation(app, { microCredentialId });
    const second = await anEvaluation(app, { microCredentialId });
    await next(send);
    await send('PUT', `/api/v1/evaluations/${evaluationId}/scores/overview/clear`, { levelId: 'passing', feedback: '', revision: 0 });
    const desk = (await send('GET', '/api/v1/desk')).json();
    expect(desk.inHand).toHaveLength(1);
    expect(desk.inHand[0]).toMatchObject({ evaluationId, levels: { set: 1, of: 4 } });
    expect(desk.waiting.items.map((item: { evaluationId: string }) => item.evaluationId)).toEqual([second.evaluationId]);
    expect(desk.organizations).toMatchObject([{ id: issuerId, waiting: 1, isLead: false }]);
  });

  it('is empty for somebody who evaluates nowhere', async () => {
    const send = await app.as((await aPerson(app.database)).id);
    expect((await send('GET', '/api/v1/desk')).json()).toEqual({
      inHand: [],
      waiting: { items: [], nextCursor: null },
      organizations: [],
      counts: { inHand: 0, waiting: 0 },
      questions: [],
      calibrations: [],
    });
    expect(await next(send)).toBeNull();
  });
});

describe('what I decided', () => {
  it('is listed for me alone, the latest first, page by page, with what my levels led to', async () => {
    const { microCredentialId, issuerId, evaluator, send } = await anIssuer();
    const decided: string[] = [];
    for (const outcome of ['pass', 'not-yet', 'pass'] as const)
      decided.push((await aDecision(app, { microCredentialId, evaluatorId: evaluator.id, outcome })).evaluationId);
    await aDecision(app, { microCredentialId });
    const seen: { evaluationId: string; outcome: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: typeof seen; nextCursor: string | null } = (
        await send('GET', `/api/v1/desk/decided?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      ).json();
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen.map(({ evaluationId }) => evaluationId)).toEqual(decided.reverse());
    expect(seen.map(({ outcome }) => outcome)).toEqual(['pass', 'not-yet', 'pass']);
    const lead = await app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
    const stranger = await app.as((await aPerson(app.database)).id);
    for (const other of [lead, stranger]) expect((await other('GET', '/api/v1/desk/decided')).json().items).toEqual([]);
  });
});

describe('recognizing whose work it is', () => {
  it('gives it back, and keeps everything of that educator away from me, and from nobody else', async () => {
    const { microCredentialId, issuerId, evaluator, send } = await anIssuer();
    const { evaluationId, earnerId } = await anEvaluation(app, { microCredentialId });
    const other = await aMicroCredential(app.database, { issuerId });
    const alike = await anEvaluation(app, { microCredentialId: other.microCredentialId, earnerId });
    const colleague = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    const at = `/api/v1/evaluations/${evaluationId}`;
    expect((await colleague('POST', `${at}/conflict`)).statusCode).toBe(404);
    expect(await next(send)).toBe(evaluationId);
    await send('PUT', `${at}/feedback`, { feedback: 'I know this voice.', revision: 0 });
    expect((await send('POST', `${at}/conflict`)).statusCode).toBe(200);
    expect(await next(send)).toBeNull();
    expect((await send('GET', '/api/v1/desk')).json().counts).toEqual({ inHand: 0, waiting: 0 });
    for (const id of [evaluationId, alike.evaluationId])
      expect((await send('POST', `/api/v1/evaluations/${id}/take`)).statusCode).toBe(404);
    expect((await send('GET', at)).statusCode).toBe(404);
    expect(await next(colleague)).toBe(evaluationId);
    expect((await colleague('GET', at)).json().feedback).toEqual({ feedback: '', revision: 0 });
    const told = app.database.selectFrom('audit_entry').select(['details']).where('action', '=', 'evaluation.conflict-declared');
    const [entry] = await told.where('person_id', '=', evaluator.id).execute();
    expect(JSON.stringify(entry?.details)).not.toContain(earnerId);
  });
});

describe('giving back', () => {
  it('keeps levels for the same evaluator and drops them for another', async () => {
    const { microCredentialId, issuerId, send } = await anIssuer();
    const other = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    const { evaluationId } = await anEvaluation(app, { microCredentialId });
    const at = `/api/v1/evaluations/${evaluationId}`;
    await send('POST', `${at}/take`);
    await send('PUT', `${at}/scores/overview/clear`, { levelId: 'passing', feedback: 'Vivid.', revision: 0 });
    await send('PUT', `${at}/feedback`, { feedback: 'So far good.', revision: 0 });
    await send('POST', `${at}/release`);
    expect((await send('GET', at)).statusCode).toBe(404);
    await send('POST', `${at}/take`);
    expect((await send('GET', at)).json()).toMatchObject({
      scores: [{ levelId: 'passing', revision: 1 }],
      feedback: { feedback: 'So far good.' },
    });
    await send('POST', `${at}/release`);
    await other('POST', `${at}/take`);
    expect((await other('GET', at)).json()).toMatchObject({ scores: [], feedback: { feedback: '', revision: 0 } });
  });

  it('is done for an evaluator by a lead, who is told who has it; the evaluator learns why saving stopped', async () => {
    const { microCredentialId, issuerId, evaluator, send } = await anIssuer();
    const lead = await app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
    const { evaluationId } = await anEvaluation(app, { microCredentialId });
    await send('POST', `/api/v1/evaluations/${evaluationId}/take`);
    const { items } = (await lead('GET', `/api/v1/organizations/${issuerId}/evaluations?state=taken`)).json();
    expect(items).toMatchObject([{ evaluationId, evaluatorName: evaluator.name }]);
    expect((await lead('POST', `/api/v1/evaluations/${evaluationId}/release`)).statusCode).toBe(200);
    const save = await send('PUT', `/api/v1/evaluations/${evaluationId}/scores/overview/clear`, {
      levelId: 'passing',
      feedback: '',
      revision: 0,
    });
    expect(save.statusCode).toBe(409);
    expect(save.json().code).toBe('not-in-hand');
    const audit = await app.database
      .selectFrom('audit_entry')
      .select('action')
      .where('subject_id', '=', evaluationId)
      .orderBy('id')
      .execute();
    expect(audit.map(({ action }) => action)).toEqual(['evaluation.taken', 'evaluation.reassigned']);
  });

  it('is not for another evaluator', async () => {
    const { microCredentialId, issuerId, send } = await anIssuer();
    const other = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    const { evaluationId } = await anEvaluation(app, { microCredentialId });
    await send('POST', `/api/v1/evaluations/${evaluationId}/take`);
    expect((await other('POST', `/api/v1/evaluations/${evaluationId}/release`)).statusCode).toBe(404);
  });
});
