import { type OpenBadgeCredential, unbake } from '@brevet/openbadges';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward, aStack } from '../testing/awards.ts';
import { anOrganization, aPerson } from '../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../testing/catalog.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: 'https://brevet.example' } });
});
afterAll(() => app.close());

const languageOf = (badge: unknown) => (badge as OpenBadgeCredential).credentialSubject.achievement.inLanguage;
const told = async (text: string) => (await app.send('POST', '/api/v1/verifications', { text })).json();

/** An earner's badges of a micro-credential in each language and of the stack that they make. */
async function badgesIn(...languages: string[]) {
  const issuerId = (await anOrganization(app.database)).id;
  const earnerId = (await aPerson(app.database)).id;
  const members: string[] = [];
  for (const language of languages)
    members.push((await aMicroCredential(app.database, { issuerId, definition: aDefinition({ language }) })).microCredentialId);
  const stackId = await aStack(app, members, { issuerId });
  const awards = [];
  for (const microCredentialId of members) awards.push(await anAward(app, { earnerId, microCredentialId }));
  await app.settled();
  const stack = await app.database.selectFrom('award').select('credential').where('stack_id', '=', stackId).executeTakeFirstOrThrow();
  return { awards, stackId, stack: JSON.parse(stack.credential) as object };
}

describe('the language of a badge', () => {
  it('is that of its definition, in every form of it, and the verify page tells it', async () => {
    const { awards, stack, stackId } = await badgesIn('es-mx');
    const [award] = awards;
    if (!award) throw new Error('no award');
    const at = `/badges/${award.awardId}`;
    expect(languageOf(award.credential)).toBe('es-MX');
    const png = (await app.send('GET', `${at}/badge.png`)).rawPayload;
    expect(languageOf(JSON.parse(unbake(png)))).toBe('es-MX');
    const svg = (await app.send('GET', `${at}/badge.svg`)).rawPayload;
    expect(languageOf(JSON.parse(unbake(svg)))).toBe('es-MX');
    const jwt = (await app.send('GET', `${at}/credential.jwt`)).body;
    const assertion = (await app.send('GET', `${at}/assertion.json`)).json();
    expect(assertion['@language']).toBe('es-MX');
    expect((await app.send('GET', assertion.badge.replace('https://brevet.example', ''))).json()['@language']).toBe('es-MX');
    expect(languageOf(stack)).toBe('es-MX');
    expect((await app.send('GET', `/badge-classes/${stackId}`)).json()['@language']).toBe('es-MX');
    for (const form of [JSON.stringify(award.credential), jwt, JSON.stringify(assertion), JSON.stringify(stack)])
      expect(await told(form)).toMatchObject({ verdict: 'valid', badge: { language: 'es-MX' } });
  });

  it('is not told of a stack in several', async () => {
    const { awards, stack } = await badgesIn('en-US', 'fr');
    expect(awards.map(({ credential }) => languageOf(credential))).toEqual(['en-US', 'fr']);
    expect(languageOf(stack)).toBeUndefined();
    expect(await told(JSON.stringify(stack))).toMatchObject({ verdict: 'valid', badge: { language: null } });
  });

  it('is told as far as the published schema has room for it', async () => {
    const { awards } = await badgesIn('de-CH-1996');
    expect(languageOf(awards[0]?.credential)).toBe('de-CH');
  });
});
