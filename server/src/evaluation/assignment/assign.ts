import type { EmployingOrganization } from '../conflicts.ts';
import { isEligible, type PoolEvaluator, type WaitingReading } from './eligible.ts';

/** An evaluator to whom the system may give work. */
export interface AssignableEvaluator extends PoolEvaluator {
  /** How many readings are in hand or assigned already. */
  load: number;
  /** How many at most. */
  capacity: number;
}

export interface Assignment {
  readingId: string;
  personId: string;
}

/**
 * Gives waiting readings to evaluators: what is due first, to the eligible evaluator who carries the least of the own capacity; of several
 * the one who can take the fewest of what waits, so that who can take anything stays free; then by id.
 *
 * Never against `isEligible`, never a submission's two readings to one person, never more than the capacity, never a reading twice, and
 * no reading stays while somebody eligible has room. Readings reserved for somebody are left as they are until that has ended.
 *
 * @param now decides which reservations have ended
 */
export function assign(
  readings: readonly WaitingReading[],
  evaluators: readonly AssignableEvaluator[],
  organizations: readonly EmployingOrganization[],
  now: Date,
): Assignment[] {
  const open = readings
    .filter(({ reservedFor, reservedUntil }) => reservedFor === null || (reservedUntil !== null && reservedUntil <= now))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || compare(a.id, b.id));
  const eligible = new Map(open.map((reading) => [reading.id, evaluators.filter((one) => isEligible(one, reading, organizations))]));
  const reach = new Map<string, number>();
  for (const able of eligible.values()) for (const { personId } of able) reach.set(personId, (reach.get(personId) ?? 0) + 1);
  const load = new Map(evaluators.map(({ personId, load }) => [personId, load]));
  const heldBy = new Map<string, Set<string>>();
  for (const { submissionId, reservedFor, reservedUntil } of readings)
    if (reservedFor !== null && reservedUntil !== null && reservedUntil > now) readersOf(heldBy, submissionId).add(reservedFor);
  const made: Assignment[] = [];
  for (const reading of open) {
    const readers = readersOf(heldBy, reading.submissionId);
    const [best] = (eligible.get(reading.id) ?? [])
      .filter((one) => (load.get(one.personId) ?? 0) < one.capacity && !readers.has(one.personId))
      .sort(
        (a, b) =>
          (load.get(a.personId) ?? 0) / a.capacity - (load.get(b.personId) ?? 0) / b.capacity ||
          (reach.get(a.personId) ?? 0) - (reach.get(b.personId) ?? 0) ||
          compare(a.personId, b.personId),
      );
    if (!best) continue;
    made.push({ readingId: reading.id, personId: best.personId });
    load.set(best.personId, (load.get(best.personId) ?? 0) + 1);
    readers.add(best.personId);
  }
  return made;
}

function readersOf(heldBy: Map<string, Set<string>>, submissionId: string): Set<string> {
  const known = heldBy.get(submissionId) ?? new Set<string>();
  heldBy.set(submissionId, known);
  return known;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
