import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMembership, anOrganization, aPerson } from './builders.ts';
import { aToken } from './oauth-client.ts';
import { hostileValues, type Operation, operationsOf, plausible, wrongBodies } from './openapi-values.ts';
import { type Send, type TestApp, testApp } from './test-app.ts';

/** Every route of the OpenAPI document is fed what no honest client sends. */
describe('bad input', { timeout: 600_000 }, () => {
  let app: TestApp;
  let document: unknown;
  let operations: Operation[];
  let senders: Record<string, Send>;
  /** A program that a person lets do everything. */
  let program: Send;
  /** Who may do the most at a route. */
  const mighty = ({ errors }: Operation): Send => (errors === 'imsx' ? program : (senders['a holder of every role'] as Send));

  beforeAll(async () => {
    app = await testApp();
    document = (await app.send('GET', '/api/openapi.json')).json();
    operations = operationsOf(document);
    const everyRole = await aPerson(app.database);
    const issuer = await anOrganization(app.database, { isIssuer: true, isRecognizer: true });
    await aMembership(app.database, issuer.id, everyRole.id, [
      'issuer-admin',
      'author',
      'evaluation-lead',
      'evaluator',
      'recognizer-admin',
      'reviewer',
      'hr',
      'coach',
      'educator',
    ]);
    const stranger = await aPerson(app.database);
    const expired = await aPerson(app.database);
    senders = {
      'a holder of every role': await app.as(everyRole.id),
      'a stranger': await app.as(stranger.id),
      'an expired session': await app.as(expired.id),
      nobody: app.send,
    };
    const token = await aToken(app, everyRole.id);
    program = (method, url, body, headers = {}) => app.send(method, url, body, { authorization: `Bearer ${token}`, ...headers });
    await app.database
      .updateTable('session')
      .set({ expires_at: new Date(0) })
      .where('person_id', '=', expired.id)
      .execute();
  });
  afterAll(() => app.close());

  /** Rows in every table that a request could write by mistake. */
  async function content(): Promise<Record<string, number>> {
    const tables = await sql<{
      name: string;
    }>`select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('session', 'audit_entry')`.execute(
      app.database,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables.rows)
      counts[name] = (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(app.database)).rows[0]?.n ?? 0;
    return counts;
  }

  const path = (operation: Operation, value: (name: string) => string) =>
    operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(value(name).toWellFormed()));
  const unknownId = '01936b4e-0000-7000-8000-000000000000';

  /** What a failure looks like, in each of the forms that routes declare. */
  const failures = {
    problem: (status: number) => ({ status, title: expect.any(String), detail: expect.any(String), code: expect.any(String) }),
    oauth: () => ({ error: expect.stringMatching(/^[a-z_]+$/), error_description: expect.any(String) }),
    imsx: () => ({ imsx_codeMajor: 'failure', imsx_severity: 'error', imsx_description: expect.any(String) }),
  };

  function expectHonest(answer: Awaited<ReturnType<Send>>, about: string, { errors }: Operation): void {
    expect(answer.statusCode, `${about}\n${answer.body.slice(0, 600)}`).toBeLessThan(500);
    expect(answer.body, about).not.toMatch(/\bat .+\.(ts|js|mjs):\d+|node_modules|SELECT |insert into|syntax error at/);
    if (answer.statusCode < 400) return;
    // an address that the router itself gives up on belongs to no route yet
    const form = answer.headers['content-type']?.includes('problem+json') ? 'problem' : errors;
    expect(answer.headers['content-type'], about).toContain(form === 'problem' ? 'application/problem+json' : 'application/json');
    expect(answer.json(), about).toMatchObject(failures[form](answer.statusCode));
  }

  it('knows the routes it is about', () => expect(operations.length).toBeGreaterThan(10));

  it('in a body is answered with a problem and changes nothing', async () => {
    for (const operation of operations.filter(({ body }) => body)) {
      const before = await content();
      let accepted = false;
      for (const [index, body] of wrongBodies(operation.body ?? {}, document, 7).entries()) {
        const answer = await mighty(operation)(
          operation.method,
          path(operation, () => unknownId),
          body,
          { 'content-type': 'application/json' },
        );
        expectHonest(answer, `${operation.method} ${operation.path} with body ${index}: ${JSON.stringify(body)?.slice(0, 200)}`, operation);
        if (answer.statusCode < 400) accepted = true;
      }
      if (!accepted) expect(await content(), `${operation.method} ${operation.path}`).toEqual(before);
    }
  });

  it('in an address is answered with a problem', async () => {
    const strange = hostileValues.filter((value): value is string => typeof value === 'string' && value.length < 5000);
    for (const operation of operations) {
      for (const value of [...strange, unknownId, 'x'.repeat(300)]) {
        const url = path(operation, () => value);
        const body = operation.body ? plausible(operation.body, document) : undefined;
        for (const who of ['a holder of every role', 'nobody']) {
          expectHonest(
            await (senders[who] as Send)(operation.method, url, body),
            `${operation.method} ${url.slice(0, 200)} by ${who}`,
            operation,
          );
        }
      }
    }
  });

  it('in a query is answered with a problem', async () => {
    for (const operation of operations) {
      for (const parameter of operation.parameters.filter((p) => p.in === 'query')) {
        for (const value of hostileValues) {
          const text = typeof value === 'string' ? value.slice(0, 8000) : JSON.stringify(value);
          const query = `?${encodeURIComponent(parameter.name)}=${encodeURIComponent(text.toWellFormed())}`;
          expectHonest(
            await mighty(operation)(operation.method, path(operation, () => unknownId) + query),
            `${operation.method} ${operation.path}${query.slice(0, 200)}`,
            operation,
          );
        }
        const twice = `?${parameter.name}=a&${parameter.name}=b`;
        expectHonest(
          await mighty(operation)(operation.method, path(operation, () => unknownId) + twice),
          `${operation.path}${twice}`,
          operation,
        );
      }
    }
  });

  it('that is not JSON, not UTF-8 or far too large is answered with a problem', async () => {
    const raw: [string, Buffer, string][] = [
      ['broken JSON', Buffer.from('{"a":'), 'application/json'],
      ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'application/json'],
      ['10 MB of JSON', Buffer.from(JSON.stringify({ text: 'x'.repeat(10_000_000) })), 'application/json'],
      ['deep nesting', Buffer.from('['.repeat(100_000)), 'application/json'],
      ['a form', Buffer.from('a=1&b=2'), 'application/x-www-form-urlencoded'],
      ['XML', Buffer.from('<a/>'), 'text/xml'],
      ['nothing, said to be JSON', Buffer.from(''), 'application/json'],
    ];
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      for (const [about, body, type] of raw) {
        const answer = await mighty(operation)(
          operation.method,
          path(operation, () => unknownId),
          body,
          { 'content-type': type },
        );
        expectHonest(answer, `${operation.method} ${operation.path} with ${about}`, operation);
      }
    }
  });

  it('does not become better by an expired session or a stranger’s', async () => {
    for (const operation of operations) {
      for (const who of ['an expired session', 'a stranger']) {
        const body = operation.body ? plausible(operation.body, document) : undefined;
        expectHonest(
          await (senders[who] as Send)(
            operation.method,
            path(operation, () => unknownId),
            body,
          ),
          `${operation.method} ${operation.path} by ${who}`,
          operation,
        );
      }
    }
  });
});
