import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import type { RuleVersion } from '../ledger/facts.ts';
import { loadRules } from '../ledger/load-rules.ts';
import { ruleBegins, ruleInCircle, ruleIsRetroactive, ruleNamesUnknown, rulePaysTwice } from '../problems.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { conversionCircle } from './conversions.ts';
import { type DatedRule, daysInForce, paysTwice } from './pays-twice.ts';
import { Rule } from './rule.ts';
import { type RuleNames, sentenceOf } from './sentence.ts';
import { defaultTerms } from './terms.ts';

interface Publication {
  recognizerId: string;
  slug: string;
  name: string;
  rule: Rule;
  /** Calendar dates in the recognizer's time zone; the rule counts for awards from the first to the last. */
  effectiveFrom: string;
  effectiveUntil: string | null;
  /** Says yes to counting anew what was posted already. */
  retroactive: boolean;
  /** Says yes to giving the same thing beside another incentive, for the same award. */
  stacks?: boolean | undefined;
  /** Null for the demo. */
  publishedBy: string | null;
}

/**
 * Publishes a rule as the next version of an incentive, which comes into being with its first one. Everybody's ledger is brought to it
 * by a job: where the rule begins today or later and there are no awards of such dates, nothing moves.
 *
 * @throws {Problem} 409 `not-a-recognizer`, `rule-is-retroactive`, `rule-pays-twice`; 422 `rule-in-circle`, `rule-names-unknown`, `rule-has-no-days`
 */
export async function publishIncentive(
  ground: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  publication: Publication,
): Promise<{ incentiveId: string; versionId: string; number: number; sentence: string }> {
  const { recognizerId, slug, name, effectiveFrom, effectiveUntil, retroactive, publishedBy } = publication;
  const rule = Rule.parse(publication.rule);
  const recognizer = await findRecognizer(transaction, recognizerId);
  const today = dateIn(recognizer.timezone, ground.clock());
  if (effectiveUntil && effectiveUntil < effectiveFrom) throw ruleBegins(effectiveFrom);
  if (effectiveFrom < today && !retroactive) throw ruleIsRetroactive(effectiveFrom, today);
  // one publication of a recognizer at a time: two rules must not close a circle behind each other's back
  await sql`select pg_advisory_xact_lock(hashtextextended(${`incentives/${recognizerId}`}, 0))`.execute(transaction);
  await checkNames(transaction, recognizerId, rule);
  const { versions } = await loadRules(transaction, recognizerId);
  const circle = conversionCircle([...versions.map((version) => version.rule), rule]);
  if (circle) throw ruleInCircle(circle);
  if (!publication.stacks) await refuseDouble(transaction, recognizerId, slug, versions, { rule, effectiveFrom, effectiveUntil });
  const sentence = sentenceOf(rule, await loadRuleNames(transaction, recognizerId, rule, today));
  const { id: incentiveId } = await transaction
    .insertInto('incentive')
    .values({ recognizer_id: recognizerId, slug, name })
    .onConflict((conflict) => conflict.columns(['recognizer_id', 'slug']).doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const number = Math.max(0, ...versions.flatMap((version) => (version.incentiveId === incentiveId ? version.number : []))) + 1;
  const { id: versionId } = await transaction
    .insertInto('incentive_version')
    .values({
      incentive_id: incentiveId,
      number,
      rule: JSON.stringify(rule),
      sentence,
      effective_from: effectiveFrom,
      effective_until: effectiveUntil,
      retroactive: effectiveFrom < today,
      published_by: publishedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await ground.events.emit(transaction, 'incentive.published', { incentiveId, recognizerId, versionId, number });
  return { incentiveId, versionId, number, sentence };
}

/** Two incentives that pay the same for one award are an oversight more often than a gift. */
async function refuseDouble(
  transaction: Writing,
  recognizerId: string,
  slug: string,
  versions: readonly RuleVersion[],
  published: DatedRule,
): Promise<void> {
  const others = await transaction
    .selectFrom('incentive')
    .select(['id', 'name'])
    .where('recognizer_id', '=', recognizerId)
    .where('slug', '<>', slug)
    .execute();
  const doubles = others.filter(({ id }) => {
    const standing = daysInForce(versions.filter(({ incentiveId }) => incentiveId === id));
    return standing.some((version) => paysTwice(published, version));
  });
  if (doubles.length) throw rulePaysTwice(doubles.map(({ name }) => name));
}

/** What the ids of a rule are called, and the currency of a day. */
export async function loadRuleNames(database: Database, recognizerId: string, rule: Rule, today: string): Promise<RuleNames> {
  const { terms } = await loadRules(database, recognizerId);
  const currency = (terms.findLast(({ effectiveFrom }) => effectiveFrom <= today)?.terms ?? defaultTerms).currency;
  const programs = await database
    .selectFrom('program as p')
    .innerJoin('program_version as v', 'v.id', 'p.current_version_id')
    .select(['p.id', sql<string>`v.definition->>'name'`.as('name')])
    .where('p.recognizer_id', '=', recognizerId)
    .where('p.id', '=', sql<string>`any(${rule.counts.programs ?? []}::uuid[])`)
    .execute();
  const achievements = rule.value.kind === 'set' ? rule.value.achievements : [];
  const entries = await database
    .selectFrom('program_entry as e')
    .innerJoin('program as p', 'p.id', 'e.program_id')
    .select(['e.achievement', 'e.title'])
    .distinct()
    .where('p.recognizer_id', '=', recognizerId)
    .where('e.achievement', '=', sql<string>`any(${achievements}::text[])`)
    .execute();
  return {
    currency,
    programs: new Map(programs.map(({ id, name }) => [id, name])),
    achievements: new Map(entries.map(({ achievement, title }) => [achievement, title])),
  };
}

/**
 * Sees to it that a rule speaks of the recognizer's own programs and lists.
 *
 * @throws {Problem} 422 `rule-names-unknown`
 */
export async function checkNames(transaction: Database, recognizerId: string, rule: Rule): Promise<void> {
  const programs = rule.counts.programs ?? [];
  const known = await transaction
    .selectFrom('program')
    .select('id')
    .where('recognizer_id', '=', recognizerId)
    .where('id', '=', sql<string>`any(${programs}::uuid[])`)
    .execute();
  if (known.length !== new Set(programs).size) throw ruleNamesUnknown('a program', 'rule/counts/programs');
  if (rule.value.kind !== 'set') return;
  const listed = await transaction
    .selectFrom('program_entry as e')
    .innerJoin('program as p', 'p.id', 'e.program_id')
    .select('e.achievement')
    .distinct()
    .where('p.recognizer_id', '=', recognizerId)
    .where('e.achievement', '=', sql<string>`any(${rule.value.achievements}::text[])`)
    .whereRef('e.achievement', '=', 'e.counts_as')
    .execute();
  if (listed.length !== rule.value.achievements.length) throw ruleNamesUnknown('something on no approved list', 'rule/value/achievements');
}
