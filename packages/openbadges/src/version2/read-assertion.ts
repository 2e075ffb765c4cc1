import { OpenBadgesError } from '../errors.ts';
import { decodePart, isCompactJws } from '../jwt/read-jwt.ts';
import { readJson } from '../verify/read-json.ts';

const OPEN_BADGES_V1_AND_V2 = /^https:\/\/w3id\.org\/openbadges\/v[12]$/;
const MAX_HEADER_BYTES = 16_384;

/** A signed assertion taken apart and not yet verified. */
export interface Jws {
  alg: unknown;
  input: Uint8Array;
  signature: Uint8Array;
}

/** Whether a document is an assertion of Open Badges 2.0. */
export function isAssertion(document: Record<string, unknown>): boolean {
  const contexts = [document['@context']].flat();
  return [document.type].flat().includes('Assertion') && contexts.some((url) => typeof url === 'string' && OPEN_BADGES_V1_AND_V2.test(url));
}

/**
 * Reads a compact JWS whose payload is an assertion of Open Badges 2.0.
 *
 * @returns nothing when it is some other JWS
 * @throws {OpenBadgesError} `document-unsafe` for critical extensions or unusual spelling, and the errors of `readJson`
 */
export function readSignedAssertion(text: string, maxBytes: number): { document: Record<string, unknown>; jws: Jws } | undefined {
  if (!isCompactJws(text)) return undefined;
  const [header = '', payload = '', signature = ''] = text.split('.');
  const document = readJson(decodePart(payload).toString('utf8'), maxBytes);
  if (!isAssertion(document)) return undefined;
  const { alg, crit } = readJson(decodePart(header).toString('utf8'), MAX_HEADER_BYTES);
  if (crit !== undefined) throw new OpenBadgesError('document-unsafe', 'The badge asks for something that is not known here.');
  return { document, jws: { alg, input: Buffer.from(`${header}.${payload}`), signature: decodePart(signature) } };
}
