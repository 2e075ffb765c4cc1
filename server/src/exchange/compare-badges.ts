/** How Open Badges 3.0 compares badges ("Credential equality and comparison algorithm"). */

/** An id as it is compared: escapes undone, blanks around it cut. */
export function comparable(id: string): string {
  const trimmed = id.trim();
  try {
    return decodeURIComponent(trimmed);
  } catch {
    return trimmed; // not escapes after all
  }
}

/** What becomes of a badge that comes in, beside the one that is there. */
export type Upsert = 'create' | 'replace' | 'keep';

/**
 * Newer replaces older; the same or an older one changes nothing.
 *
 * @param known when the badge that is there became valid; null when there is none
 */
export function decideUpsert(known: Date | null, incoming: Date): Upsert {
  if (!known) return 'create';
  return incoming.getTime() > known.getTime() ? 'replace' : 'keep';
}
