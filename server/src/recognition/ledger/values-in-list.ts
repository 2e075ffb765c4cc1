import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { countingStates } from '../claims/claim-states.ts';
import { findEntries } from '../claims/find-entry.ts';
import { ourAchievement } from '../programs/definition.ts';
import { dateIn } from '../recognizer.ts';
import { countingVersions, employmentOn } from './counting.ts';
import type { Facts } from './facts.ts';
import { addedBy, type Gain } from './gain.ts';
import { loadFacts } from './load-facts.ts';
import { loadRules } from './load-rules.ts';
import { termsOn, unitOf } from './rulebook.ts';
import { awardToday, recognizersOf } from './value-for-educator.ts';
import { worth } from './worth.ts';

/** What a micro-credential of a list would be worth to an educator, in short. */
export interface ValueInList {
  microCredentialId: string;
  counted: 'no' | 'claimed' | 'posted';
  /** What posting it today would add. */
  gives: Pick<Gain, 'kind' | 'unit' | 'amount'>[];
  /** What it counts toward where it adds nothing by itself. */
  toward: { kind: string; unit: string }[];
}

/**
 * What each micro-credential of a list would be worth to an educator today, by the computation that posting makes; those on no approved
 * list are left out. Of several recognizers the first that lists one counts. A fixed number of queries for each recognizer, however long
 * the list.
 */
export async function valuesInList(
  database: Database,
  { educatorId, microCredentialIds }: { educatorId: string; microCredentialIds: readonly string[] },
  now: Date,
): Promise<ValueInList[]> {
  const values = new Map<string, ValueInList>();
  for (const { id: recognizerId, timezone } of await recognizersOf(database, educatorId)) {
    const achievements = microCredentialIds.filter((id) => !values.has(id)).map(ourAchievement);
    const entries = await findEntries(database, { recognizerId, educatorId, achievements, awardedAt: now });
    if (!entries.size) continue;
    const today = dateIn(timezone, now);
    const { rulebook } = await loadRules(database, recognizerId);
    const facts = (await loadFacts(database, recognizerId, [educatorId])).get(educatorId) as Facts;
    const counted = await countedAt(database, recognizerId, educatorId);
    const before = worth(facts, rulebook).allocations;
    const terms = termsOn(rulebook, today);
    for (const id of microCredentialIds) {
      const entry = entries.get(ourAchievement(id));
      if (!entry || values.has(id)) continue;
      const award = awardToday(entry, today);
      const standing = counted.get(entry.countsAs) ?? 'no';
      const gives = standing === 'no' ? addedBy(facts, award, rulebook, before) : [];
      const counting = countingVersions(award, rulebook, employmentOn(facts.employment, today));
      values.set(id, {
        microCredentialId: id,
        counted: standing,
        gives: gives.map(({ kind, unit, amount }) => ({ kind, unit, amount })),
        toward:
          standing === 'no' && !gives.length ? counting.map(({ value: { pays } }) => ({ kind: pays.kind, unit: unitOf(pays, terms) })) : [],
      });
    }
  }
  return [...values.values()];
}

/** How the educator's claims stand, by what they count as. */
async function countedAt(database: Database, recognizerId: string, educatorId: string): Promise<Map<string, 'claimed' | 'posted'>> {
  const rows = await database
    .selectFrom('claim')
    .select(['counts_as as countsAs', sql<'claimed' | 'posted'>`case when state = 'posted' then 'posted' else 'claimed' end`.as('counted')])
    .where('recognizer_id', '=', recognizerId)
    .where('educator_id', '=', educatorId)
    .where('state', 'in', [...countingStates])
    .execute();
  return new Map(rows.map(({ countsAs, counted }) => [countsAs, counted]));
}
