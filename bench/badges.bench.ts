/// <reference path="../packages/openbadges/test/untyped-peers.d.ts" />
import { sign as signRaw, verify as verifyRaw } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  createIssuer,
  createVerifier,
  didKey,
  didKeyDocument,
  didKeyMethod,
  generateKey,
  offline,
  type Profile,
  shippedContexts,
} from '@brevet/openbadges';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { aTypicalBadge } from '../packages/openbadges/test/typical-badge.ts';
import { figure } from './measure.ts';

export const about = 'issuing and verifying Open Badges beside raw Ed25519 and @digitalbazaar/vc';

const created = '2026-09-01T12:00:00Z';
const now = new Date('2026-10-01T00:00:00Z');

/** One thing to do over and over, each time with something else. */
interface Work {
  /** How many times in a turn. */
  times: number;
  /** Makes ready what is done next, from which number on and how many. */
  prepare(first: number, count: number): (() => unknown)[] | Promise<(() => unknown)[]>;
}

const TURNS = 21;
const WARM_UP_TURNS = 3;
/** The part of a turn that is not counted: what the turn before left in the caches and in memory is not this one's. */
const UNCOUNTED = 0.2;
/** How many are made ready at a time: a platform has a few badges in its hands, not a whole batch. */
const PORTION = 50;

/** Collects what is young, so that each work pays for its own garbage and for none that the one before left. */
const clearNursery = (() => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;
  return () => collect({ type: 'minor' });
})();

/** Microseconds that this process has kept processors busy, collecting garbage included. What others do on the machine does not count. */
function busy(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * Does works in turns of one run, single thread.
 *
 * @returns microseconds of processor time for once, by work, turn by turn
 */
async function inTurns<Name extends string>(works: Record<Name, Work>): Promise<Record<Name, number[]>> {
  const took = Object.fromEntries(Object.keys(works).map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = 0; turn < WARM_UP_TURNS + TURNS; turn += 1) {
    for (const [name, { times, prepare }] of Object.entries(works) as [Name, Work][]) {
      const uncounted = Math.floor(times * UNCOUNTED);
      clearNursery();
      let counted = 0;
      for (let done = 0; done < times; done += PORTION) {
        const steps = await prepare(turn * times + done, Math.min(PORTION, times - done));
        const rest = Math.max(0, uncounted - done);
        let start = busy();
        for (const [index, step] of steps.entries()) {
          if (index === rest) start = busy();
          const made = step();
          if (made instanceof Promise) await made;
        }
        if (rest < steps.length) counted += busy() - start;
      }
      const start = busy();
      clearNursery();
      counted += busy() - start;
      if (turn >= WARM_UP_TURNS) took[name].push(counted / (times - uncounted));
    }
  }
  return took;
}

/** The same members in another order for each number: to a verifier a new shape of the same size. */
function inOtherOrder<T extends object>(value: T, number: number): T {
  const left = Object.entries(value);
  const ordered: [string, unknown][] = [];
  for (let rest = number; left.length > 0; rest = Math.floor(rest / (left.length + 1))) ordered.push(...left.splice(rest % left.length, 1));
  return Object.fromEntries(ordered) as T;
}

/** How many times as long one took as the other, turn by turn, so that a machine that slows down meanwhile slows down both. */
const ratio = (one: number[], other: number[]) => median(one.map((value, turn) => value / (other[turn] as number)));

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What `@digitalbazaar/vc` asks for by URL. */
function documentLoader(document: ReturnType<typeof didKeyDocument>) {
  return async (url: string) => ({
    contextUrl: null,
    documentUrl: url,
    document:
      shippedContexts.get(url) ??
      (url.includes('#') ? { '@context': 'https://w3id.org/security/multikey/v1', ...document.verificationMethod[0] } : document),
  });
}

/**
 * Issuing and verifying `eddsa-rdfc-2022` badges beside raw Ed25519 of `node:crypto` and beside `@digitalbazaar/vc`. Every badge is
 * another earner's; `seen` verifies badges that were verified before.
 */
export async function run(): Promise<void> {
  const { privateKey: key, publicKey } = generateKey();
  const did = didKey(publicKey);
  const profile: Profile = { id: did, type: ['Profile'], name: 'Example District', url: 'https://badges.example/' };
  const issuer = createIssuer({ key, verificationMethod: didKeyMethod(publicKey) });
  const typical = (first: number, count: number) => Array.from({ length: count }, (_, index) => aTypicalBadge(first + index, profile));
  const issued = async (badges: ReturnType<typeof typical>) => {
    const texts: string[] = [];
    // as they come from elsewhere: read from bytes
    for (const badge of badges) texts.push(Buffer.from(await issuer.issueJson(badge, { created })).toString());
    return texts;
  };
  const ofNewShape = (shape: number) => {
    const badge = aTypicalBadge(shape, profile);
    badge.credentialSubject.achievement = inOtherOrder(badge.credentialSubject.achievement, shape);
    return badge;
  };
  const again = (step: () => unknown) => (_: number, count: number) => Array.from({ length: count }, () => step);

  const data = Buffer.alloc(64, 7);
  const signature = signRaw(null, data, key);
  const loader = documentLoader(didKeyDocument(did));
  const pair = await Ed25519Multikey.generate({});
  Object.assign(pair, {
    id: `did:key:${pair.publicKeyMultibase}#${pair.publicKeyMultibase}`,
    controller: `did:key:${pair.publicKeyMultibase}`,
  });
  const seen = await issued(typical(1_000_000, 10));
  const verifier = createVerifier();
  const expectValid = async (text: string) => {
    if ((await verifier.verify(text, { loader: offline, now })).verdict !== 'valid') throw new Error('A good badge was not found valid.');
  };
  for (const text of [...seen, ...seen]) await expectValid(text);

  const suite = () => new DataIntegrityProof({ signer: pair.signer(), cryptosuite });
  const expectTheirYes = async (text: string) => {
    const check = { credential: JSON.parse(text), suite: new DataIntegrityProof({ cryptosuite }), documentLoader: loader, now };
    if (!(await vc.verifyCredential(check)).verified) throw new Error('The peer did not accept our badge.');
  };

  const took = await inTurns({
    signRaw: { times: 2_000, prepare: again(() => signRaw(null, data, key)) },
    issue: {
      times: 1_500,
      prepare: (first, count) => typical(first, count).map((badge) => () => issuer.issueJson(badge, { created })),
    },
    verifyRaw: { times: 800, prepare: again(() => verifyRaw(null, data, publicKey, signature)) },
    known: {
      times: 500,
      prepare: async (first, count) => (await issued(typical(first, count))).map((text) => () => expectValid(text)),
    },
    seen: {
      times: 2_000,
      prepare: (_, count) => Array.from({ length: count }, (_, index) => () => expectValid(seen[index % seen.length] as string)),
    },
    unseenShape: {
      times: 40,
      prepare: async (first, count) => {
        const badges = Array.from({ length: count }, (_, index) => ofNewShape(first + index));
        return (await issued(badges)).map((text) => () => expectValid(text));
      },
    },
    theirIssue: {
      times: 20,
      prepare: (first, count) =>
        typical(first, count).map((credential) => () => vc.issue({ credential, suite: suite(), documentLoader: loader })),
    },
    theirVerify: {
      times: 20,
      prepare: async (first, count) => (await issued(typical(first, count))).map((text) => () => expectTheirYes(text)),
    },
  });

  for (const [name, ours, raw, peer] of [
    ['badges.issue', took.issue, took.signRaw, took.theirIssue],
    ['badges.verify.known-shape', took.known, took.verifyRaw, took.theirVerify],
    ['badges.verify.new-shape', took.unseenShape, took.verifyRaw, took.theirVerify],
    ['badges.verify.seen', took.seen, took.verifyRaw, took.theirVerify],
  ] as const) {
    const rate = 1_000_000 / median(ours);
    figure(name, rate, 'badges/s', ratio(raw, ours), 'raw-ed25519');
    figure(name, rate, 'badges/s', ratio(peer, ours), 'digitalbazaar-vc');
  }
}
