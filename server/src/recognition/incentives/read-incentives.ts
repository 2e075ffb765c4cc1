import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { loadRuleNames } from './publish-incentive.ts';
import { Rule } from './rule.ts';
import { sentenceOf } from './sentence.ts';
import { defaultTerms, Terms } from './terms.ts';

/** Every incentive of a recognizer with its versions, the newest first. */
export async function listIncentives(database: Database, recognizerId: string, today: string) {
  const rows = await database
    .selectFrom('incentive as i')
    .innerJoin('incentive_version as v', 'v.incentive_id', 'i.id')
    .select(['i.id as incentiveId', 'i.slug', 'i.name', 'v.id', 'v.number', 'v.rule', 'v.sentence', 'v.published_at as publishedAt'])
    .select([sql<string>`v.effective_from`.as('effectiveFrom'), sql<string | null>`v.effective_until`.as('effectiveUntil')])
    .where('i.recognizer_id', '=', recognizerId)
    .orderBy('i.name')
    .orderBy('i.id')
    .orderBy('v.number', 'desc')
    .execute();
  const incentives = Map.groupBy(rows, ({ incentiveId }) => incentiveId);
  return [...incentives].map(([id, [...versions]]) => {
    const newest = versions.find(({ effectiveFrom }) => effectiveFrom <= today);
    const holds = newest && (newest.effectiveUntil === null || newest.effectiveUntil >= today);
    return {
      id,
      slug: versions[0]?.slug ?? '',
      name: versions[0]?.name ?? '',
      versions: versions.map(({ incentiveId: _, slug: _slug, name: _name, rule, ...version }) => ({ ...version, rule: Rule.parse(rule) })),
      inForce: holds ? newest.id : null,
    };
  });
}

/** Says a rule that is not published. */
export async function previewRule(database: Database, recognizerId: string, rule: Rule, today: string): Promise<string> {
  return sentenceOf(rule, await loadRuleNames(database, recognizerId, rule, today));
}

/** The terms of a recognizer: those in force, and all versions, the newest first. */
export async function readTerms(database: Database, recognizerId: string, today: string) {
  const rows = await database
    .selectFrom('recognition_terms')
    .select(['number', 'terms', 'published_at as publishedAt', sql<string>`effective_from`.as('effectiveFrom')])
    .where('recognizer_id', '=', recognizerId)
    .orderBy('number', 'desc')
    .execute();
  const versions = rows.map((row) => ({ ...row, terms: Terms.parse(row.terms) }));
  return { terms: versions.find(({ effectiveFrom }) => effectiveFrom <= today)?.terms ?? defaultTerms, versions };
}
