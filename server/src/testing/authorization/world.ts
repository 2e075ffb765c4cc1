import { randomUUID } from 'node:crypto';
import type { Role } from '../../platform/http/access.ts';
import { aMember, aMembership, anOrganization, aPerson } from '../builders.ts';
import type { Send, TestApp } from '../test-app.ts';
import { type Actor, members } from './actors.ts';
import { awardsWorld } from './awards-world.ts';
import { communityWorld } from './community-world.ts';
import type { Contribution, Ground, Person } from './contribution.ts';
import { evaluationWorld } from './evaluation-world.ts';
import { exchangeWorld } from './exchange-world.ts';
import { identityWorld } from './identity-world.ts';
import { learningWorld } from './learning-world.ts';
import { portfolioWorld } from './portfolio-world.ts';
import { preApprovalWorld } from './pre-approval-world.ts';
import { privacyWorld } from './privacy-world.ts';
import { recognitionWorld } from './recognition-world.ts';
import { talentWorld } from './talent-world.ts';

/** Each capability's part; add yours here. */
const contributions: ((app: TestApp, ground: Ground) => Promise<Contribution>)[] = [
  identityWorld,
  portfolioWorld,
  evaluationWorld,
  awardsWorld,
  learningWorld,
  communityWorld,
  recognitionWorld,
  exchangeWorld,
  preApprovalWorld,
  talentWorld,
  privacyWorld,
];

/** A world in which every id that a route can name exists and belongs to somebody. */
export interface World {
  ids: Record<string, string>;
  people: Record<string, Person>;
  bodies: Record<string, unknown>;
}

/** Builds it in the database of the app. */
export async function aWorld(app: TestApp): Promise<World> {
  const { database } = app;
  const here = await anOrganization(database, { isIssuer: true, isRecognizer: true });
  const other = await anOrganization(database, { isIssuer: true, isRecognizer: true });
  const school = await anOrganization(database, { isIssuer: false, isRecognizer: true });
  const earner = await aPerson(database);
  await aMembership(database, school.id, earner.id, ['educator']);
  const people: Record<string, Person> = { 'no-role': await aPerson(database), 'the earner': earner };
  const memberIds = {} as Record<Role, string>;
  for (const role of members) {
    memberIds[role] = (await aMember(database, here.id, role)).id;
    people[role] = { id: memberIds[role] };
    people[`${role} elsewhere`] = await aMember(database, other.id, role);
  }
  const ground: Ground = {
    organizationId: here.id,
    otherOrganizationId: other.id,
    earnerId: earner.id,
    schoolId: school.id,
    memberIds,
  };
  const world: World = { ids: { organizationId: here.id }, people, bodies: {} };
  for (const contribute of contributions) {
    const { ids, people: related, bodies } = await contribute(app, ground);
    Object.assign(world.ids, ids);
    Object.assign(world.people, related);
    Object.assign(world.bodies, bodies);
  }
  await app.settled();
  return world;
}

/**
 * The address of a route with ids of the world in it.
 *
 * @param path as declared, with `:parameters`
 * @param instead parameter → name of the id to use in its place
 * @param unknown told of parameters that the world has no id for; gives what stands there then
 */
export function addressOf(
  world: World,
  path: string,
  instead: Record<string, string> = {},
  unknown: (parameter: string) => string = () => randomUUID(),
): string {
  const segments = path.split('/');
  return segments
    .map((segment, index) => {
      const name = /^:(\w+)/.exec(segment)?.[1];
      if (!name) return segment;
      const known = world.ids[instead[name] ?? ''] ?? world.ids[`${segments[index - 1]}/${name}`] ?? world.ids[name];
      return encodeURIComponent(known ?? unknown(name));
    })
    .join('/');
}

/** Everybody of the world, signed in, and nobody. */
export async function everybodyOf(app: TestApp, world: World): Promise<Map<Actor, Send>> {
  const everybody = new Map<Actor, Send>([['nobody', app.send]]);
  for (const [actor, { id, token }] of Object.entries(world.people)) {
    const withToken: Send = (method, url, body, headers) => app.send(method, url, body, { ...headers, authorization: `Bearer ${token}` });
    everybody.set(actor, token ? withToken : await app.as(id));
  }
  return everybody;
}
