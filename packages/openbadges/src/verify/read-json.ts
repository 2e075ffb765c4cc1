import { OpenBadgesError } from '../errors.ts';
import { refuseRepeatedNames } from './repeated-names.ts';
import { kindOf } from './what-it-is.ts';

/** What a document of a stranger may have. Generous for badges, far below what would keep a processor busy. */
export const limits = {
  /** Bytes of text; an embedded image makes most of it. */
  bytes: 2 * 1024 * 1024,
  /** Levels of nesting. A badge with a parent organization and endorsements has about 12. */
  depth: 32,
  /** Objects and arrays. A badge with a large rubric has a few hundred. */
  containers: 3_000,
  /** The same for learner records and presentations, which hold many badges. */
  containersOfMany: 30_000,
};

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
/**
 * Reads JSON of a stranger.
 *
 * @throws {OpenBadgesError} `document-too-large`, `document-malformed` when it is not a JSON object, `document-unsafe` for deep nesting,
 *   too many parts, names that stand twice in one object (readers differ in which they believe), keys that reach into JavaScript's prototypes, or text that is not well-formed Unicode (two such texts could have
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
  const holdsMany = kindOf(value as Record<string, unknown>) !== 'badge';
  const state = { containers: 0, names: 0, isPlain: isPlain(text), limit: holdsMany ? limits.containersOfMany : limits.containers };
  refuseUnsafe(value, 1, state);
  refuseRepeatedNames(text, state.names);
  return value as Record<string, unknown>;
}

const ESCAPE_OR_FORBIDDEN_KEY = /\\u|"(?:__proto__|constructor|prototype)"/;

/** Whether the text shows as it stands that it has no forbidden key and no broken character: nothing hides behind an escape. */
function isPlain(text: string): boolean {
  return !ESCAPE_OR_FORBIDDEN_KEY.test(text) && text.isWellFormed();
}

interface Walk {
  containers: number;
  names: number;
  isPlain: boolean;
  limit: number;
}

/** Goes no deeper than the limit, so that it may call itself. */
function refuseUnsafe(value: object, depth: number, state: Walk): void {
  state.containers += 1;
  if (depth > limits.depth) throw unsafe('is nested too deeply');
  if (state.containers > state.limit) throw unsafe('has too many parts');
  if (Array.isArray(value)) {
    for (const member of value) refuseUnsafeMember(member, depth, state);
    return;
  }
  for (const key in value) {
    state.names += 1;
    if (!state.isPlain && forbiddenKeys.has(key)) throw unsafe('uses a forbidden name');
    if (!state.isPlain && !key.isWellFormed()) throw unsafe('has broken characters');
    refuseUnsafeMember((value as Record<string, unknown>)[key], depth, state);
  }
}

function refuseUnsafeMember(member: unknown, depth: number, state: Walk): void {
  if (typeof member === 'object' && member !== null) refuseUnsafe(member, depth + 1, state);
  else if (!state.isPlain && typeof member === 'string' && !member.isWellFormed()) throw unsafe('has broken characters');
}

function unsafe(why: string): OpenBadgesError {
  return new OpenBadgesError('document-unsafe', `The document ${why}.`, { why });
}
