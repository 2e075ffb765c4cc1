import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../../testing/awards.ts';
import { aMember } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { mailTo } from '../../testing/mailbox.ts';
import { aFile, storageOf } from '../../testing/portfolio.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { letEvidenceGo } from './let-evidence-go.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  await app.close();
});

const today = new Date();
const inDays = (days: number) => new Date(today.getTime() + days * 86_400_000);
const dayIn = (days: number) => inDays(days).toISOString().slice(0, 10);

/** An issuer's admin, and an earner whose passed submission holds an item that shows students. */
async function decided({ shared = false } = {}) {
  const { microCredentialId, issuerId } = await aMicroCredential(app.database);
  const admin = await aMember(app.database, issuerId, 'issuer-admin');
  const earner = await aMember(app.database, issuerId, 'author');
  const file = await aFile(app, earner.id);
  const item = await app.database
    .insertInto('evidence_item')
    .values({
      earner_id: earner.id,
      kind: 'image',
      title: 'The reading corner',
      description: 'Emma reads',
      file_id: file.id,
      ...(shared ? {} : { shows_students: true, consent_attested_at: today }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const place = { partId: 'overview', requirementId: 'context', kind: 'image' as const, url: null, page: null, durationSeconds: null };
  const award = await anAward(app, {
    earnerId: earner.id,
    microCredentialId,
    evidence: [{ ...place, id: item.id, title: 'The reading corner', description: 'Emma reads', file, showsStudents: !shared, shared }],
  });
  const send = await app.as(admin.id);
  const path = `/api/v1/organizations/${issuerId}/evidence-retention`;
  const keep = (policy: { studentsDays: number | null; allDays: number | null }, revision = 0) => send('PUT', path, { policy, revision });
  const own = await app.as(earner.id);
  const library = async (removed = false) =>
    (await own('GET', `/api/v1/evidence?removed=${removed}`)).json().items.find(({ id }: { id: string }) => id === item.id);
  /** The clock runs on a day; whether the item went. */
  const goesOn = async (day: number) => {
    await letEvidenceGo(app.ground, inDays(day));
    return (await library()) === undefined;
  };
  return { ...award, goesOn, itemId: item.id, fileId: file.id, earner, own, send, path, keep, library };
}

describe('an issuer’s time for evidence', () => {
  it('is kept by its administrators, never longer for students than for the rest', async () => {
    const { send, path, keep } = await decided();
    expect((await send('GET', path)).json()).toEqual({ studentsDays: null, allDays: null, revision: 0 });
    expect((await keep({ studentsDays: 400, allDays: 365 })).statusCode).toBe(400);
    expect((await keep({ studentsDays: 90, allDays: 365 })).json()).toEqual({ studentsDays: 90, allDays: 365, revision: 1 });
    const late = await keep({ studentsDays: 60, allDays: null });
    expect(late.json()).toMatchObject({ code: 'edit-conflict', current: { studentsDays: 90, revision: 1 } });
  });

  it('stands in the journey before anything is uploaded, and beside the item as a date', async () => {
    const { keep, own, library, journeyId } = await decided();
    expect((await library()).retention).toEqual({ state: 'no-end' });
    await keep({ studentsDays: 90, allDays: null });
    expect((await own('GET', `/api/v1/journeys/${journeyId}`)).json().retention).toEqual({ studentsDays: 90, allDays: null });
    expect((await library()).retention).toMatchObject({ state: 'running', until: dayIn(90) });
  });
});

describe('when the time is over', () => {
  it('its earner was told two weeks before, the file goes, its place says so, and the award keeps its proof', async () => {
    const { keep, library, goesOn, earner, own, fileId, awardId, submissionId } = await decided();
    await keep({ studentsDays: 90, allDays: null });
    expect(await goesOn(70)).toBe(false);
    expect(await mailTo(app, earner.email)).not.toContainEqual(
      expect.objectContaining({ subject: expect.stringContaining('Will be deleted soon') }),
    );
    expect(await goesOn(77)).toBe(false);
    expect(await goesOn(78)).toBe(false);
    const reminders = (await mailTo(app, earner.email)).filter(({ subject }) => subject === 'Will be deleted soon: The reading corner');
    expect(reminders).toHaveLength(1);
    expect(reminders[0]?.text).toContain(`kept through ${dayIn(91)}`);
    const { storage_key: key } = await app.database
      .selectFrom('file')
      .select('storage_key')
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow();
    expect(await goesOn(91)).toBe(false);
    expect(await goesOn(92)).toBe(true);
    const receipts = async () => (await mailTo(app, earner.email)).filter(({ subject }) => subject.startsWith('Was deleted'));
    await goesOn(93);
    expect(await receipts()).toHaveLength(1);
    expect((await mailTo(app, earner.email)).at(-1)?.subject).toBe('Was deleted: The reading corner');
    expect(await storageOf(app).size(key)).toBeNull();
    expect((await own('GET', `/api/v1/files/${fileId}`)).statusCode).toBe(410);
    expect(await library()).toBeUndefined();
    const gone = await library(true);
    expect(gone).toMatchObject({ description: '', file: null, timeOver: { keptUntil: dayIn(91) } });
    expect((await own('POST', `/api/v1/evidence/${gone.id}/restoration`)).json()).toMatchObject({ code: 'time-over' });
    const evaluation = await app.database
      .selectFrom('evaluation')
      .select(['id', 'evaluator_id'])
      .where('submission_id', '=', submissionId)
      .executeTakeFirstOrThrow();
    const reader = await app.as(evaluation.evaluator_id ?? '');
    const [place] = (await reader('GET', `/api/v1/evaluations/${evaluation.id}`)).json().evidence;
    expect(place).toMatchObject({ title: '', description: '', file: null, withheld: { why: 'time-over' } });
    expect((await app.send('GET', `/api/v1/badges/${awardId}/verification`)).json()).toMatchObject({ verdict: 'valid' });
  });

  it('an appeal or an open attempt stops the clock', async () => {
    const { keep, library, submissionId, decisionId, issuerId, journeyId } = await decided();
    await keep({ studentsDays: 30, allDays: null });
    await sql`insert into appeal (submission_id, decision_id, issuer_id, reason) values (${submissionId}, ${decisionId}, ${issuerId}, 'Look again')`.execute(
      app.database,
    );
    expect((await library()).retention).toMatchObject({ state: 'stopped' });
    await app.database
      .updateTable('appeal')
      .set({ state: 'declined', answered_at: today })
      .where('submission_id', '=', submissionId)
      .execute();
    expect((await library()).retention).toMatchObject({ state: 'running' });
    await app.database.updateTable('journey').set({ state: 'submitted' }).where('id', '=', journeyId).execute();
    expect((await library()).retention).toMatchObject({ state: 'stopped' });
    await letEvidenceGo(app.ground, inDays(100));
    await letEvidenceGo(app.ground, inDays(200));
    expect(await library()).toBeDefined();
  });

  it('what somebody shows on a badge stays while it is shown', async () => {
    const { keep, library, own, awardId } = await decided({ shared: true });
    await keep({ studentsDays: null, allDays: 30 });
    expect((await library()).retention).toEqual({ state: 'no-end' });
    await own('PUT', `/api/v1/awards/${awardId}/showing`, { shown: false });
    expect((await library()).retention).toMatchObject({ state: 'running' });
  });

  it('a shorter time deletes nothing before two weeks’ notice', async () => {
    const { keep, goesOn } = await decided();
    await keep({ studentsDays: 365, allDays: null });
    await letEvidenceGo(app.ground, inDays(200));
    await keep({ studentsDays: 30, allDays: null }, 1);
    expect(await goesOn(200)).toBe(false);
    expect(await goesOn(214)).toBe(false);
    expect(await goesOn(215)).toBe(true);
  });
});
