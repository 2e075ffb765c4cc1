import {
  type BadgeInput,
  createVerifier,
  type ExpectedRecipient,
  type Loader,
  type Report,
  type VerifyOptions,
  verify,
} from '@brevet/openbadges';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import type { GuardedFetch } from '../platform/http/guarded-fetch.ts';
import { ownIssuerIds, readOwnDocument } from './own-documents.ts';
import { standingAt } from './standing-award.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

// It remembers shapes, texts and signatures; dates, status and keys are looked up every time.
// Large texts are left out: strangers could fill the memory with them.
const verifier = createVerifier({ remember: 300 });
const rememberedBytes = 50_000;

/** What is asked of a badge. */
export interface BadgeQuestion extends Pick<VerifyOptions, 'anyCredential' | 'challenge' | 'domain' | 'knownStatus'> {
  /** The guarded client; without it nothing outside is reached. */
  fetchElsewhere?: GuardedFetch;
  /** Brings documents of this installation that other capabilities keep; nothing for addresses that are not theirs. */
  readHere?: (address: string) => Promise<unknown>;
  /** Whose badge it should be. */
  expected?: ExpectedRecipient;
}

/**
 * Verifies anybody's badge. What stands on this installation is read from the database, everything else by `fetchElsewhere`.
 *
 * @param database the transaction, where what is checked was written in it
 */
export async function verifyBadge(ground: Parts, database: Database, input: BadgeInput, asked: BadgeQuestion = {}): Promise<Report> {
  const knownStatus = (id: string) => standingAt(database, id, ground.config.url);
  return (await openVerifier(ground, database, { ...asked, knownStatus }))(input);
}

/**
 * Looks at what was just signed as a stranger would, before it is given to anybody. Whether the award stands is told to whoever verifies it.
 *
 * @throws {Error} when it does not hold before our own verifier
 */
export async function confirmSigned(ground: Parts, database: Database, signed: string): Promise<void> {
  const { checks } = await verifyBadge(ground, database, signed);
  const wrong = checks.filter(({ id, outcome }) => confirmed.has(id) && outcome !== 'passed');
  if (wrong.length) throw new Error(`What was signed did not hold before our own verifier: ${JSON.stringify(wrong)}`);
}

const confirmed: ReadonlySet<string> = new Set(['parsed', 'data-model', 'proof', 'issuer-key']);

/**
 * Verification of many badges at one moment: each document of this installation is read once for all of them.
 *
 * @returns verifies one; to be used at once, since keys and status lists are those of this moment
 */
export async function openVerifier(
  ground: Parts,
  database: Database,
  { fetchElsewhere, expected, readHere, ...more }: BadgeQuestion = {},
): Promise<(input: BadgeInput) => Promise<Report>> {
  const read = new Map<string, Promise<unknown>>();
  const loader: Loader = async (address) => {
    const theirs = await readHere?.(address);
    if (theirs !== undefined) return theirs;
    const own = await (read.get(address) ?? remember(read, address, readOwnDocument(ground, database, address)));
    if (own === null) throw new Error(`There is nothing here at ${address}`);
    if (own !== undefined) return own;
    if (!fetchElsewhere) throw new Error(`not loaded: ${address}`);
    return JSON.parse((await fetchElsewhere(address)).body.toString());
  };
  const options: VerifyOptions = {
    ...more,
    loader,
    now: ground.clock(),
    knownIssuers: await ownIssuerIds(ground, database),
    // without https (the demo on localhost) the badges of this installation name http addresses, which are read from the database
    trustedOrigins: [new URL(ground.config.url).origin],
    ...(expected && { expectedRecipient: expected }),
    ...(fetchElsewhere && { loadBytes: async (address: string) => (await fetchElsewhere(address)).body }),
  };
  return (input) => {
    const isSmall = typeof input === 'string' || input instanceof Uint8Array ? input.length <= rememberedBytes : false;
    return isSmall ? verifier.verify(input, options) : verify(input, options);
  };
}

function remember<T>(map: Map<string, Promise<T>>, key: string, value: Promise<T>): Promise<T> {
  map.set(key, value);
  return value;
}
