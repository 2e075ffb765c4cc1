import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aPerson } from '../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../testing/catalog.ts';
import { aFile, aJourney, aSubmission, onePixel } from '../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { readRange } from './send-object.ts';

describe('evidence', () => {
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
  const link = (title: string, more = {}) => ({ title, source: { kind: 'link', url: 'https://school.example.org/page' }, ...more });
  const place = '/evidence/work-examples/artifact';

  /** A picture in an earner's library. */
  async function aPicture(earnerId: string, showsStudents = false): Promise<{ id: string; fileId: string; key: string }> {
    const file = await aFile(app, earnerId);
    const { id } = await app.database
      .insertInto('evidence_item')
      .values({
        earner_id: earnerId,
        kind: 'image',
        title: 'Board',
        file_id: file.id,
        shows_students: showsStudents,
        consent_attested_at: showsStudents ? new Date() : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { storage_key: key } = await app.database
      .selectFrom('file')
      .select('storage_key')
      .where('id', '=', file.id)
      .executeTakeFirstOrThrow();
    return { id, fileId: file.id, key };
  }

  it('belongs to the earner and is used in several journeys', async () => {
    const { id, send } = await anEarner();
    const [one, two] = [await aJourney(app, { earnerId: id }), await aJourney(app, { earnerId: id })];
    const item = (await send('POST', '/api/v1/evidence', link('Page'))).json();
    for (const journey of [one, two, two])
      expect((await send('PUT', `/api/v1/journeys/${journey.id}${place}/${item.id}`)).statusCode).toBe(200);
    const library = (await send('GET', '/api/v1/evidence')).json();
    expect(library.items).toMatchObject([{ id: item.id, title: 'Page', usedIn: 2 }]);
    await send('DELETE', `/api/v1/journeys/${one.id}${place}/${item.id}`);
    expect((await send('GET', '/api/v1/evidence')).json().items[0].usedIn).toBe(1);
  });

  it('links lead to web addresses only', async () => {
    const { send } = await anEarner();
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'school', ''])
      expect((await send('POST', '/api/v1/evidence', link('Page', { source: { kind: 'link', url } }))).statusCode, url).toBe(400);
  });

  it('that shows students needs consent, and never goes onto a badge', async () => {
    const { id, send } = await anEarner();
    const journey = await aJourney(app, { earnerId: id });
    expect((await send('POST', '/api/v1/evidence', link('Class', { showsStudents: true }))).json()).toMatchObject({
      code: 'consent-needed',
    });
    const attach = { journeyId: journey.id, partId: 'work-examples', requirementId: 'artifact' };
    const item = (await send('POST', '/api/v1/evidence', link('Class', { attach }))).json();
    const sharing = `/api/v1/journeys/${journey.id}/sharing/${item.id}`;
    expect((await send('PUT', sharing, { shared: true })).statusCode).toBe(200);
    await send('PATCH', `/api/v1/evidence/${item.id}`, { showsStudents: true, consentAttested: true });
    expect((await send('GET', `/api/v1/journeys/${journey.id}`)).json().evidence).toMatchObject([
      { shared: false, item: { showsStudents: true, consentAttestedAt: expect.any(String) } },
    ]);
    expect((await send('PUT', sharing, { shared: true })).json()).toMatchObject({ code: 'shows-students' });
  });

  it('is attached where its kind is asked for, up to the limit, in the earner’s order', async () => {
    const { id, send } = await anEarner();
    const journey = await aJourney(app, { earnerId: id });
    const add = async (title: string) => (await send('POST', '/api/v1/evidence', link(title))).json().id;
    const [a, b, c] = [await add('a'), await add('b'), await add('c')];
    const put = (evidenceId: string, where = place) => send('PUT', `/api/v1/journeys/${journey.id}${where}/${evidenceId}`);
    expect((await put(a, '/evidence/overview/context')).json()).toMatchObject({ code: 'kind-not-taken', kinds: ['text'] });
    expect((await put(a, '/evidence/overview/nothing')).json()).toMatchObject({ code: 'no-such-requirement' });
    await put(a);
    const [second, third] = await Promise.all([put(b), put(c)]);
    expect([second.statusCode, third.statusCode].sort()).toEqual([200, 409]);
    const order = async () =>
      (await send('GET', `/api/v1/journeys/${journey.id}`)).json().evidence.map((each: { item: { id: string } }) => each.item.id);
    const present = await order();
    const turned = present.toReversed();
    expect((await send('PUT', `/api/v1/journeys/${journey.id}${place}`, { evidenceIds: turned })).statusCode).toBe(200);
    expect(await order()).toEqual(turned);
    expect((await send('PUT', `/api/v1/journeys/${journey.id}${place}`, { evidenceIds: [a, a] })).json()).toMatchObject({
      code: 'other-items',
    });
  });

  it('of somebody else is not there', async () => {
    const owner = await anEarner();
    const item = (await owner.send('POST', '/api/v1/evidence', link('Page'))).json();
    const { id, send } = await anEarner();
    const journey = await aJourney(app, { earnerId: id });
    expect((await send('PUT', `/api/v1/journeys/${journey.id}${place}/${item.id}`)).statusCode).toBe(404);
    expect((await send('PATCH', `/api/v1/evidence/${item.id}`, { title: 'Mine' })).statusCode).toBe(404);
    expect((await send('DELETE', `/api/v1/evidence/${item.id}`)).statusCode).toBe(404);
    expect((await send('GET', '/api/v1/evidence')).json().items).toEqual([]);
  });

  /** A micro-credential that asks for a picture. */
  const aPictured = () => {
    const definition = aDefinition();
    const [, examples] = definition.parts;
    if (examples?.requirements[0]) examples.requirements[0] = { ...examples.requirements[0], kinds: ['image'] };
    return aMicroCredential(app.database, { definition });
  };

  describe('file', () => {
    async function aTakenSubmission(showsStudents: boolean, shared = false) {
      const { microCredentialId, issuerId } = await aPictured();
      const earner = await anEarner();
      const { id: evidenceId, fileId } = await aPicture(earner.id, showsStudents);
      const made = await aSubmission(app, {
        microCredentialId,
        earnerId: earner.id,
        snapshot: {
          evidence: [
            {
              id: evidenceId,
              partId: 'work-examples',
              requirementId: 'artifact',
              kind: 'image',
              title: 'Board',
              description: '',
              url: null,
              page: null,
              file: { id: fileId, name: 'image.png', mediaType: 'image/png', size: onePixel.length, sha256: '00', captions: [] },
              durationSeconds: null,
              showsStudents,
              shared,
            },
          ],
        },
      });
      await app.settled();
      const evaluator = await aMember(app.database, issuerId, 'evaluator');
      const colleague = await aMember(app.database, issuerId, 'evaluator');
      const lead = await aMember(app.database, issuerId, 'evaluation-lead');
      await app.database
        .insertInto('evaluation')
        .values({
          submission_id: made.submissionId,
          issuer_id: issuerId,
          micro_credential_id: microCredentialId,
          version_id: made.versionId,
          earner_id: made.earnerId,
          attempt: made.attempt,
          evaluator_id: evaluator.id,
          state: 'taken',
          taken_at: new Date(),
        })
        .onConflict((conflict) =>
          conflict.columns(['submission_id', 'reading']).doUpdateSet({ evaluator_id: evaluator.id, state: 'taken', taken_at: new Date() }),
        )
        .execute();
      return { ...made, evidenceId, fileId, evaluator, colleague, lead, url: `/api/v1/files/${fileId}` };
    }

    it('is seen by the earner, the evaluator who took it and the lead; by nobody else', async () => {
      const made = await aTakenSubmission(false);
      const status = async (personId: string) => (await (await app.as(personId))('GET', made.url)).statusCode;
      expect([await status(made.earnerId), await status(made.evaluator.id), await status(made.lead.id)]).toEqual([200, 200, 200]);
      const otherLead = await aMember(app.database, (await aMicroCredential(app.database)).issuerId, 'evaluation-lead');
      expect([await status(made.colleague.id), await status(otherLead.id), await status((await anEarner()).id)]).toEqual([404, 404, 404]);
      expect((await app.send('GET', made.url)).statusCode).toBe(404);
      expect((await app.send('GET', '/api/v1/files/no-id')).statusCode).toBe(404);
    });

    it('goes out under a neutral name, locked in, and with each look at students recorded', async () => {
      const made = await aTakenSubmission(true);
      const evaluate = await app.as(made.evaluator.id);
      const seen = await evaluate('GET', made.url);
      expect(seen.rawPayload).toEqual(onePixel);
      expect(seen.headers).toMatchObject({
        'content-type': 'image/png',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=0, must-revalidate',
        'content-disposition': expect.stringMatching(/^inline; filename="image-[0-9a-f]{8}\.png"/),
        'content-security-policy': expect.stringContaining('sandbox'),
      });
      await evaluate('GET', made.url);
      const views = () =>
        app.database
          .selectFrom('audit_entry')
          .selectAll()
          .where('subject_id', '=', made.evidenceId)
          .where('action', '=', 'evidence.viewed')
          .execute();
      expect(await views()).toMatchObject([{ person_id: made.evaluator.id, subject_type: 'evidence', details: { fileId: made.fileId } }]);
      const own = await (await app.as(made.earnerId))('GET', made.url);
      expect(own.headers['content-disposition']).toContain('Photo of Emma Miller.png');
      expect(await views()).toHaveLength(1);
    });

    it('in which students appear tells its earner who looked, as what and for whom, and nobody else', async () => {
      const made = await aTakenSubmission(true);
      const earner = await app.as(made.earnerId);
      const address = `/api/v1/evidence/${made.evidenceId}/views`;
      expect((await earner('GET', address)).json()).toEqual({ items: [], nextCursor: null });
      await (await app.as(made.evaluator.id))('GET', made.url);
      await (await app.as(made.lead.id))('GET', made.url);
      const { name } = await app.database
        .selectFrom('organization')
        .select('name')
        .where('id', '=', made.issuerId)
        .executeTakeFirstOrThrow();
      const { items } = (await earner('GET', address)).json();
      expect(items).toMatchObject([
        { role: 'evaluation-lead', organization: name },
        { role: 'evaluator', organization: name },
      ]);
      // who it was stays hidden
      const { name: evaluatorName } = await app.database
        .selectFrom('person')
        .select('name')
        .where('id', '=', made.evaluator.id)
        .executeTakeFirstOrThrow();
      expect(JSON.stringify(items)).not.toContain(made.evaluator.id);
      expect(JSON.stringify(items)).not.toContain(evaluatorName);
      const first = (await earner('GET', `${address}?limit=1`)).json();
      expect((await earner('GET', `${address}?cursor=${first.nextCursor}`)).json().items).toEqual(items.slice(1));
      const listed = (await earner('GET', '/api/v1/evidence')).json().items;
      expect(listed.find(({ id }: { id: string }) => id === made.evidenceId)).toMatchObject({ views: 2 });
      for (const other of [made.evaluator.id, made.lead.id, (await anEarner()).id])
        expect((await (await app.as(other))('GET', address)).statusCode).toBe(404);
    });

    it('shared on a badge is seen by anyone while the badge is shown and stands; students never are', async () => {
      for (const showsStudents of [false, true]) {
        const made = await aTakenSubmission(showsStudents, true);
        const status = async () => (await app.send('GET', made.url)).statusCode;
        expect(await status()).toBe(404);
        const list = await app.database
          .insertInto('status_list')
          .values({ organization_id: made.issuerId, purpose: 'revocation' })
          .returning('id')
          .executeTakeFirstOrThrow();
        const award = await app.database
          .insertInto('award')
          .values({
            earner_id: made.earnerId,
            issuer_id: made.issuerId,
            micro_credential_id: made.microCredentialId,
            version_id: made.versionId,
            submission_id: made.submissionId,
            status_list_id: list.id,
            status_index: 0,
            credential: '{}',
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        expect(await status()).toBe(showsStudents ? 404 : 200);
        await app.database.insertInto('award_showing').values({ award_id: award.id, shown: false }).execute();
        expect(await status()).toBe(404);
        await app.database.updateTable('award_showing').set({ shown: true }).where('award_id', '=', award.id).execute();
        expect(await status()).toBe(showsStudents ? 404 : 200);
        await app.database
          .insertInto('award_revocation')
          .values({ award_id: award.id, reason: 'It was issued by mistake.', status_list_id: list.id, status_index: 0 })
          .execute();
        expect(await status()).toBe(404);
      }
    });

    it('whose address outlived the session gives nothing away', async () => {
      const { id } = await anEarner();
      const { fileId } = await aPicture(id);
      const cookie = await app.cookieOf(id);
      const get = () => app.send('GET', `/api/v1/files/${fileId}`, undefined, { cookie, range: 'bytes=0-10' });
      expect((await get()).statusCode).toBe(206);
      await app.database
        .updateTable('session')
        .set({ expires_at: new Date(0) })
        .where('person_id', '=', id)
        .execute();
      const late = await get();
      expect(late.json()).toMatchObject({ status: 404, code: 'not-found' });
      expect(late.headers).not.toHaveProperty('content-disposition');
    });

    it('is read in ranges', async () => {
      const { id, send } = await anEarner();
      const { fileId } = await aPicture(id);
      const get = (range: string, more = {}) => send('GET', `/api/v1/files/${fileId}`, undefined, { range, ...more });
      const part = await get('bytes=2-5');
      expect(part.statusCode).toBe(206);
      expect(part.headers['content-range']).toBe(`bytes 2-5/${onePixel.length}`);
      expect(part.rawPayload).toEqual(onePixel.subarray(2, 6));
      expect((await get('bytes=-3')).rawPayload).toEqual(onePixel.subarray(-3));
      expect((await get('bytes=5000-')).json()).toMatchObject({ status: 416, code: 'range-beyond-end' });
      expect((await get('bytes=0-1', { 'if-range': '"other"' })).statusCode).toBe(200);
      expect((await send('HEAD', `/api/v1/files/${fileId}`)).headers['content-length']).toBe(String(onePixel.length));
      const { etag } = (await get('bytes=0-1')).headers;
      expect((await send('GET', `/api/v1/files/${fileId}`, undefined, { 'if-none-match': String(etag) })).statusCode).toBe(304);
    });

    it.each([
      ['bytes=0-', { start: 0, end: 9 }],
      ['bytes=9-20', { start: 9, end: 9 }],
      ['bytes=-20', { start: 0, end: 9 }],
      ['bytes=-0', 'beyond'],
      ['bytes=10-', 'beyond'],
      ['bytes=5-2', null],
      ['bytes=-', null],
      ['bytes=0-1,3-4', null],
      ['lines=0-1', null],
      [undefined, null],
    ])('range %s of ten bytes is %j', (header, range) => expect(readRange(header, 10)).toEqual(range));
  });
});
