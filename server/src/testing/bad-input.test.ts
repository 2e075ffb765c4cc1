import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemKinds } from '../platform/http/problem-pages.ts';
import type { Actor } from './authorization/actors.ts';
import { type Line, linesOf } from './authorization/table.ts';
import { addressOf, aWorld, everybodyOf, type World } from './authorization/world.ts';
import { aPerson } from './builders.ts';
import { hostileValues, type Operation, operationsOf, plausible, wrongBodies } from './openapi-values.ts';
import { type Send, type TestApp, testApp } from './test-app.ts';

/** How many generated inputs a route gets at most, of each kind: the run must stay short however many routes there are. */
const most = { bodies: 12, values: 3 };

/**
 * Every route of the OpenAPI document is fed what no honest client sends, by somebody whom its policy lets in and with real ids,
 * so that it is the route that refuses. All that a request does is undone after it.
 */
describe('bad input', () => {
  let app: TestApp;
  let world: World;
  let document: unknown;
  let operations: Operation[];
  let before: string;
  let senders: Map<Actor, Send>;
  let expired: Send;
  const codes = new Set(problemKinds.map(({ code }) => code));

  beforeAll(async () => {
    app = await testApp({ env: { VC_API_KEY: 'key-of-the-vc-api-of-these-tests-only' } });
    world = await aWorld(app);
    document = (await app.send('GET', '/api/openapi.json')).json();
    operations = operationsOf(document);
    senders = await everybodyOf(app, world);
    const late = await aPerson(app.database);
    expired = await app.as(late.id);
    await app.database
      .updateTable('session')
      .set({ expires_at: new Date(0) })
      .where('person_id', '=', late.id)
      .execute();
    before = await content();
  }, 120_000);
  afterAll(() => app.close());

  /** Rows of every table and the latest change of each; who signed in, what was looked at, and how far events came, may be noted at any time. */
  async function content(): Promise<string> {
    const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
      where schemaname = 'public' and tablename not in ('session', 'audit_entry', 'event_horizon') order by 1`.execute(app.database);
    const states = rows.map(
      ({ name }) => sql`select ${name} as name, count(*)::int as rows, max(xmin::text::bigint)::text as latest from ${sql.table(name)}`,
    );
    const told = await sql`${sql.join(states, sql` union all `)} order by 1`.execute(app.database);
    return JSON.stringify(told.rows, null, 1);
  }

  /** What the table says of a route's policy, of the first state; that no policy is missing in it is another test's matter. */
  const lineOf = ({ policy }: Operation): Line => linesOf(policy)[0] ?? { allow: 'everybody' };

  /** Somebody whom the route lets in, and its address with real ids of theirs. */
  function wayIn(operation: Operation): { send: Send; address(instead?: Record<string, string>): string } {
    const line = lineOf(operation);
    const [first = 'no-role'] = typeof line.allow === 'string' ? ['the earner'] : line.allow;
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    return {
      send: senders.get(first) ?? app.send,
      address: (instead = {}) => addressOf({ ...world, ids: { ...world.ids, ...instead } }, path, withoutKeys(line.ids, instead)),
    };
  }

  /** Sends, checks that the answer is honest and nothing is half-done, and undoes everything. */
  async function expectHonest(about: string, { errors }: Operation, send: () => ReturnType<Send>): Promise<number> {
    const { answer, after } = await app.rehearse(async () => {
      const answer = await send();
      if (answer.statusCode < 400 || answer.statusCode >= 500) return { answer, after: before };
      // a transaction that was given an id has written; then it must have been undone
      const { rows } = await sql<{ wrote: boolean }>`select pg_current_xact_id_if_assigned() is not null as wrote`
        .execute(app.database)
        .catch(() => ({ rows: [{ wrote: false }] })); // ended by an error: PostgreSQL has undone it
      return { answer, after: rows[0]?.wrote ? await content() : before };
    });
    expect(answer.statusCode, `${about}\n${answer.body.slice(0, 600)}`).toBeLessThan(500);
    expect(answer.body, about).not.toMatch(/\bat .+\.(ts|js|mjs):\d+|node_modules|SELECT |insert into|syntax error at/);
    if (answer.statusCode < 400) return answer.statusCode;
    expect(after, `${about} was refused with ${answer.statusCode} and left something behind`).toBe(before);
    expectFailure(answer, about, errors);
    return answer.statusCode;
  }

  /** What a failure looks like, in each of the forms that routes declare. */
  const failures = {
    problem: (status: number, code: string) => ({
      status,
      title: expect.any(String),
      detail: expect.any(String),
      code: expect.any(String),
      type: `/problems/${code}`,
    }),
    oauth: () => ({ error: expect.stringMatching(/^[a-z_]+$/), error_description: expect.any(String) }),
    'vc-api': () => ({
      verified: false,
      problemDetails: expect.arrayContaining([{ type: expect.any(String), title: expect.any(String), detail: expect.any(String) }]),
    }),
    imsx: () => ({ imsx_codeMajor: 'failure', imsx_severity: 'error', imsx_description: expect.any(String) }),
  };

  function expectFailure(answer: Awaited<ReturnType<Send>>, about: string, errors: Operation['errors']): void {
    // an address that the router itself gives up on belongs to no route yet
    const form = answer.headers['content-type']?.includes('problem+json') ? 'problem' : errors;
    expect(answer.headers['content-type'], about).toContain(form === 'problem' ? 'application/problem+json' : 'application/json');
    const told = answer.json<{ code: string }>();
    expect(told, about).toMatchObject(failures[form](answer.statusCode, told.code));
    if (form === 'problem') expect(codes.has(told.code), `${about}: nothing explains '${told.code}'. Run: npm run api`).toBe(true);
  }

  /** A few of many, the same ones each time, others for each route. */
  const some = <T>(all: readonly T[], count: number, seed: string): T[] =>
    all.length <= count
      ? [...all]
      : (fc.sample(fc.shuffledSubarray([...all], { minLength: count, maxLength: count }), { seed: numberOf(seed), numRuns: 1 })[0] ?? []);

  it('knows the routes it is about', () => expect(operations.length).toBeGreaterThan(60));

  it('in a body is answered with a problem and changes nothing', async () => {
    for (const operation of operations.filter(({ body }) => body)) {
      const { send, address } = wayIn(operation);
      const name = `${operation.method} ${operation.path}`;
      for (const body of some(wrongBodies(operation.body ?? {}, document, 7), most.bodies, name))
        await expectHonest(`${name} with ${JSON.stringify(body)?.slice(0, 200)}`, operation, () =>
          send(operation.method, address(), JSON.stringify(body) ?? '', { 'content-type': 'application/json' }),
        );
    }
  }, 120_000);

  it('in an address is answered with a problem', async () => {
    const strange = hostileValues.filter((value): value is string => typeof value === 'string' && value.length < 5000);
    const values = [...strange, '01936b4e-0000-7000-8000-000000000000', 'x'.repeat(300), '-1', '%', 'constructor'];
    for (const operation of operations) {
      const { send, address } = wayIn(operation);
      const body = operation.body ? plausible(operation.body, document) : undefined;
      for (const [, parameter = ''] of operation.path.matchAll(/\{(\w+)\}/g))
        for (const value of some(values, most.values, operation.path + parameter)) {
          const url = address({ [parameter]: value.toWellFormed() });
          await expectHonest(`${operation.method} ${url.slice(0, 200)}`, operation, () => send(operation.method, url, body));
        }
    }
  }, 120_000);

  it('in a query is answered with a problem', async () => {
    for (const operation of operations) {
      const { send, address } = wayIn(operation);
      for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'query')) {
        const queries = some(hostileValues, most.values, operation.path + name).map((value) => {
          const text = typeof value === 'string' ? value.slice(0, 8000) : JSON.stringify(value);
          return `?${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`;
        });
        for (const query of [...queries, `?${name}=a&${name}=b`, `?${name}[x]=1`, `?${name}=%ff%00`])
          await expectHonest(`${operation.method} ${operation.path}${query.slice(0, 200)}`, operation, () =>
            send(operation.method, address() + query),
          );
      }
    }
  }, 120_000);

  it('that is not JSON, not UTF-8 or far too large is answered with a problem', async () => {
    const json = 'application/json';
    const raw: [string, Buffer, Record<string, string>][] = [
      ['broken JSON', Buffer.from('{"a":'), { 'content-type': json }],
      ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), { 'content-type': json }],
      ['10 MB of JSON', Buffer.from(JSON.stringify({ text: 'x'.repeat(10_000_000) })), { 'content-type': json }],
      ['deep nesting', Buffer.from('['.repeat(100_000)), { 'content-type': json }],
      ['a key twice', Buffer.from('{"name":"a","name":{"b":1}}'), { 'content-type': json }],
      ['a prototype', Buffer.from('{"__proto__":{"roles":["issuer-admin"]}}'), { 'content-type': json }],
      ['a number beyond all', Buffer.from(`{"revision":1e999,"attempt":${'9'.repeat(400)}}`), { 'content-type': json }],
      ['packed JSON', gzipSync('{}'), { 'content-type': json, 'content-encoding': 'gzip' }],
      ['a form', Buffer.from('a=1&b=2'), { 'content-type': 'application/x-www-form-urlencoded' }],
      ['XML', Buffer.from('<a/>'), { 'content-type': 'text/xml' }],
      ['plain text', Buffer.from('{}'), { 'content-type': 'text/plain' }],
      ['parts of a form', Buffer.from('--x\r\n\r\n'), { 'content-type': 'multipart/form-data; boundary=x' }],
      ['a type of nonsense', Buffer.from('{}'), { 'content-type': ';;/\u00e4' }],
      ['nothing, said to be JSON', Buffer.from(''), { 'content-type': json }],
    ];
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      const { send, address } = wayIn(operation);
      for (const [about, body, headers] of some(raw, most.values + 1, operation.method + operation.path))
        await expectHonest(`${operation.method} ${operation.path} with ${about}`, operation, () =>
          send(operation.method, address(), body, headers),
        );
    }
  }, 120_000);

  it('in headers is answered with a problem', async () => {
    const strange: Record<string, string>[] = [
      { cookie: 'brevet.session_token=%00%ff; brevet.session_token=; =;;;' },
      { cookie: `brevet.session_token=${'a.'.repeat(3000)}` },
      { cookie: 'brevet.session_token=__proto__.x' },
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${'x'.repeat(5000)}` },
      { authorization: 'Basic \u00ff\u00fe' },
      { range: 'bytes=-0,99999999999999999999-,5-1' },
      { 'if-none-match': '"', 'if-range': 'never', 'if-modified-since': 'never' },
      { accept: `${'text/html;q=,'.repeat(200)}`, 'accept-language': '-,*;q=9' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { 'x-forwarded-for': "1.2.3.4, '; drop table person; --", 'x-forwarded-proto': 'javascript' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'tus-resumable': '9', 'upload-offset': '-1', 'upload-length': '1e99', 'upload-metadata': 'filename \u00e4,kind' },
    ];
    for (const operation of operations) {
      const { address } = wayIn(operation);
      for (const headers of some(strange, 3, operation.path + operation.method))
        await expectHonest(`${operation.method} ${operation.path} with ${JSON.stringify(headers).slice(0, 200)}`, operation, () =>
          app.send(operation.method, address(), undefined, headers),
        );
    }
  }, 120_000);

  it('does not become better by somebody else’s real ids', async () => {
    const stranger = senders.get('issuer-admin elsewhere') as Send;
    for (const operation of operations) {
      const body = operation.body ? withIdsOf(world, plausible(operation.body, document)) : undefined;
      const about = `${operation.method} ${operation.path} by a stranger`;
      const status = await expectHonest(about, operation, () => stranger(operation.method, wayIn(operation).address(), body));
      if (!['anyone', 'signed-in'].includes(operation.policy) && typeof lineOf(operation).allow !== 'string')
        expect(status, about).toBeGreaterThanOrEqual(400);
    }
  }, 120_000);

  it('does not become better by an expired session', async () => {
    for (const operation of operations.filter(({ needsSignIn }) => needsSignIn)) {
      const body = operation.body ? plausible(operation.body, document) : undefined;
      const about = `${operation.method} ${operation.path} by an expired session`;
      expect(await expectHonest(about, operation, () => expired(operation.method, wayIn(operation).address(), body)), about).toBe(401);
    }
  }, 120_000);

  it('that is no HTTP at all is answered with a problem, and the line is cut', async () => {
    const { port } = new URL(await app.server.listen({ port: 0, host: '127.0.0.1' }));
    const requests: [string, string][] = [
      ['nonsense', 'HELLO\r\n\r\n'],
      ['two lengths', 'POST /api/v1/journeys HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
      [
        'a length and chunks',
        'POST /api/v1/journeys HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ],
      ['endless headers', `GET /health HTTP/1.1\r\nHost: x\r\n${`X-Y: ${'z'.repeat(1000)}\r\n`.repeat(40)}\r\n`],
      ['a zero byte in a header', 'GET /health HTTP/1.1\r\nHost: x\r\nCookie: a\u0000b\r\n\r\n'],
    ];
    for (const [about, text] of requests) {
      const answer = await exchange(Number(port), text);
      expect(answer, about).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer, about).toContain('application/problem+json');
      expect(answer, about).toContain('"type":"/problems/not-http"');
    }
  });
});

/** Sends bytes as they are and gives all that comes back until the line is cut. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.on('data', (piece) => {
      answer += piece.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** A body whose ids are real ones of somebody else. */
function withIdsOf(world: World, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, world.ids[name] ?? value]));
}

const withoutKeys = (ids: Record<string, string> | undefined, without: Record<string, string>) =>
  Object.fromEntries(Object.entries(ids ?? {}).filter(([name]) => !(name in without)));

/** A seed from a name. */
const numberOf = (name: string) => [...name].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7);
