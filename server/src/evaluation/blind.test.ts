import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization, aPerson } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { aDecision, anEvaluation } from '../testing/evaluation.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

it('no answer that an evaluator or a lead gets tells who the earner is', async () => {
  const { database } = app;
  const { microCredentialId, issuerId } = await aMicroCredential(database);
  const earner = await aPerson(database, { name: 'Zephyrine Quillfeather', email: 'zephyrine@quillfeather.example.org' });
  await database
    .updateTable('person')
    .set({ headline: 'Headline-of-Quill', image: 'https://quillfeather.example.org/me.png' })
    .where('id', '=', earner.id)
    .execute();
  await database
    .insertInto('email_address')
    .values({ person_id: earner.id, email: 'second@quill.example.org', verified_at: new Date() })
    .execute();
  const school = await anOrganization(database, { name: 'Quillfeather Elementary', slug: 'quillfeather-elementary', isRecognizer: true });
  await aMembership(database, school.id, earner.id, ['educator']);

  const { slug } = await database
    .selectFrom('micro_credential')
    .select('slug')
    .where('id', '=', microCredentialId)
    .executeTakeFirstOrThrow();
  const agreedLevels = [
    ['overview', 'clear', 'passing'],
    ['work-examples', 'question', 'proficient'],
    ['work-examples', 'response', 'proficient'],
    ['reflection', 'honest', 'passing'],
  ].map(([partId, criterionId, levelId]) => ({ partId, criterionId, levelId, reason: 'As we agreed.' }));
  const first = await aDecision(app, { microCredentialId, earnerId: earner.id, outcome: 'not-yet' });
  const { evaluationId, submissionId, journeyId } = await anEvaluation(app, {
    microCredentialId,
    journeyId: first.journeyId,
    snapshot: { carriedParts: ['overview'] },
  });
  const files = await database.selectFrom('file').selectAll().where('owner_id', '=', earner.id).execute();
  expect(files.length).toBeGreaterThan(0);
  for (const file of files)
    await database.updateTable('file').set({ name: 'Quillfeather class 4b, Emma.png' }).where('id', '=', file.id).execute();
  const identifying = [
    ...['Zephyrine', 'Quill', 'quillfeather', 'Emma', earner.id, school.id, submissionId, journeyId],
    ...files.map((file) => file.storage_key),
  ];

  /** Addresses that were read, by whomever. */
  const read = new Set<string>();
  const noting =
    (send: Send): Send =>
    (method, url, body, headers) => {
      if (method === 'GET') read.add(url.split('?')[0] ?? '');
      return send(method, url, body, headers);
    };
  const evaluator = noting(await app.as((await aMember(database, issuerId, 'evaluator')).id));
  const lead = noting(await app.as((await aMember(database, issuerId, 'evaluation-lead')).id));
  const at = `/api/v1/evaluations/${evaluationId}`;
  // another journey of hers, returned and appealed
  const other = await aMicroCredential(database, { issuerId });
  const returned = await aDecision(app, { microCredentialId: other.microCredentialId, earnerId: earner.id, outcome: 'not-yet' });
  const asEarner = await app.as(earner.id);
  await asEarner('POST', `/api/v1/journeys/${returned.journeyId}/messages`, { attempt: 1, partId: null, criterionId: null, text: 'Why?' });
  await asEarner('POST', `/api/v1/journeys/${returned.journeyId}/appeal`, { reason: 'Please look again.' });
  const { id: appealId } = await database.selectFrom('appeal').select('id').executeTakeFirstOrThrow();
  const { id: appealReaderId } = await aMember(database, issuerId, 'evaluator');
  const appealReader = await app.as(appealReaderId);
  const inHandOf = async (personId: string) => {
    const held = database.selectFrom('evaluation').select('id').where('evaluator_id', '=', personId).where('state', '=', 'taken');
    return (await held.executeTakeFirstOrThrow()).id;
  };
  const answers = [
    await evaluator('GET', '/api/v1/desk'),
    await evaluator('GET', `/api/v1/organizations/${issuerId}/queue`),
    await lead('GET', `/api/v1/organizations/${issuerId}/evaluations?state=waiting`),
    await lead('GET', at),
    await evaluator('POST', '/api/v1/evaluations/next'),
    await evaluator('GET', at),
    await evaluator('POST', `${at}/take`),
    await evaluator('PUT', `${at}/scores/reflection/honest`, { levelId: 'passing', feedback: 'Yes.', revision: 0 }),
    await evaluator('PUT', `${at}/scores/reflection/honest`, { levelId: 'passing', feedback: 'No.', revision: 0 }),
    await evaluator('PUT', `${at}/scores/overview/clear`, { levelId: 'passing', feedback: '', revision: 0 }),
    await evaluator('PUT', `${at}/feedback`, { feedback: 'Good.', revision: 0 }),
    await evaluator('PUT', `${at}/comments/${crypto.randomUUID()}`, {
      evidenceId: null,
      answer: Object.keys((await evaluator('GET', at)).json().answers)[0],
      place: { kind: 'text', start: 0, end: 2, quote: 'It' },
      text: 'A clear beginning.',
      revision: 0,
    }),
    await evaluator('POST', `${at}/decision`, { outcome: 'pass' }),
    await evaluator('POST', `${at}/release`),
    await evaluator('POST', '/api/v1/evaluations/next'),
    await evaluator('GET', at),
    await lead('GET', at),
    await evaluator('GET', '/api/v1/desk'),
    await evaluator('GET', '/api/v1/desk/decided'),
    await lead('GET', `/api/v1/organizations/${issuerId}/recommendations`),
    await lead('GET', `/api/v1/organizations/${issuerId}/appeals`),
    await lead('GET', `/api/v1/organizations/${issuerId}/evaluators`),
    await lead('POST', `/api/v1/organizations/${issuerId}/anchors`, {
      title: 'Of a decided evaluation',
      use: 'both',
      source: { kind: 'evaluation', evaluationId: first.evaluationId },
      levels: agreedLevels,
    }),
    await evaluator('POST', `/api/v1/organizations/${issuerId}/calibrations/${microCredentialId}`),
    await evaluator('GET', '/api/v1/feedback-phrases'),
    await evaluator('GET', `/api/v1/micro-credentials/${slug}/quality`),
    await lead('GET', `/api/v1/organizations/${issuerId}/anchors`),
    await lead('GET', `/api/v1/organizations/${issuerId}/evaluation-settings`),
    await lead('GET', `/api/v1/organizations/${issuerId}/evaluation-insight`),
    await lead('GET', `/api/v1/organizations/${issuerId}/evaluation-insight.csv`),
    await evaluator('GET', `${at}/shared-work`),
    await evaluator('POST', `${at}/messages`, { partId: null, criterionId: null, text: 'Thank you.' }),
    await evaluator('POST', `${at}/send-back`, { gaps: [], note: 'Too late.' }),
    await lead('POST', `${at}/grant`, { granted: true }),
    await lead('POST', `/api/v1/appeals/${appealId}/answer`, { accepted: true }),
    await appealReader('POST', '/api/v1/evaluations/next'),
    await appealReader('GET', `/api/v1/evaluations/${await inHandOf(appealReaderId)}`),
    ...(await Promise.all(
      ['waiting', 'taken', 'decided'].map((state) => lead('GET', `/api/v1/organizations/${issuerId}/evaluations?state=${state}`)),
    )),
  ];
  expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThan(30);
  const calibration = await database
    .selectFrom('evaluation')
    .select('id')
    .where('anchor_use', '=', 'calibration')
    .executeTakeFirstOrThrow();
  answers.push(await evaluator('GET', `/api/v1/evaluations/${calibration.id}`));
  // and the files themselves, as they are shown and as they are saved
  const shown = (await evaluator('GET', at)).json().evidence as { file: { address: string } | null }[];
  const addresses = shown.flatMap(({ file }) => (file ? [file.address, `${file.address}?download=true`] : []));
  const served = await Promise.all(addresses.map((address) => evaluator('GET', address)));
  expect(served.map(({ statusCode, headers }) => [statusCode, 'content-disposition' in headers])).toEqual(addresses.map(() => [200, true]));
  expect(served.length).toBeGreaterThan(0);
  answers.push(...served);
  // every read of evaluation was among them, but the earner's own and the list of those who hold a badge
  const { paths } = (await app.send('GET', '/api/openapi.json')).json() as { paths: Record<string, { get?: { tags?: string[] } }> };
  const reads = Object.entries(paths)
    .filter(([path, { get }]) => get?.tags?.includes('evaluation') && !/journeys|evaluator-candidates/.test(path))
    .map(([path]) => path);
  const isRead = (path: string) => [...read].some((url) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(url));
  expect(reads.length).toBeGreaterThan(10);
  expect(reads.filter((path) => !isRead(path))).toEqual([]);
  for (const answer of answers) {
    const told = `${answer.body} ${JSON.stringify(answer.headers)}`;
    for (const secret of identifying) expect(told.toLowerCase()).not.toContain(secret.toLowerCase());
  }
});
