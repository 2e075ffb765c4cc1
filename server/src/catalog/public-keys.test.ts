import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization } from '../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../testing/catalog.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { defineStack } from './index.ts';

describe('a publication', () => {
  let app: TestApp;
  let listener: pg.Client;
  const told = new Set<string>();

  beforeAll(async () => {
    app = await testApp();
    listener = new pg.Client({ connectionString: app.databaseUrl });
    await listener.connect();
    listener.on('notification', ({ payload = '' }) => told.add(payload));
    await listener.query('listen public_content');
  });
  afterAll(async () => {
    await listener.end();
    await app.close();
  });

  it('makes its own page, those beside it in a stack and the lists anew, and leaves every other page', async () => {
    const { id: issuerId } = await anOrganization(app.database, { slug: 'lakeside', name: 'Lakeside Institute' });
    const made = [];
    for (const slug of ['own', 'beside', 'elsewhere']) made.push(await aMicroCredential(app.database, { issuerId, slug }));
    const members = made.slice(0, 2).map(({ microCredentialId }) => microCredentialId);
    const stack = { slug: 'pair', issuerId, title: 'Pair', description: 'Two.', rule: { kind: 'all' as const }, members };
    await app.database.transaction().execute((transaction) => defineStack(transaction, stack));
    await listener.query('select 1');
    told.clear();
    await aMicroCredential(app.database, { issuerId, slug: 'own', definition: aDefinition({ title: 'Anew' }) });
    // what was told before an answer has arrived with it
    await listener.query('select 1');
    expect([...told].sort()).toEqual(['catalog', 'micro-credential:beside', 'micro-credential:own']);
  });
});
