import { matchesIdentity, type OpenBadgeCredential, verify } from '@brevet/openbadges';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward, aStack } from '../testing/awards.ts';
import { anOrganization, aPerson } from '../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../testing/catalog.ts';
import { aDecision } from '../testing/evaluation.ts';
import { aFile, aSubmission } from '../testing/portfolio.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { awardSubmission } from './award-submission.ts';
import { revokeAward } from './revoke-award.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: 'https://brevet.example:8443' } });
});
afterAll(() => app.close());

const url = 'https://brevet.example:8443';
const awardsOf = (submissionId: string) =>
  app.database.selectFrom('award').select('id').where('submission_id', '=', submissionId).execute();

/** Reads our documents as a stranger does: by their public addresses. */
const loader = async (address: string): Promise<unknown> => {
  const answer = await app.send('GET', address.replace(url, ''));
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${address}`);
  return answer.json();
};
const strangersReport = (badge: object) => verify(badge, { loader, now: new Date() });

describe('a passed submission', () => {
  it('becomes a badge that a stranger can verify by our public documents', async () => {
    const { credential } = await anAward(app);
    const report = await strangersReport(credential);
    expect(report.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(report.verdict).toBe('valid');
    expect(app.jobErrors).toEqual([]);
  });

  it('says what was achieved, how it was judged and which levels were reached', async () => {
    const alignments = [{ targetName: 'InTASC 6', targetUrl: 'https://ccsso.example/in tasc|6', targetCode: '6' }];
    const { slug, issuerId, microCredentialId } = await aMicroCredential(app.database, { definition: aDefinition({ alignments }) });
    const { credential, awardId, earnerId } = await anAward(app, { microCredentialId });
    const badge = credential as unknown as OpenBadgeCredential;
    const issuer = await app.database.selectFrom('organization').select('slug').where('id', '=', issuerId).executeTakeFirstOrThrow();
    expect(badge.id).toBe(`${url}/badges/${awardId}`);
    expect(badge.issuer).toMatchObject({ id: `did:web:brevet.example%3A8443:issuers:${issuer.slug}`, type: ['Profile'] });
    const { achievement, result, identifier, id } = badge.credentialSubject;
    expect(id).toBe(`urn:uuid:${earnerId}`);
    expect(achievement).toMatchObject({
      id: `${url}/micro-credentials/${slug}/versions/1`,
      achievementType: 'MicroCredential',
      inLanguage: 'en-US',
      tag: ['formative-assessment'],
      alignment: [{ targetUrl: 'https://ccsso.example/in%20tasc%7C6', targetCode: '6' }],
    });
    expect(achievement.resultDescription).toHaveLength(4);
    expect(achievement.resultDescription?.[1]).toMatchObject({
      name: 'The question shows thinking',
      requiredLevel: `${achievement.id}#work-examples.question.proficient`,
      rubricCriterionLevel: [{ name: 'Developing' }, { name: 'Basic' }, { name: 'Proficient' }],
    });
    expect(result?.[1]).toMatchObject({ achievedLevel: `${achievement.id}#work-examples.question.proficient` });
    const { email } = await app.database.selectFrom('person').select('email').where('id', '=', earnerId).executeTakeFirstOrThrow();
    expect(JSON.stringify(badge)).not.toContain(email);
    expect(matchesIdentity(identifier?.[0] as never, email)).toBe(true);
    expect(badge.proof).toMatchObject([{ cryptosuite: 'eddsa-rdfc-2022', proofPurpose: 'assertionMethod' }]);
  });

  it('carries only the evidence that its earner shares, and never what shows students', async () => {
    const earner = await aPerson(app.database);
    const item = { partId: 'work-examples', requirementId: 'artifact', description: '', durationSeconds: null, file: null };
    const link = { ...item, kind: 'link' as const, page: null };
    const evidence = [
      { ...link, id: earner.id, title: 'Shared', url: 'https://school.example/a', shared: true, showsStudents: false },
      { ...link, id: earner.id, title: 'Kept', url: 'https://school.example/b', shared: false, showsStudents: false },
      { ...link, id: earner.id, title: 'Class', url: 'https://school.example/c', shared: true, showsStudents: true },
      {
        ...item,
        id: earner.id,
        kind: 'image' as const,
        url: null,
        page: null,
        title: 'Photo',
        file: await aFile(app, earner.id),
        shared: true,
        showsStudents: false,
      },
    ];
    const { credential } = await anAward(app, { earnerId: earner.id, evidence });
    expect(credential.evidence).toMatchObject([
      { id: 'https://school.example/a', name: 'Shared', genre: 'link' },
      { id: expect.stringMatching(/^https:\/\/brevet\.example:8443\/api\/v1\/files\//), name: 'Photo' },
    ]);
    const photo = (credential.evidence as { id: string }[])[1]?.id ?? '';
    expect((await app.send('GET', photo.replace(url, ''))).statusCode).toBe(200);
  });

  it('has exactly one badge, however often and at once the news comes', async () => {
    const { submissionId, decisionId, earnerId, issuerId, microCredentialId, versionId, journeyId } = await anAward(app);
    const decided = { submissionId, decisionId, earnerId, issuerId, microCredentialId, versionId, journeyId, outcome: 'pass' as const };
    const again = () => app.database.transaction().execute((transaction) => awardSubmission(app.ground, transaction, decided));
    await Promise.all([again(), again(), again()]);
    expect(await awardsOf(submissionId)).toHaveLength(1);
  });

  it('has exactly one badge when two nodes hear of it first at the same moment', async () => {
    const { microCredentialId, versionId, issuerId } = await aMicroCredential(app.database);
    const submission = await aSubmission(app, { microCredentialId });
    const { submissionId, journeyId, earnerId } = submission;
    const { decisionId } = await aDecision(app, { submissionId });
    const decided = { submissionId, decisionId, earnerId, issuerId, microCredentialId, versionId, journeyId, outcome: 'pass' as const };
    await Promise.all(
      Array.from({ length: 4 }, () =>
        app.database.transaction().execute((transaction) => awardSubmission(app.ground, transaction, decided)),
      ),
    );
    await app.settled();
    expect(await awardsOf(submissionId)).toHaveLength(1);
    const made = await app.database.selectFrom('event').select('payload').where('type', '=', 'award.made').execute();
    expect(made.filter(({ payload }) => (payload as { earnerId: string }).earnerId === earnerId)).toHaveLength(1);
    expect(await app.database.selectFrom('issuer_key').select('id').where('organization_id', '=', issuerId).execute()).toHaveLength(1);
  });

  it('has no badge when it says "not yet"', async () => {
    const { microCredentialId } = await aMicroCredential(app.database);
    const { submissionId } = await aDecision(app, { microCredentialId, outcome: 'not-yet' });
    await app.settled();
    expect(await awardsOf(submissionId)).toEqual([]);
  });

  it('leaves nothing behind when the node dies before the end', async () => {
    const { microCredentialId, versionId, issuerId } = await aMicroCredential(app.database);
    const { submissionId, journeyId, earnerId } = await aSubmission(app, { microCredentialId });
    const { decisionId } = await aDecision(app, { submissionId });
    const decided = { submissionId, decisionId, earnerId, issuerId, microCredentialId, versionId, journeyId, outcome: 'pass' as const };
    const dies = app.database.transaction().execute(async (transaction) => {
      await awardSubmission(app.ground, transaction, decided);
      throw new Error('power cut');
    });
    await expect(dies).rejects.toThrow('power cut');
    await app.settled();
    expect(await awardsOf(submissionId)).toHaveLength(1);
  });
});

describe('a stack', () => {
  const standing = (earnerId: string, stackId: string) =>
    app.database
      .selectFrom('award')
      .leftJoin('award_revocation', 'award_revocation.award_id', 'award.id')
      .select(['award.id', 'award.credential', 'award_revocation.revoked_at'])
      .where('earner_id', '=', earnerId)
      .where('stack_id', '=', stackId)
      .execute();

  async function aStackOf(count: number, rule: Parameters<typeof aStack>[2]['rule'] = { kind: 'all' }) {
    const issuerId = (await anOrganization(app.database)).id;
    const members: string[] = [];
    for (let index = 0; index < count; index += 1) members.push((await aMicroCredential(app.database, { issuerId })).microCredentialId);
    return { members, issuerId, stackId: await aStack(app, members, { rule, issuerId }), earnerId: (await aPerson(app.database)).id };
  }

  it('awards its own badge once, when its last member is earned', async () => {
    const { members, stackId, earnerId } = await aStackOf(2);
    await anAward(app, { earnerId, microCredentialId: members[0] as string });
    expect(await standing(earnerId, stackId)).toEqual([]);
    await anAward(app, { earnerId, microCredentialId: members[1] as string });
    const [award, ...more] = await standing(earnerId, stackId);
    expect(more).toEqual([]);
    const badge = JSON.parse(award?.credential ?? '{}') as OpenBadgeCredential;
    expect(badge.credentialSubject.achievement.related).toHaveLength(2);
    expect((await strangersReport(badge)).verdict).toBe('valid');
  });

  it('of which n suffice is complete with n, and another member changes nothing', async () => {
    const { members, stackId, earnerId } = await aStackOf(3, { kind: 'count', count: 2 });
    for (const member of members) await anAward(app, { earnerId, microCredentialId: member });
    expect(await standing(earnerId, stackId)).toHaveLength(1);
  });

  it('loses its badge with a member it needs, and wins a new one with the member', async () => {
    const { members, stackId, earnerId } = await aStackOf(2);
    await anAward(app, { earnerId, microCredentialId: members[0] as string });
    const last = await anAward(app, { earnerId, microCredentialId: members[1] as string });
    await revokeAward(app.ground, { awardId: last.awardId, reason: 'The work was somebody else’s.', revokedBy: null });
    await app.settled();
    expect((await standing(earnerId, stackId)).map(({ revoked_at }) => revoked_at !== null)).toEqual([true]);
    await app.database.updateTable('journey').set({ state: 'withdrawn' }).where('id', '=', last.journeyId).execute();
    await anAward(app, { earnerId, microCredentialId: members[1] as string });
    expect((await standing(earnerId, stackId)).filter(({ revoked_at }) => revoked_at === null)).toHaveLength(1);
  });
});
