import { OpenBadgesError } from '../errors.ts';

/** What a document of a stranger may have. Generous for badges, far below what would keep a processor busy. */
export const limits = {
  /** Bytes of text; an embedded image makes most of it. */
  bytes: 2 * 1024 * 1024,
  /** Levels of nesting. A badge with a parent organization and endorsements has about 12. */
  depth: 32,
  /** Objects and arrays. A badge with a large rubric has a few hundred. */
  containers: 3_000,
};

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON of a stranger.
 *
 * @throws {OpenBadgesError} `document-too-large`, `document-malformed` when it is not a JSON object, `document-unsafe` for deep nesting,
 *   too many parts, keys that reach into JavaScript's prototypes, or text that is not well-formed Unicode (two such texts could have
 *   the same hash)
 */
export function readJson(text: string, maxBytes: number = limits.bytes): Record<string, unknown> {
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes) {
    throw new OpenBadgesError('document-too-large', 'The document is too large.', { maxBytes });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new OpenBadgesError('document-malformed', 'The document is not JSON.', {}, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new OpenBadgesError('document-malformed', 'The document is not a JSON object.');
  }
  refuseUnsafe(value);
  return value as Record<string, unknown>;
}

function refuseUnsafe(root: object): void {
  const open: { value: object; depth: number }[] = [{ value: root, depth: 1 }];
  let containers = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    containers += 1;
    if (next.depth > limits.depth) throw unsafe('is nested too deeply');
    if (containers > limits.containers) throw unsafe('has too many parts');
    for (const [key, value] of Object.entries(next.value)) {
      if (forbiddenKeys.has(key)) throw unsafe('uses a forbidden name');
      if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) throw unsafe('has broken characters');
      if (typeof value === 'object' && value !== null) open.push({ value, depth: next.depth + 1 });
    }
  }
}

function unsafe(why: string): OpenBadgesError {
  return new OpenBadgesError('document-unsafe', `The document ${why}.`, { why });
}
