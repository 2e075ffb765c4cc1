import { CREDENTIALS_V2 } from '../contexts.ts';
import { OpenBadgesError } from '../errors.ts';

const kinds: Record<string, RegExp> = {
  EnvelopedVerifiableCredential: /^data:application\/(?:vc\+jwt|vc\+ld\+json\+jwt|vc-ld\+jwt|jwt),/,
  EnvelopedVerifiablePresentation: /^data:application\/(?:vp\+jwt|vp\+ld\+json\+jwt|vp-ld\+jwt|jwt),/,
};

/**
 * Takes a credential or presentation out of its envelope: a JWS in a data URL (VCDM 2.0 §4.13.1, §4.13.2).
 *
 * @returns the compact JWS; nothing when the document is no envelope
 * @throws {OpenBadgesError} `document-malformed` when it is one and lacks the context, or holds something else than a JWT
 */
export function openEnvelope(document: Record<string, unknown>): string | undefined {
  const type = [document.type].flat().find((name) => typeof name === 'string' && Object.hasOwn(kinds, name)) as string | undefined;
  if (type === undefined) return undefined;
  const { id, '@context': context } = document;
  if (![context].flat().includes(CREDENTIALS_V2) || typeof id !== 'string' || !kinds[type]?.test(id)) {
    throw new OpenBadgesError('document-malformed', 'The envelope does not hold a JWT in a data URL, or lacks its context.', { type });
  }
  return id.slice(id.indexOf(',') + 1);
}
