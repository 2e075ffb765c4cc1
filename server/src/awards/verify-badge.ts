import {
  type BadgeInput,
  type Check,
  createVerifier,
  decodeBitstring,
  type ExpectedRecipient,
  getStatus,
  type Loader,
  type Report,
  type VerifyOptions,
  verify,
} from '@brevet/openbadges';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { addresses } from './addresses.ts';
import { ownIssuerIds, readOwnDocument } from './own-documents.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

// It remembers shapes, texts and signatures; dates, status and keys are looked up every time.
// Large texts are left out: strangers could fill the memory with them.
const verifier = createVerifier({ remember: 300 });
const rememberedBytes = 50_000;

/**
 * Verifies anybody's badge. What stands on this installation is read from the database, everything else by `fetchElsewhere`.
 *
 * @param database the transaction, where what is checked was written in it
 * @param options.fetchElsewhere the guarded client; without it nothing outside is reached
 */
export async function verifyBadge(
  ground: Parts,
  database: Database,
  input: BadgeInput,
  options: { fetchElsewhere?: Loader; expected?: ExpectedRecipient } = {},
): Promise<Report> {
  const loader: Loader = async (address) => {
    const own = await readOwnDocument(ground, database, address);
    if (own === null) throw new Error(`There is nothing here at ${address}`);
    if (own !== undefined) return own;
    if (!options.fetchElsewhere) throw new Error(`not loaded: ${address}`);
    return options.fetchElsewhere(address);
  };
  const asked: VerifyOptions = { loader, now: ground.clock(), knownIssuers: await ownIssuerIds(ground, database) };
  if (options.expected) asked.expectedRecipient = options.expected;
  const isSmall = typeof input === 'string' || input instanceof Uint8Array ? input.length <= rememberedBytes : false;
  return checkOwnPlainList(ground, await (isSmall ? verifier.verify(input, asked) : verify(input, asked)), loader);
}

/**
 * The library looks status lists up at https addresses only. On an installation without https (the demo on localhost) its own
 * badges name http addresses; those lists are read here, from the database.
 */
async function checkOwnPlainList({ config }: Parts, report: Report, loader: Loader): Promise<Report> {
  const status = report.checks.find(({ id }) => id === 'status');
  if (!config.url.startsWith('http:') || status?.reason !== 'status-entry-malformed') return report;
  const entry = report.credential?.credentialStatus;
  if (!entry || Array.isArray(entry) || entry.type !== 'BitstringStatusListEntry' || entry.statusPurpose !== 'revocation') return report;
  const { statusListCredential: address, statusListIndex } = entry;
  if (typeof address !== 'string' || !address.startsWith(addresses(config.url).statusList(''))) return report;
  if (typeof statusListIndex !== 'string' || !/^\d{1,9}$/.test(statusListIndex)) return report;
  const found = await readPlace(loader, address, Number(statusListIndex));
  if (!found) return report;
  const checks = report.checks.map((check) => (check === status ? found : check));
  return { ...report, checks, verdict: verdictOf(report, found) };
}

async function readPlace(loader: Loader, address: string, index: number): Promise<Check | null> {
  try {
    const list = (await loader(address)) as { credentialSubject: { encodedList: string } };
    return getStatus(decodeBitstring(list.credentialSubject.encodedList), index)
      ? { id: 'status', outcome: 'failed', reason: 'revoked', message: 'The issuer has withdrawn the badge.', details: {} }
      : { id: 'status', outcome: 'passed', reason: 'active', message: 'The issuer has not withdrawn the badge.', details: {} };
  } catch {
    return null; // no such list or place here
  }
}

/** The verdict, now that the status is known: the library found nothing else missing if all other decisive checks were made. */
function verdictOf({ verdict, checks }: Report, status: Check): Report['verdict'] {
  if (verdict === 'invalid' || status.outcome === 'failed') return 'invalid';
  const decisive = ['parsed', 'data-model', 'proof', 'issuer-key', 'dates'];
  return checks.some(({ id, outcome }) => decisive.includes(id) && outcome === 'not-checked') ? 'undetermined' : 'valid';
}
