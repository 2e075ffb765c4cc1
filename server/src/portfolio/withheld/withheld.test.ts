import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeEvaluation } from '../../evaluation/take-evaluation.ts';
import { aMember, aPerson } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { anEvaluation } from '../../testing/evaluation.ts';
import { mailTo } from '../../testing/mailbox.ts';
import { onePixel, storageOf } from '../../testing/portfolio.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { remindOfConsent } from './remind-of-consent.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  await app.close();
});

const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A submission in an evaluator's hands, whose first file shows students. */
async function shown() {
  const { microCredentialId, issuerId } = await aMicroCredential(app.database);
  const made = await anEvaluation(app, { microCredentialId });
  const evaluator = await aMember(app.database, issuerId, 'evaluator');
  const lead = await aMember(app.database, issuerId, 'evaluation-lead');
  await takeEvaluation(app.database, made.evaluationId, evaluator.id);
  const item = await app.database
    .selectFrom('evidence_item')
    .select(['id', 'file_id'])
    .where('earner_id', '=', made.earnerId)
    .where('file_id', 'is not', null)
    .executeTakeFirstOrThrow();
  await app.database
    .updateTable('evidence_item')
    .set({ title: 'Emma reads aloud', shows_students: true, consent_attested_at: new Date(), consent_how: 'family-form' })
    .where('id', '=', item.id)
    .execute();
  const reader = await app.as(evaluator.id);
  const place = async (send = reader) =>
    (await send('GET', `/api/v1/evaluations/${made.evaluationId}`)).json().evidence.find(({ id }: { id: string }) => id === item.id);
  return {
    ...made,
    itemId: item.id,
    file: `/api/v1/files/${item.file_id}`,
    fileId: item.file_id ?? '',
    reader,
    lead: await app.as(lead.id),
    earner: await app.as(made.earnerId),
    place,
  };
}
const until = (id: string, day: string | null) =>
  app.database.updateTable('evidence_item').set({ consent_until: day, consent_reminded_at: null }).where('id', '=', id).execute();

describe('consent', () => {
  it('holds through its last day; from the next on evaluators see neither file nor words, and its place says so', async () => {
    const made = await shown();
    await until(made.itemId, dayFrom(0));
    expect((await made.place()).withheld).toBeNull();
    expect((await made.reader('GET', made.file)).statusCode).toBe(200);
    await until(made.itemId, dayFrom(-1));
    expect(await made.place()).toMatchObject({ title: '', description: '', file: null, withheld: { why: 'consent-ended', note: null } });
    for (const send of [made.reader, made.lead]) expect((await send('GET', made.file)).statusCode).toBe(404);
    // the earner keeps it, and renews
    expect((await made.earner('GET', made.file)).statusCode).toBe(200);
    const mine = (await made.earner('GET', '/api/v1/evidence')).json().items.find(({ id }: { id: string }) => id === made.itemId);
    expect(mine).toMatchObject({ consentEnded: true, consent: { how: 'family-form', until: dayFrom(-1) } });
    const renewal = { showsStudents: true, consentAttested: true, consent: { how: 'school-form', until: dayFrom(300) } };
    const renewed = await made.earner('PATCH', `/api/v1/evidence/${made.itemId}`, renewal);
    expect(renewed.json()).toMatchObject({ consentEnded: false, consent: { how: 'school-form', until: dayFrom(300) } });
    expect((await made.place()).withheld).toBeNull();
    expect((await made.reader('GET', made.file)).statusCode).toBe(200);
  });

  it('that has ended cannot be given, and what is no date is refused', async () => {
    const made = await shown();
    const give = (day: string) =>
      made.earner('PATCH', `/api/v1/evidence/${made.itemId}`, {
        showsStudents: true,
        consentAttested: true,
        consent: { how: 'other', until: day },
      });
    expect((await give(dayFrom(-2))).json()).toMatchObject({ status: 400, code: 'consent-over' });
    for (const day of ['soon', '2026-02-30', '']) expect((await give(day)).statusCode).toBe(400);
    expect((await give(dayFrom(1))).statusCode).toBe(200);
  });

  it('that ended keeps a journey from being handed in', async () => {
    const { id } = await aPerson(app.database);
    const send = await app.as(id);
    const { microCredentialId } = await aMicroCredential(app.database);
    const { journeyId } = (await send('POST', '/api/v1/journeys', { microCredentialId })).json();
    const item = (
      await send('POST', '/api/v1/evidence', {
        title: 'A class page',
        source: { kind: 'link', url: 'https://school.example.org/class' },
        showsStudents: true,
        consentAttested: true,
        consent: { how: 'school-form', until: dayFrom(3) },
      })
    ).json();
    const { definition } = (await send('GET', `/api/v1/journeys/${journeyId}`)).json();
    const part = definition.parts.find((each: { requirements: { kinds: string[] }[] }) =>
      each.requirements.some(({ kinds }) => kinds.includes('link')),
    );
    const requirement = part.requirements.find(({ kinds }: { kinds: string[] }) => kinds.includes('link'));
    await send('PUT', `/api/v1/journeys/${journeyId}/evidence/${part.id}/${requirement.id}/${item.id}`);
    const gaps = async () => (await send('GET', `/api/v1/journeys/${journeyId}/checklist`)).json().gaps;
    const ended = expect.objectContaining({ reason: 'consent-ended', evidenceId: item.id, partId: part.id });
    expect(await gaps()).not.toContainEqual(ended);
    await until(item.id, dayFrom(-1));
    expect(await gaps()).toContainEqual(ended);
  });

  it('that ends within two weeks is told to its earner, once for each day given', async () => {
    const made = await shown();
    const { email } = await app.database.selectFrom('person').select('email').where('id', '=', made.earnerId).executeTakeFirstOrThrow();
    const told = async () => {
      await app.settled();
      return (await mailTo(app, email)).filter(({ subject }) => subject?.startsWith('Consent ends soon'));
    };
    await until(made.itemId, dayFrom(20));
    await remindOfConsent(app.ground, new Date());
    expect(await told()).toHaveLength(0);
    await until(made.itemId, dayFrom(10));
    await remindOfConsent(app.ground, new Date());
    await remindOfConsent(app.ground, new Date());
    expect(await told()).toHaveLength(1);
  });
});

describe('an item that an evaluation lead removes', () => {
  const remove = (made: Awaited<ReturnType<typeof shown>>, send = made.lead, evidenceId = made.itemId) =>
    send('POST', `/api/v1/evaluations/${made.evaluationId}/removals`, { evidenceId, note: 'A student is shown without consent.' });

  it('is gone for everybody with its bytes; its place in the submission says so, and the earner is told', async () => {
    const made = await shown();
    const { storage_key: key, sha256 } = await app.database
      .selectFrom('file')
      .selectAll()
      .where('id', '=', made.fileId)
      .executeTakeFirstOrThrow();
    expect((await storageOf(app).size(key)) ?? 0).toBe(onePixel.length);
    expect((await remove(made)).json()).toEqual({ done: true });
    await app.settled();
    expect(await storageOf(app).size(key)).toBeNull();
    const gone = await app.database.selectFrom('file').selectAll().where('id', '=', made.fileId).executeTakeFirstOrThrow();
    expect(gone).toMatchObject({ name: 'erased', size: 0 });
    // what it was can still be proven
    expect(gone.sha256).toEqual(sha256);
    for (const send of [made.reader, made.lead, made.earner])
      expect((await send('GET', made.file)).json()).toMatchObject({ status: 410, code: 'file-erased' });
    for (const send of [made.reader, made.lead])
      expect(await made.place(send)).toMatchObject({
        title: '',
        file: null,
        withheld: { why: 'removed', note: 'A student is shown without consent.' },
      });
    const [mine] = (await made.earner('GET', '/api/v1/evidence?removed=true')).json().items;
    expect(mine).toMatchObject({ id: made.itemId, takenAway: { note: 'A student is shown without consent.' } });
    expect((await made.earner('POST', `/api/v1/evidence/${made.itemId}/restoration`)).json()).toMatchObject({ code: 'taken-away' });
    const { email } = await app.database.selectFrom('person').select('email').where('id', '=', made.earnerId).executeTakeFirstOrThrow();
    expect((await mailTo(app, email)).map(({ text }) => text).join()).toContain('A student is shown without consent.');
    expect((await remove(made)).json()).toMatchObject({ status: 409, code: 'already-removed' });
  });

  it('must be in that submission, and only a lead may remove it', async () => {
    const [made, other] = [await shown(), await shown()];
    expect((await remove(made, made.lead, other.itemId)).statusCode).toBe(404);
    for (const send of [made.reader, made.earner, other.lead]) expect((await remove(made, send)).statusCode).toBe(404);
    expect(
      (await made.lead('POST', `/api/v1/evaluations/${made.evaluationId}/removals`, { evidenceId: made.itemId, note: ' ' })).statusCode,
    ).toBe(400);
    expect((await made.place()).withheld).toBeNull();
  });
});
