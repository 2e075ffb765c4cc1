import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A token as our own mails carry it: 32 random bytes in base64url. Only its hash is kept, so that a read database opens nothing. */
export const MailedToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not a token of ours');

/** Makes a token and the hash to keep of it. */
export function makeMailedToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashMailedToken(token) };
}

/** SHA-256; the token is random enough that no salt or stretching is needed. */
export const hashMailedToken = (token: string): Buffer => createHash('sha256').update(token).digest();
