/// <reference path="../untyped-modules.d.ts" />
import jsonld from 'jsonld';
import rdfCanonize from 'rdf-canonize';
import { shippedContexts } from '../contexts.ts';
import { OpenBadgesError } from '../errors.ts';
import { ContextResolver, UnknownContext } from './context-resolver.ts';

/** A graph that takes longer than this to bring into canonical form was made to do so. */
const TIME_LIMIT_MS = 3_000;

/**
 * Brings a JSON-LD document into canonical N-Quads, in safe mode and with shipped contexts only.
 *
 * @param hashName  for the labels of blank nodes; some cryptosuites ask for SHA-384
 * @throws {OpenBadgesError} `context-unknown` (details.url), `term-unknown` when a term would be lost in translation (details.term),
 *   `document-malformed` for other JSON-LD errors, `graph-too-complex` when canonicalization would take too long
 * @see JSON-LD 1.1 API, toRDF; RDF Dataset Canonicalization (RDFC-1.0)
 */
export async function canonicalize(document: object, hashName: 'sha256' | 'sha384' = 'sha256'): Promise<string> {
  const dataset = await toDataset(document);
  try {
    return await rdfCanonize.canonize(dataset, {
      algorithm: 'RDFC-1.0',
      messageDigestAlgorithm: hashName,
      format: 'application/n-quads',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
  } catch (cause) {
    throw new OpenBadgesError('graph-too-complex', 'The statements of the document are too entangled to be checked.', {}, { cause });
  }
}

const contextResolver = new ContextResolver(shippedContexts);
/** Everything comes through the resolver; the library must not load anything itself. */
const documentLoader = (url: string) => Promise.reject(new UnknownContext(url));

/** Translates a JSON-LD document to RDF quads; errors as `canonicalize`. */
export async function toDataset(document: object): Promise<unknown[]> {
  const options = { contextResolver, documentLoader, base: null, safe: true, rdfDirection: 'i18n-datatype', produceGeneralizedRdf: false };
  try {
    const expanded = await jsonld.expand(document, options);
    refuseRelativeIds(expanded);
    return await jsonld.toRDF(expanded, { ...options, skipExpansion: true });
  } catch (error) {
    throw error instanceof OpenBadgesError ? error : refused(error);
  }
}

/**
 * The JSON-LD library files nodes under their ids in plain objects: an id such as `__proto__` would reach into the prototype of every
 * object of the process. An absolute IRI has a colon, which no property of `Object.prototype` has.
 */
function refuseRelativeIds(expanded: unknown[]): void {
  const open: unknown[] = [...expanded];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      open.push(...value);
      continue;
    }
    for (const [key, member] of Object.entries(value)) {
      const ids = key === '@id' || key === '@type' ? [member].flat() : key.startsWith('@') ? [] : [key];
      const relative = ids.find((id) => typeof id === 'string' && !id.includes(':') && !id.startsWith('@'));
      if (relative !== undefined) {
        throw new OpenBadgesError('term-unknown', `${JSON.stringify(relative)} is not an absolute identifier.`, { term: relative });
      }
      if (key !== '@value') open.push(member);
    }
  }
}

function refused(cause: unknown): OpenBadgesError {
  if (cause instanceof UnknownContext) {
    return new OpenBadgesError('context-unknown', `The context ${cause.url} is not one of those shipped.`, { url: cause.url }, { cause });
  }
  const event = (cause as { details?: { event?: { code?: string; details?: Record<string, unknown> } } }).details?.event;
  if (event) {
    const details = event.details ?? {};
    const term = details.property ?? details.type ?? details.id ?? details.value ?? event.code;
    return new OpenBadgesError(
      'term-unknown',
      `No context says what ${JSON.stringify(term)} means.`,
      { term, event: event.code },
      { cause },
    );
  }
  return new OpenBadgesError('document-malformed', 'The document is not valid JSON-LD.', {}, { cause });
}
