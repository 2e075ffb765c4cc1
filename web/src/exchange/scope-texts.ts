import type { exchange } from './messages.ts';

/** A scope's name in the message catalog. */
export type ScopeText = keyof typeof exchange.scope;

/** By the end of the scope's address, in the order in which people read them. */
const texts: Record<string, ScopeText> = {
  'credential.readonly': 'readBadges',
  'credential.upsert': 'addBadges',
  'profile.readonly': 'readProfile',
  'profile.update': 'changeProfile',
  offline_access: 'stay',
};

/** The scopes that people are told of. */
export function scopeTexts(scopes: readonly string[]): ScopeText[] {
  const ends = new Set(scopes.map((scope) => scope.split('/').at(-1)));
  return Object.entries(texts).flatMap(([end, text]) => (ends.has(end) ? [text] : []));
}
