import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { Rule } from '../incentives/rule.ts';
import { Terms } from '../incentives/terms.ts';
import type { AwardFact, EmploymentFact, Facts, RuleVersion, StartingFact, TermsVersion } from './facts.ts';
import { hundredthsOf } from './hundredths.ts';
import { type Rulebook, readRulebook } from './rulebook.ts';

/** Every rule version and all terms of a recognizer. */
export async function loadRulebook(database: Database, recognizerId: string): Promise<Rulebook> {
  const { versions, terms } = await loadRules(database, recognizerId);
  return readRulebook(versions, terms);
}

/** The same before it is put in order, for trying a rule that is not published. */
export async function loadRules(database: Database, recognizerId: string): Promise<{ versions: RuleVersion[]; terms: TermsVersion[] }> {
  const versions = await database
    .selectFrom('incentive_version as v')
    .innerJoin('incentive as i', 'i.id', 'v.incentive_id')
    .select(['v.incentive_id as incentiveId', 'v.id as versionId', 'v.number', 'v.rule'])
    .select([sql<string>`v.effective_from`.as('effectiveFrom'), sql<string | null>`v.effective_until`.as('effectiveUntil')])
    .where('i.recognizer_id', '=', recognizerId)
    .orderBy('v.incentive_id')
    .orderBy('v.number')
    .execute();
  const terms = await database
    .selectFrom('recognition_terms')
    .select(['number', 'terms', sql<string>`effective_from`.as('effectiveFrom')])
    .where('recognizer_id', '=', recognizerId)
    .orderBy('number')
    .execute();
  return {
    versions: versions.map((version) => ({ ...version, rule: readRule(version.versionId, version.rule) })),
    terms: terms.map((version) => ({ ...version, terms: Terms.parse(version.terms) })),
  };
}

const readRules = new Map<string, Rule>();

/** A version never changes, so that it is read once. */
function readRule(versionId: string, stored: unknown): Rule {
  const known = readRules.get(versionId);
  if (known) return known;
  const rule = Rule.parse(stored);
  if (readRules.size >= 5000) readRules.clear();
  readRules.set(versionId, rule);
  return rule;
}

const none: Facts = { awards: [], employment: [], starting: [] };

/** The facts of some educators with one recognizer: three queries, however many they are. */
export async function loadFacts(database: Database, recognizerId: string, educatorIds: readonly string[]): Promise<Map<string, Facts>> {
  const ids = sql<string>`any(${educatorIds}::uuid[])`;
  const awards = await database
    .selectFrom('claim')
    .select(['educator_id as educatorId', 'id as claimId', 'counts_as as countsAs', 'program_id as programId', 'difficulty', 'hours'])
    .select([
      sql<string>`earned_on`.as('earnedOn'),
      sql<string>`submitted_on`.as('proofOn'),
      sql<string>`posted_on`.as('postedOn'),
      sql<string | null>`approved_on`.as('approvedOn'),
    ])
    .where('recognizer_id', '=', recognizerId)
    .where('educator_id', '=', ids)
    .where('state', '=', 'posted')
    .execute();
  const employment = await database
    .selectFrom('employment')
    .select(['educator_id as educatorId', 'position', 'contract'])
    .select([
      sql<string>`effective_on`.as('effectiveOn'),
      sql<string | null>`hired_on`.as('hiredOn'),
      sql<string | null>`ended_on`.as('endedOn'),
      sql<string | null>`licence_starts_on`.as('licenceStartsOn'),
      sql<string | null>`licence_ends_on`.as('licenceEndsOn'),
    ])
    .where('recognizer_id', '=', recognizerId)
    .where('educator_id', '=', ids)
    .orderBy('effective_on')
    .orderBy('id')
    .execute();
  const starting = await database
    .selectFrom('starting_balance as s')
    .innerJoin('starting_balance_import as i', 'i.id', 's.import_id')
    .select(['s.educator_id as educatorId', 's.id', 's.unit', 's.amount', 's.incentive_id as incentiveId'])
    .select([sql<StartingFact['kind']>`s.kind`.as('kind'), sql<string>`s.as_of`.as('asOf')])
    .where('s.recognizer_id', '=', recognizerId)
    .where('s.educator_id', '=', ids)
    .where('i.withdrawn_at', 'is', null)
    .execute();

  const facts = new Map<string, { awards: AwardFact[]; employment: EmploymentFact[]; starting: StartingFact[] }>();
  const of = (educatorId: string) => {
    const known = facts.get(educatorId) ?? { awards: [], employment: [], starting: [] };
    facts.set(educatorId, known);
    return known;
  };
  for (const { educatorId, hours, difficulty, ...award } of awards)
    of(educatorId).awards.push({ ...award, hours: hundredthsOf(hours), difficulty: difficulty as AwardFact['difficulty'] });
  for (const { educatorId, ...record } of employment) of(educatorId).employment.push(record);
  for (const { educatorId, amount, ...balance } of starting) of(educatorId).starting.push({ ...balance, amount: hundredthsOf(amount) });
  return new Map(educatorIds.map((id) => [id, facts.get(id) ?? none]));
}
