import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';

/** What a typed query means in the catalog's own words. */
export interface ResolvedWords {
  /** A tsquery over the `simple` configuration; null when no typed word leads anywhere. */
  tsquery: string | null;
  /** What we searched instead, where a word was corrected. */
  corrected: string | null;
}

const mostWords = 8;
/** How many words one typed word may stand for: bounds the cost of a search whatever the size of the catalog. */
const mostAlternatives = 12;
/** Nearest words by trigrams, of which those within two edits count (a transposition is two). */
const mostLookalikes = 40;

/** The words of a query: accents and case folded, at most eight. */
export function wordsOf(query: string): string[] {
  const folded = query.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 40)).slice(0, mostWords);
}

/**
 * Finds for each typed word the catalog's words it may stand for: itself, words it begins (one may still be typing), and, where there
 * is neither, words within one or two edits. Compares with the vocabulary, never with the texts.
 */
export async function resolveWords(database: Database, query: string): Promise<ResolvedWords> {
  const typed = wordsOf(query);
  if (typed.length === 0) return { tsquery: null, corrected: null };
  const { rows } = await sql<{ place: number; kind: 'exact' | 'prefix' | 'alike'; word: string }>`
    with typed as (select word, place::int from unnest(${typed}::text[]) with ordinality as t(word, place)),
    near as (
      select place, case when found.word = typed.word then 'exact' else 'prefix' end as kind, found.word, found.documents
      from typed cross join lateral (
        select word, documents from catalog_word where word like typed.word || '%' and documents > 0
        order by (word = typed.word) desc, documents desc limit ${mostAlternatives}) found
    )
    select place, kind, word from near
    union all
    select typed.place, 'alike', alike.word from typed cross join lateral (
      select word from (
        select word, documents from catalog_word where documents > 0 order by word <-> typed.word limit ${mostLookalikes}) nearest
      where levenshtein(word, typed.word) <= case when length(typed.word) < 5 then 1 else 2 end
      order by levenshtein(word, typed.word), documents desc, word limit 3) alike
    where not exists (select 1 from near where near.place = typed.place)`.execute(database);
  const groups: string[] = [];
  const spelled = [...typed];
  let isCorrected = false;
  for (const [index] of typed.entries()) {
    const found = rows.filter(({ place }) => place === index + 1);
    const [first] = found;
    if (!first) continue;
    groups.push(`(${found.map(({ word }) => `'${word.replaceAll("'", "''")}'`).join(' | ')})`);
    if (first.kind === 'alike') {
      spelled[index] = first.word;
      isCorrected = true;
    }
  }
  // words that lead nowhere are left out, unless all do: then nothing is found
  return { tsquery: groups.length ? groups.join(' & ') : null, corrected: isCorrected ? spelled.join(' ') : null };
}
