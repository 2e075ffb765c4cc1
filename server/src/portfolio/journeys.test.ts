import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishVersion } from '../catalog/index.ts';
import { aPerson } from '../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../testing/catalog.ts';
import { aFile, aJourney, aSubmission } from '../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { applyDecision, loadSubmission } from './index.ts';

describe('a journey', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(async () => {
    await app.settled();
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });

  async function anEarner(): Promise<{ id: string; send: Send }> {
    const { id } = await aPerson(app.database);
    return { id, send: await app.as(id) };
  }
  const answer = (journeyId: string, part = 'overview', requirement = 'context') =>
    `/api/v1/journeys/${journeyId}/answers/${part}/${requirement}`;
  const agreed = { studentPrivacy: true, academicIntegrity: true };

  /** Fills all that the small definition asks for. */
  async function fill(send: Send, journeyId: string): Promise<void> {
    for (const [part, requirement] of [
      ['overview', 'context'],
      ['reflection', 'learned'],
    ])
      await send('PUT', answer(journeyId, part, requirement), { text: 'Four classes, and a question for all.', revision: 0 });
    await send('POST', '/api/v1/evidence', {
      title: 'Lesson page',
      source: { kind: 'link', url: 'https://school.example.org/exit-ticket' },
      attach: { journeyId, partId: 'work-examples', requirementId: 'artifact' },
    });
  }

  it('starts once, however often it is started', async () => {
    const { send } = await anEarner();
    const { microCredentialId } = await aMicroCredential(app.database);
    const answers = await Promise.all([1, 2, 3].map(() => send('POST', '/api/v1/journeys', { microCredentialId })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map((each) => each.json().journeyId)).size).toBe(1);
  });

  it('stays on the version it was started on', async () => {
    const { send } = await anEarner();
    const made = await aMicroCredential(app.database);
    const { journeyId } = (await send('POST', '/api/v1/journeys', made)).json();
    await app.database
      .transaction()
      .execute((transaction) =>
        publishVersion(transaction, { microCredentialSlug: made.slug, issuerId: made.issuerId, definition: aDefinition({ hours: 99 }) }),
      );
    expect((await send('GET', `/api/v1/journeys/${journeyId}`)).json()).toMatchObject({
      versionNumber: 1,
      newerVersion: true,
      definition: { hours: 8 },
    });
  });

  it('is hidden from everybody else', async () => {
    const journey = await aJourney(app);
    const { send } = await anEarner();
    const evidenceId = '01936b4e-0000-7000-8000-000000000000';
    const base = `/api/v1/journeys/${journey.id}`;
    for (const [method, url, body] of [
      ['GET', base],
      ['GET', `${base}/checklist`],
      ['GET', `${base}/preview`],
      ['PUT', answer(journey.id), { text: 'mine', revision: 0 }],
      ['PUT', `${base}/self-assessment/overview/clear`, { levelId: 'passing' }],
      ['POST', `${base}/withdrawal`],
      ['POST', `${base}/submissions`, { attempt: 1, ...agreed }],
      ['PUT', `${base}/evidence/work-examples/artifact/${evidenceId}`],
      ['DELETE', `${base}/evidence/work-examples/artifact/${evidenceId}`],
      ['PUT', `${base}/evidence/work-examples/artifact`, { evidenceIds: [] }],
      ['PUT', `${base}/sharing/${evidenceId}`, { shared: true }],
    ] as const)
      expect((await send(method, url, body)).statusCode, `${method} ${url}`).toBe(404);
    expect((await app.send('GET', base)).statusCode).toBe(401);
  });

  it('lists the latest first, page by page, by state', async () => {
    const { id, send } = await anEarner();
    const ids: string[] = [];
    for (const state of ['drafting', 'not-yet', 'earned'] as const) ids.unshift((await aJourney(app, { earnerId: id, state })).id);
    const first = (await send('GET', '/api/v1/journeys?limit=2')).json();
    const second = (await send('GET', `/api/v1/journeys?limit=2&cursor=${first.nextCursor}`)).json();
    expect([...first.items, ...second.items].map((item: { id: string }) => item.id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    const open = (await send('GET', '/api/v1/journeys?state=drafting,not-yet')).json();
    expect(open.items).toHaveLength(2);
    expect(open.items[0]).toMatchObject({ progress: { begun: 0, asked: 3 }, attempts: 0, inEvaluation: false });
  });

  it('withdrawn can be started again', async () => {
    const { id, send } = await anEarner();
    const journey = await aJourney(app, { earnerId: id });
    expect((await send('POST', `/api/v1/journeys/${journey.id}/withdrawal`)).statusCode).toBe(200);
    expect((await send('POST', `/api/v1/journeys/${journey.id}/withdrawal`)).statusCode).toBe(200);
    expect((await send('PUT', answer(journey.id), { text: 'late', revision: 0 })).json()).toMatchObject({ code: 'journey-closed' });
    const again = await send('POST', '/api/v1/journeys', { microCredentialId: journey.microCredentialId });
    expect(again.statusCode).toBe(201);
  });

  describe('answer', () => {
    it('saved in two tabs shows the later one the conflict', async () => {
      const { id, send } = await anEarner();
      const journey = await aJourney(app, { earnerId: id });
      expect((await send('PUT', answer(journey.id), { text: 'first', revision: 0 })).json()).toMatchObject({ revision: 1 });
      expect((await send('PUT', answer(journey.id), { text: 'tab one', revision: 1 })).json()).toMatchObject({ revision: 2 });
      const late = await send('PUT', answer(journey.id), { text: 'tab two', revision: 1 });
      expect(late.statusCode).toBe(409);
      expect(late.json()).toMatchObject({ code: 'edit-conflict', current: { text: 'tab one', revision: 2 } });
    });

    it('saved again after its answer was lost on the way is no conflict', async () => {
      const { id, send } = await anEarner();
      const journey = await aJourney(app, { earnerId: id });
      await send('PUT', answer(journey.id), { text: 'same', revision: 0 });
      expect((await send('PUT', answer(journey.id), { text: 'same', revision: 0 })).json()).toMatchObject({ revision: 1 });
    });

    it('is never overwritten silently, whatever the order of saves from several tabs', async () => {
      const { id, send } = await anEarner();
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ tab: fc.integer({ min: 0, max: 2 }), reload: fc.boolean() }), { minLength: 1, maxLength: 12 }),
          async (steps) => {
            const journey = await aJourney(app, { earnerId: id });
            const known = [0, 0, 0];
            let standing = { text: '', revision: 0 };
            // tabs save at the same time as far as the steps let them
            for (const [index, { tab, reload }] of steps.entries()) {
              if (reload) known[tab] = standing.revision;
              const text = `tab ${tab} step ${index}`;
              const saved = await send('PUT', answer(journey.id), { text, revision: known[tab] });
              if (known[tab] === standing.revision) {
                expect(saved.statusCode).toBe(200);
                standing = { text, revision: saved.json().revision };
                known[tab] = standing.revision;
              } else {
                expect(saved.json().current).toMatchObject(standing);
              }
            }
          },
        ),
        { numRuns: 25 },
      );
    });

    it('of many saves at once from one revision exactly one stands', async () => {
      const { id, send } = await anEarner();
      const journey = await aJourney(app, { earnerId: id });
      for (const revision of [0, 1, 2]) {
        const saves = await Promise.all(
          [1, 2, 3, 4, 5, 6].map((tab) => send('PUT', answer(journey.id), { text: `${revision}/${tab}`, revision })),
        );
        expect(saves.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
      }
    });

    it('is taken only where the version asks for text', async () => {
      const { id, send } = await anEarner();
      const journey = await aJourney(app, { earnerId: id });
      for (const [part, requirement] of [
        ['work-examples', 'artifact'],
        ['overview', 'nothing'],
        ['nowhere', 'context'],
      ])
        expect((await send('PUT', answer(journey.id, part, requirement), { text: 'x', revision: 0 })).json()).toMatchObject({
          status: 400,
          code: 'no-such-requirement',
        });
    });

    it('longer than the limit is kept, and named by the checklist', async () => {
      const { id, send } = await anEarner();
      const journey = await aJourney(app, { earnerId: id });
      const text = 'word '.repeat(500);
      expect((await send('PUT', answer(journey.id), { text, revision: 0 })).statusCode).toBe(200);
      const { gaps } = (await send('GET', `/api/v1/journeys/${journey.id}/checklist`)).json();
      expect(gaps[0]).toEqual({ partId: 'overview', requirementId: 'context', reason: 'too-many-words', have: 500, most: 200 });
      expect((await send('PUT', answer(journey.id), { text: 'x'.repeat(100_001), revision: 1 })).statusCode).toBe(400);
    });
  });

  describe('submission', () => {
    it('is refused with the checklist while something is missing', async () => {
      const { id, send } = await anEarner();
      const journey = await aJourney(app, { earnerId: id });
      const refused = await send('POST', `/api/v1/journeys/${journey.id}/submissions`, { attempt: 1, ...agreed });
      expect(refused.json()).toMatchObject({ status: 409, code: 'incomplete' });
      expect(refused.json().gaps).toHaveLength(3);
      const unsaid = await send('POST', `/api/v1/journeys/${journey.id}/submissions`, {
        attempt: 1,
        studentPrivacy: true,
        academicIntegrity: false,
      });
      expect(unsaid.statusCode).toBe(400);
    });

    it('by a double click is one, with one event', async () => {
      const { id, send } = await anEarner();
      const journey = await aJourney(app, { earnerId: id });
      await fill(send, journey.id);
      await send('PUT', `/api/v1/journeys/${journey.id}/self-assessment/overview/clear`, { levelId: 'passing' });
      const preview = (await send('GET', `/api/v1/journeys/${journey.id}/preview`)).json();
      const clicks = await Promise.all(
        [1, 2, 3].map(() => send('POST', `/api/v1/journeys/${journey.id}/submissions`, { attempt: 1, ...agreed })),
      );
      expect(clicks.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 201]);
      const submissionId = clicks[0]?.json().submissionId;
      const events = await app.database.selectFrom('event').selectAll().where('type', '=', 'submission.made').execute();
      expect(events.filter((event) => (event.payload as { journeyId: string }).journeyId === journey.id)).toHaveLength(1);
      const loaded = await loadSubmission(app.database, submissionId);
      expect(loaded).toMatchObject({ ...preview.work, attempt: 1, journeyId: journey.id, earnerId: id, issuerId: journey.issuerId });
      expect(loaded.selfAssessment).toEqual([{ partId: 'overview', criterionId: 'clear', levelId: 'passing' }]);
      const view = (await send('GET', `/api/v1/journeys/${journey.id}`)).json();
      expect(view).toMatchObject({ state: 'submitted', attempts: [{ attempt: 1, takenAt: null, outcome: null }] });
      expect((await send('PUT', answer(journey.id), { text: 'after', revision: 1 })).json()).toMatchObject({ code: 'journey-closed' });
    });

    it('holds every save that was acknowledged before it, and none is acknowledged after', async () => {
      const { id, send } = await anEarner();
      const journey = await aJourney(app, { earnerId: id });
      await fill(send, journey.id);
      const saves = (async () => {
        let acknowledged = { text: 'Four classes, and a question for all.', revision: 1 };
        for (let index = 0; index < 200; index += 1) {
          const text = `version ${index}`;
          const saved = await send('PUT', answer(journey.id), { text, revision: acknowledged.revision });
          if (saved.statusCode !== 200) return acknowledged;
          acknowledged = { text, revision: saved.json().revision };
        }
        return acknowledged;
      })();
      const submitted = await send('POST', `/api/v1/journeys/${journey.id}/submissions`, { attempt: 1, ...agreed });
      const loaded = await loadSubmission(app.database, submitted.json().submissionId);
      expect(loaded.answers['overview/context']).toBe((await saves).text);
    });

    it('after not yet locks what passed, asks what changed, and carries the rest along', async () => {
      const made = await aSubmission(app);
      const send = await app.as(made.earnerId);
      const decision = { submissionId: made.submissionId, outcome: 'not-yet' as const, passedParts: ['overview'] };
      for (const _twice of [1, 2]) await app.database.transaction().execute((transaction) => applyDecision(transaction, decision));
      const locked = await send('PUT', answer(made.journeyId), { text: 'better', revision: 0 });
      expect(locked.json()).toMatchObject({ status: 409, code: 'part-passed' });
      // the builder writes snapshots, not drafts: fill the parts that are open
      await send('PUT', answer(made.journeyId, 'reflection', 'learned'), { text: 'More exactly now.', revision: 0 });
      await send('POST', '/api/v1/evidence', {
        title: 'Second page',
        source: { kind: 'link', url: 'https://school.example.org/second' },
        attach: { journeyId: made.journeyId, partId: 'work-examples', requirementId: 'artifact' },
      });
      const submit = (body: object) => send('POST', `/api/v1/journeys/${made.journeyId}/submissions`, { ...agreed, ...body });
      expect((await submit({ attempt: 3, changeNote: 'x' })).json()).toMatchObject({ code: 'other-attempt', next: 2 });
      expect((await submit({ attempt: 2 })).json()).toMatchObject({ code: 'change-note-needed' });
      const again = await submit({ attempt: 2, changeNote: 'I reworked the reflection.' });
      expect(again.statusCode).toBe(201);
      const loaded = await loadSubmission(app.database, again.json().submissionId);
      expect(loaded).toMatchObject({ attempt: 2, carriedParts: ['overview'], changeNote: 'I reworked the reflection.' });
      await expect(app.database.transaction().execute((transaction) => applyDecision(transaction, decision))).rejects.toMatchObject({
        code: 'not-submitted',
      });
    });

    it('earned ends the journey', async () => {
      const made = await aSubmission(app);
      await app.database
        .transaction()
        .execute((transaction) => applyDecision(transaction, { submissionId: made.submissionId, outcome: 'pass', passedParts: [] }));
      const send = await app.as(made.earnerId);
      expect((await send('GET', `/api/v1/journeys/${made.journeyId}`)).json().state).toBe('earned');
      expect((await send('POST', `/api/v1/journeys/${made.journeyId}/withdrawal`)).json()).toMatchObject({ code: 'journey-closed' });
    });

    it('never tells the file name of the earner’s device', async () => {
      const { id, send } = await anEarner();
      const journey = await aJourney(app, { earnerId: id });
      await fill(send, journey.id);
      const file = await aFile(app, id);
      const { id: evidenceId } = await app.database
        .insertInto('evidence_item')
        .values({ earner_id: id, kind: 'image', title: 'Board', file_id: file.id })
        .returning('id')
        .executeTakeFirstOrThrow();
      await send('PUT', `/api/v1/journeys/${journey.id}/evidence/work-examples/artifact/${evidenceId}`);
      const { submissionId } = (await send('POST', `/api/v1/journeys/${journey.id}/submissions`, { attempt: 1, ...agreed })).json();
      const loaded = await loadSubmission(app.database, submissionId);
      expect(JSON.stringify(loaded)).not.toContain('Emma');
      expect(loaded.evidence[1]?.file).toEqual({ ...file, name: `image-${file.id.slice(-8)}.png` });
    });
  });
});
