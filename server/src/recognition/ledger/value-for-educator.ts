import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { countingStates } from '../claims/claim-states.ts';
import { findEntry, type ListedEntry } from '../claims/find-entry.ts';
import { ourAchievement } from '../programs/definition.ts';
import { dateIn } from '../recognizer.ts';
import { countingVersions, employmentOn } from './counting.ts';
import type { AwardFact, Facts } from './facts.ts';
import { addedBy, type Gain } from './gain.ts';
import { hundredthsOf } from './hundredths.ts';
import { loadFacts } from './load-facts.ts';
import { loadRules, saidOn } from './load-rules.ts';
import { type Progress, progressOf } from './progress.ts';
import { inForce, type ReadVersion, type Rulebook, termsOn, unitOf } from './rulebook.ts';

/** What a micro-credential would be worth to an educator at one recognizer, if it were earned and posted today. */
export interface Value {
  recognizer: { id: string; slug: string; name: string };
  program: { id: string; name: string; asksPreApproval: boolean };
  difficulty: number;
  /** Whether a claim of it stands already: then nothing is added. */
  counted: 'no' | 'claimed' | 'posted';
  gives: Gain[];
  /** The incentives it counts for, each with its sentence and how one stands in it. */
  incentives: (Progress & { name: string; sentence: string })[];
  /** The last day of one's licence, where Human Resources recorded it. */
  licenceEndsOn: string | null;
}

/**
 * "What is this worth to me?": each of the educator's recognizers that lists the micro-credential, by the very computation that posting
 * makes, on today's facts.
 */
export async function valueForEducator(
  database: Database,
  { educatorId, microCredentialId }: { educatorId: string; microCredentialId: string },
  now: Date,
): Promise<Value[]> {
  const recognizers = await recognizersOf(database, educatorId);
  const values: Value[] = [];
  for (const { timezone, ...recognizer } of recognizers) {
    const achievement = ourAchievement(microCredentialId);
    const entry = await findEntry(database, { recognizerId: recognizer.id, educatorId, achievement, awardedAt: now });
    if (!entry) continue;
    const today = dateIn(timezone, now);
    const rules = await loadRules(database, recognizer.id);
    const { rulebook } = rules;
    const facts = (await loadFacts(database, recognizer.id, [educatorId])).get(educatorId) as Facts;
    const counted = await claimOf(database, recognizer.id, educatorId, entry.countsAs);
    const award = awardToday(entry, today);
    const employed = employmentOn(facts.employment, today);
    const counting = countingVersions(award, rulebook, employed);
    const gives = counted === 'no' ? addedBy(facts, award, rulebook) : [];
    const told = new Set(ledTo(counting, rulebook, today).map(({ incentiveId }) => incentiveId));
    const said = saidOn(rules, today);
    values.push({
      recognizer,
      program: { id: entry.programId, name: entry.programName, asksPreApproval: entry.asksPreApproval },
      difficulty: entry.difficulty,
      counted,
      gives,
      incentives: progressOf(facts, rulebook, today).flatMap((progress) => {
        const words = said.get(progress.incentiveId);
        return words && told.has(progress.incentiveId) ? [{ ...progress, ...words }] : [];
      }),
      licenceEndsOn: employed?.licenceEndsOn ?? null,
    });
  }
  return values;
}

/** The incentives that count an award, and those that what they pay goes on to: credits to a renewal, hours to credits. */
function ledTo(counting: readonly ReadVersion[], rulebook: Rulebook, date: string): ReadVersion[] {
  const terms = termsOn(rulebook, date);
  const reached = [...counting];
  // what is appended is walked, too
  for (const { value } of reached)
    for (const { incentiveId, versions } of rulebook.incentives) {
      const version = inForce(versions, date);
      if (version?.value.kind !== 'convert' || reached.some((known) => known.incentiveId === incentiveId)) continue;
      const { kind, unit } = version.value.from;
      if (value.pays.kind === kind && unitOf(value.pays, terms) === unit) reached.push(version);
    }
  return reached;
}

/** As if it were earned and posted today, and approved before where that is asked. */
export function awardToday(entry: ListedEntry, today: string): AwardFact {
  return {
    claimId: 'today',
    countsAs: entry.countsAs,
    programId: entry.programId,
    difficulty: entry.difficulty as AwardFact['difficulty'],
    hours: hundredthsOf(entry.hours),
    earnedOn: today,
    proofOn: today,
    postedOn: today,
    approvedOn: today,
  };
}

/**
 * The recognizers an educator works for: where they are a member, and what those belong to. A school that offers no program of its own
 * leaves that to its district.
 */
export async function recognizersOf(database: Database, educatorId: string) {
  const { rows } = await sql<{ id: string; slug: string; name: string; timezone: string }>`
    with recursive works as (
      select o.* from membership m join organization o on o.id = m.organization_id
      where m.person_id = ${educatorId} and m.roles && array['educator', 'coach', 'reviewer', 'hr', 'recognizer-admin']
      union select o.* from organization o join works on works.parent_id = o.id)
    select id, slug, name, timezone from works where is_recognizer and (
      exists (select from program p where p.recognizer_id = works.id) or not exists (select from works above where above.id = works.parent_id))
    order by name, id`.execute(database);
  return rows;
}

async function claimOf(database: Database, recognizerId: string, educatorId: string, countsAs: string): Promise<Value['counted']> {
  const claim = await database
    .selectFrom('claim')
    .select('state')
    .where('recognizer_id', '=', recognizerId)
    .where('educator_id', '=', educatorId)
    .where('counts_as', '=', countsAs)
    .where('state', 'in', [...countingStates])
    .executeTakeFirst();
  if (!claim) return 'no';
  return claim.state === 'posted' ? 'posted' : 'claimed';
}
