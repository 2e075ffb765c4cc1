import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import { createGuardedFetch, FetchRefused } from '../platform/http/guarded-fetch.ts';
import type { Server } from '../platform/http/server.ts';
import { readEndorsementAt } from './endorsements/queries.ts';
import { sameOrigin } from './own-documents.ts';
import { noBadgeInPicture, nothingToVerify, unreachableBadge } from './problems.ts';
import { isPlainPicture, readQr } from './read-qr.ts';
import { readShownBadge } from './read-shown-badge.ts';
import { VerificationAnswer } from './schemas.ts';
import { summarize } from './summarize-report.ts';
import { verifyBadge } from './verify-badge.ts';

/** Bytes of a file or text. */
const maxBytes = 2 * 1024 * 1024;
/** A file of that size in base64, and a little. */
const bodyLimit = 3 * 1024 * 1024;

const Question = z
  .object({
    text: z.string().max(maxBytes).optional().meta({ description: 'The badge as JSON or JWT' }),
    url: z.string().trim().max(2000).optional().meta({ description: 'Where the badge stands: JSON, PNG or SVG' }),
    file: z.base64().max(2_900_000).optional().meta({
      description: 'A JSON, JWT, PNG or SVG file, or a photo (JPEG, PNG, WebP) of a QR code that leads to a badge; up to 2 MB, in base64',
    }),
    email: z.string().trim().max(320).optional().meta({ description: 'Whose badge it should be' }),
  })
  .meta({ id: 'VerificationQuestion' });

/**
 * Verification of anybody's badge, ours or not.
 *
 * @param readHere documents of this installation that other capabilities keep
 */
export function verificationRoutes(server: Server, ground: Ground, readHere: (address: string) => Promise<unknown>): void {
  const { database, config, clock } = ground;
  const fetchGuarded = createGuardedFetch();

  /** The badge at an address; ours are read from the database. */
  async function badgeAt(address: string): Promise<string | Uint8Array> {
    if (sameOrigin(address, config.url)) {
      const own = (await readShownBadge(database, address, config.url)) ?? (await readEndorsementAt(database, address, config.url));
      if (!own) throw unreachableBadge('There is no badge at this address, or its earner does not show it.');
      return own;
    }
    try {
      return (await fetchGuarded(address)).body;
    } catch (error) {
      if (error instanceof FetchRefused) throw unreachableBadge(`${error.message} Download the badge there and give the file instead.`);
      throw error;
    }
  }

  /** A file as it is; of a picture without a badge, what its QR code says or leads to. */
  async function badgeIn(file: Uint8Array): Promise<string | Uint8Array> {
    if (!isPlainPicture(file)) return file;
    const said = await readQr(file);
    if (said === null) throw noBadgeInPicture();
    return /^https?:\/\/\S+$/i.test(said) ? badgeAt(said) : said;
  }

  server.post(
    '/api/v1/verifications',
    {
      bodyLimit,
      config: { access: anyone, rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags: ['badges'],
        summary: 'Verify anybody’s badge: text, address or file',
        body: Question,
        response: { 200: VerificationAnswer },
      },
    },
    async (request) => {
      const { text, url, file, email } = request.body;
      const given = text?.trim() || (file ? await badgeIn(new Uint8Array(Buffer.from(file, 'base64'))) : null);
      const input = given ?? (url ? await badgeAt(url) : null);
      if (input === null) throw nothingToVerify();
      const report = await verifyBadge(ground, database, input, {
        fetchElsewhere: fetchGuarded,
        readHere,
        ...(email ? { expected: { email } } : {}),
      });
      return summarize(report, clock(), config.url);
    },
  );
}
