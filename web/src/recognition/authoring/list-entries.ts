import type { Entry } from './authoring-queries.ts';

/** What the catalog says of a micro-credential, as far as a line of the list begins with it. */
export interface Found {
  id: string;
  slug: string;
  difficulty: number;
  hours: number;
}

/**
 * The list with lines for what was found; what it has stays as it is. A line is named after the micro-credential's address, as people
 * would, and begins with the catalog's own demand and hours.
 */
export function withEntries(list: readonly Entry[], found: readonly Found[]): Entry[] {
  const next = [...list];
  for (const { id, slug, difficulty, hours } of found) {
    if (next.some(({ microCredentialId }) => microCredentialId === id)) continue;
    const taken = new Set(next.map(({ entryId }) => entryId));
    let entryId = slug;
    for (let number = 2; taken.has(entryId); number += 1) entryId = `${slug}-${number}`;
    const demand = Math.min(3, Math.max(1, difficulty)) as Entry['difficulty'];
    next.push({ entryId, microCredentialId: id, foreign: [], difficulty: demand, hours: String(hours) });
  }
  return next;
}
