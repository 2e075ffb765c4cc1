import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeclaredRoute } from '../../platform/http/access.ts';
import { type Send, type TestApp, testApp } from '../test-app.ts';
import { type Actor, actors } from './actors.ts';
import { describeAuthorization } from './describe.ts';
import { authorizationTable, type Line, linesOf } from './table.ts';
import { addressOf, aWorld, everybodyOf, type World } from './world.ts';

/** Every route is asked by everybody, with real ids, and compared with the one table. */
describe('the authorization table', () => {
  let app: TestApp;
  let world: World;
  let everybody: Map<Actor, Send>;

  beforeAll(async () => {
    app = await testApp({ env: { BREVET_DEMO: 'true', VC_API_KEY: 'key-of-the-vc-api-of-these-tests-only' } });
    world = await aWorld(app);
    everybody = await everybodyOf(app, world);
  }, 120_000);
  afterAll(() => app.close());

  const expectedOf = (actor: Actor, { policy }: DeclaredRoute, line: Line): Outcome => {
    const { allow, forbid = [], hide = [] } = line;
    // a token is no session
    const signedIn = actor !== 'nobody' && !world.people[actor]?.token;
    const named = (who: Actor): Outcome | null => {
      if (hide.includes(who)) return '404';
      if (Array.isArray(allow) && allow.includes(who)) return 'allowed';
      return Array.isArray(forbid) && forbid.includes(who) ? '403' : null;
    };
    const role = world.people[actor]?.role;
    const outcome = named(actor) ?? (role ? named(role) : null);
    if (outcome) return outcome;
    if (allow === 'everybody' || (allow === 'everybody signed in' && signedIn)) return 'allowed';
    if (!signedIn) return policy.needsSignIn ? '401' : '404';
    return forbid === 'everybody else signed in' ? '403' : (line.otherwise ?? '404');
  };

  it('names every policy that a route declares, and no other', () => {
    const declared = new Map(app.routes.map(({ policy, method, path }) => [policy.name, `${method} ${path}`]));
    const missing = [...declared].filter(([name]) => !authorizationTable[name]);
    expect(
      missing.map(([name, route]) => `Policy '${name}' (${route}) has no line. Add one to server/src/testing/authorization/table.ts.`),
    ).toEqual([]);
    const unused = Object.keys(authorizationTable).filter((name) => !declared.has(name));
    expect(unused.map((name) => `No route declares '${name}'. Remove its line from the table.`)).toEqual([]);
  });

  it('names only people of the world', () => {
    const named = Object.values(authorizationTable).flatMap((entry) => [entry as Line | Line[]].flat());
    const people = named.flatMap(
      ({ allow, forbid, hide }) => [allow, forbid ?? [], hide ?? []].filter((who) => Array.isArray(who)).flat() as Actor[],
    );
    expect([...new Set(people)].filter((who) => !everybody.has(who))).toEqual([]);
  });

  it('holds on every route, for everybody', async () => {
    const differences: string[] = [];
    for (const route of app.routes) {
      const { method, path, policy } = route;
      const isOpen = policy.name === 'anyone' || policy.name === 'signed-in';
      // who asks makes no difference where the policy looks at nothing: one of each kind will do
      const asking: readonly Actor[] = isOpen ? ['nobody', 'no-role', 'issuer-admin elsewhere'] : [...everybody.keys()];
      for (const line of linesOf(policy.name)) {
        const unknown = new Set<string>();
        const url = addressOf(world, path, line.ids, (parameter) => {
          unknown.add(parameter);
          return 'none';
        });
        if (unknown.size && !isOpen) {
          for (const parameter of unknown)
            differences.push(
              `${method} ${path}: the world has no '${parameter}'. Let your capability add one in server/src/testing/authorization/<capability>-world.ts.`,
            );
          continue;
        }
        const named = world.bodies[`${method} ${path}`];
        const body = named ?? (method === 'POST' || method === 'PUT' || method === 'PATCH' ? {} : undefined);
        const ask = (actor: Actor) => (everybody.get(actor) as Send)(method as Parameters<Send>[0], url, body);
        const compare = (actor: Actor, answer: LightMyRequestResponse) => {
          const expected = expectedOf(actor, route, line);
          const seen = outcomeOf(answer, isOpen);
          if (mayNotKnow(actor) && secrets.some((words) => answer.body.includes(words)))
            differences.push(`${method} ${path} by ${actor}: the answer holds evidence that nobody shared: ${answer.body.slice(0, 200)}`);
          if (seen !== expected)
            differences.push(
              `${method} ${path} (${policy.name}${line.when ? `, ${line.when}` : ''}) by ${actor}: ${expected} in the table, in truth ${seen} ${answer.body.slice(0, 200)}`,
            );
        };
        // who is refused changes nothing, so they ask at once; what the others do is undone
        const [allowed, refused] = [true, false].map((may) => asking.filter((a) => (expectedOf(a, route, line) === 'allowed') === may));
        await Promise.all((refused ?? []).map(async (actor) => compare(actor, await ask(actor))));
        for (const actor of allowed ?? []) compare(actor, await app.rehearse(() => ask(actor)));
      }
    }
    expect(differences).toEqual([]);
  }, 180_000);

  it('is what docs/authorization.md tells people', async () => {
    const plain = await testApp();
    const written = describeAuthorization((await plain.send('GET', '/api/openapi.json')).json());
    await plain.close();
    const kept = await readFile(resolve(import.meta.dirname, '../../../../docs/authorization.md'), 'utf8');
    expect(kept === written, 'docs/authorization.md is not up to date. Run: npm run api').toBe(true);
  });

  it('leaves out of the documented API only what is open to anybody', () => {
    expect(app.routes.filter(({ hidden, policy }) => hidden && policy.name !== 'anyone')).toEqual([]);
  });

  it('asks the holder of every role, here and elsewhere', () => {
    expect(actors.filter((actor) => !everybody.has(actor))).toEqual([]);
  });
});

/** Words of the earner's private evidence in the world. */
const secrets = ['kept notes each day', 'The wall of questions', 'Photo of Emma Miller'];
/** Everybody but the earner, the evaluator in charge and the lead of the issuer. */
const mayNotKnow = (actor: Actor) =>
  ![
    'the earner',
    'the evaluator in charge',
    'evaluation-lead',
    'a program that the earner lets in',
    'a wallet that took up the offer',
  ].includes(actor);

type Outcome = 'allowed' | '401' | '403' | '404' | `our failure ${number}`;

/** What an answer says of the caller's right; beyond the policy a request may still be found wanting (400, 409, 422). */
function outcomeOf({ statusCode, body }: LightMyRequestResponse, isOpen: boolean): Outcome {
  if (statusCode >= 500) return `our failure ${statusCode}`;
  const code = statusCode >= 400 ? codeOf(body) : null;
  if (code === 'sign-in-required' || (statusCode === 401 && !isOpen)) return '401';
  if (code === 'not-allowed') return '403';
  if (statusCode === 404 && !isOpen) return '404';
  return 'allowed';
}

function codeOf(body: string): string | null {
  try {
    return (JSON.parse(body) as { code?: string }).code ?? null;
  } catch {
    return null;
  }
}
