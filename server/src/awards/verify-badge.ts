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
  const asked: VerifyOptions = {
    loader,
    now: ground.clock(),
    knownIssuers: await ownIssuerIds(ground, database),
    // without https (the demo on localhost) the badges of this installation name http addresses, which are read from the database
    trustedOrigins: [new URL(ground.config.url).origin],
  };
  if (options.expected) asked.expectedRecipient = options.expected;
  const isSmall = typeof input === 'string' || input instanceof Uint8Array ? input.length <= rememberedBytes : false;
  return isSmall ? verifier.verify(input, asked) : verify(input, asked);
}
