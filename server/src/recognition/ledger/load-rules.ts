import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { plannedOnce } from '../../platform/database/planned-once.ts';
import { Rule } from '../incentives/rule.ts';
import { Terms } from '../incentives/terms.ts';
import type { RuleVersion, TermsVersion } from './facts.ts';
import { type Rulebook, readRulebook } from './rulebook.ts';

/** Every rule version and all terms of a recognizer. */
export interface Rules {
  /** Of each incentive from the oldest to the newest. */
  versions: readonly RuleVersion[];
  /** From the oldest to the newest. */
  terms: readonly TermsVersion[];
  /** The same, ready to be applied. */
  rulebook: Rulebook;
  /** Name of the incentive and sentence of each version, by the version's id. */
  said: ReadonlyMap<string, Said>;
}

interface Said {
  name: string;
  sentence: string;
}

/** Rules as they were read last, by recognizer: versions never change, so that as long as there are no others these are they. */
const kept = new Map<string, { stamp: string; rules: Rules }>();
/** Recognizers whose rules a node keeps in memory. */
const most = 1000;

/** Names all rules and terms of a recognizer as this statement sees them: equal text, equal content. */
export const rulesStamp = (recognizerId: string): RawBuilder<string> => sql<string>`(
  select count(*) || '/' || coalesce(bit_xor(hashtextextended(v.id::text, 0)), 0) || '/' || (
    select count(*) || '/' || coalesce(bit_xor(hashtextextended(t.effective_from || t.terms::text, t.number)), 0)
    from recognition_terms t where t.recognizer_id = ${recognizerId})
  from incentive i join incentive_version v on v.incentive_id = i.id where i.recognizer_id = ${recognizerId})`;

interface Row {
  stamp: string;
  versions: (Omit<RuleVersion, 'rule'> & Said & { rule: unknown })[];
  terms: (Omit<TermsVersion, 'terms'> & { terms: unknown })[];
}

/**
 * Every rule version and all terms of a recognizer, read anew only when there are others than before.
 *
 * @param stamp `rulesStamp` where a statement has just asked for it
 */
export async function loadRules(database: Database, recognizerId: string, stamp?: string): Promise<Rules> {
  const current = stamp ?? (await readStamp(database, recognizerId));
  const known = kept.get(recognizerId);
  if (known?.stamp === current) return known.rules;
  const { rows } = await sql<Row>`
    select ${rulesStamp(recognizerId)} as stamp,
      coalesce((select json_agg(json_build_object('incentiveId', i.id, 'versionId', v.id, 'number', v.number, 'rule', v.rule,
          'effectiveFrom', v.effective_from, 'effectiveUntil', v.effective_until, 'name', i.name, 'sentence', v.sentence)
          order by v.incentive_id, v.number)
        from incentive i join incentive_version v on v.incentive_id = i.id where i.recognizer_id = ${recognizerId}), '[]') as versions,
      coalesce((select json_agg(json_build_object('number', number, 'effectiveFrom', effective_from, 'terms', terms) order by number)
        from recognition_terms where recognizer_id = ${recognizerId}), '[]') as terms`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('The rules were not read.');
  const versions = row.versions.map(({ name: _, sentence: _said, rule, ...version }) => ({ ...version, rule: Rule.parse(rule) }));
  const terms = row.terms.map((version) => ({ ...version, terms: Terms.parse(version.terms) }));
  const rules: Rules = {
    versions,
    terms,
    rulebook: readRulebook(versions, terms),
    said: new Map(row.versions.map(({ versionId, name, sentence }) => [versionId, { name, sentence }])),
  };
  if (kept.size >= most) kept.clear();
  kept.set(recognizerId, { stamp: row.stamp, rules });
  return rules;
}

async function readStamp(database: Database, recognizerId: string): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`${plannedOnce} select ${rulesStamp(recognizerId)} as stamp`.execute(database);
  return rows[0]?.stamp ?? '';
}

/** Name and sentence of every incentive that has begun by a day, as its newest version then says it. */
export function saidOn({ rulebook, said }: Rules, date: string): Map<string, Said> {
  return new Map(
    rulebook.incentives.flatMap(({ incentiveId, versions }): [string, Said][] => {
      const version = versions.find(({ effectiveFrom }) => effectiveFrom <= date);
      const words = version && said.get(version.versionId);
      return words ? [[incentiveId, words]] : [];
    }),
  );
}
