import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce } from '../platform/database/planned-once.ts';
import type { KeptParts } from '../platform/http/public-cache.ts';

/** What a typed query means in the catalog's own words. */
export interface ResolvedWords {
  /** Each typed word that leads anywhere, as the catalog's words it may stand for. */
  groups: WordGroup[];
  /** What we searched instead, where a word was corrected. */
  corrected: string | null;
}

export interface WordGroup {
  /** A tsquery over the `simple` configuration. */
  tsquery: string;
  /** The same with its likeliest words only, as many as suffice for `commonWord` micro-credentials: more are never looked at. */
  likeliest: string;
  /** In how many micro-credentials its words stand, at most. */
  documents: number;
}

/** Words that stand in more micro-credentials than this tell little: they narrow a search only where it has no other words. */
export const commonWord = 1000;

const mostWords = 8;
/** How many words one typed word may stand for: bounds the cost of a search whatever the size of the catalog. */
const mostAlternatives = 12;
/** Nearest words by trigrams, of which those within two edits count (a transposition is two). */
const mostLookalikes = 40;

interface Found {
  place: number;
  word: string;
  documents: number;
}

/** The words of a query: accents and case folded, at most eight. */
export function wordsOf(query: string): string[] {
  const folded = query.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 40)).slice(0, mostWords);
}

/** What one typed word may stand for. */
export interface WordMeaning {
  /** The catalog's words, the likeliest first. */
  words: { word: string; documents: number }[];
  /** None is it or begins with it: it was read as a typing error. */
  isCorrected: boolean;
}

/**
 * Finds for each typed word the catalog's words it may stand for: itself, words it begins (one may still be typing), and, where there
 * is neither, words within one or two edits. Compares with the vocabulary, never with the texts.
 *
 * @param kept meanings of words that others typed
 */
export async function resolveWords(database: Database, kept: KeptParts<WordMeaning>, query: string): Promise<ResolvedWords> {
  const typed = wordsOf(query);
  const meanings = await kept.all([...new Set(typed)], (missing) => meaningsOf(database, missing));
  const groups: WordGroup[] = [];
  const spelled = [...typed];
  let isCorrected = false;
  for (const [index, written] of typed.entries()) {
    const meaning = meanings.get(written);
    const [first] = meaning?.words ?? [];
    if (!meaning || !first) continue; // leads nowhere: left out, unless all do
    groups.push(groupOf(meaning.words));
    if (!meaning.isCorrected) continue;
    spelled[index] = first.word;
    isCorrected = true;
  }
  return { groups, corrected: isCorrected ? spelled.join(' ') : null };
}

function groupOf(words: WordMeaning['words']): WordGroup {
  const anyOf = (some: WordMeaning['words']) => `(${some.map(({ word }) => `'${word.replaceAll("'", "''")}'`).join(' | ')})`;
  const likeliest: WordMeaning['words'] = [];
  let documents = 0;
  for (const one of words) {
    if (documents <= commonWord) likeliest.push(one);
    documents += one.documents;
  }
  return { tsquery: anyOf(words), likeliest: anyOf(likeliest), documents };
}

async function meaningsOf(database: Database, typed: string[]): Promise<Map<string, WordMeaning>> {
  const begun = await wordsBegunBy(database, typed);
  const isKnown = (place: number) => begun.some((word) => word.place === place);
  const unknown = typed.map((word, index) => ({ word, place: index + 1 })).filter(({ place }) => !isKnown(place));
  const alike = unknown.length ? await wordsLike(database, unknown) : [];
  return new Map(
    typed.map((written, index) => {
      const isCorrected = !isKnown(index + 1);
      const words = (isCorrected ? alike : begun).filter(({ place }) => place === index + 1);
      return [written, { words: words.map(({ word, documents }) => ({ word, documents })), isCorrected }];
    }),
  );
}

async function wordsBegunBy(database: Database, typed: string[]): Promise<Found[]> {
  const { rows } = await sql<Found>`${plannedOnce}
    select typed.place, begun.word, begun.documents
    from unnest(${typed}::text[]) with ordinality as typed(word, place) cross join lateral (
      select word, documents from catalog_word
      where word ~>=~ typed.word and word ~<~ (typed.word || chr(1114111)) and documents > 0
      order by (word = typed.word) desc, documents desc limit ${mostAlternatives}) begun`.execute(database);
  return rows.map((row) => ({ ...row, place: Number(row.place) }));
}

/** By shared spellings, one letter left out; where that finds nothing, by trigrams. */
async function wordsLike(database: Database, unknown: { word: string; place: number }[]): Promise<Found[]> {
  const places = unknown.map(({ place }) => place);
  const words = unknown.map(({ word }) => word);
  const { rows } = await sql<Found>`${plannedOnce}
    select typed.place, alike.word, alike.documents from unnest(${words}::text[], ${places}::int[]) as typed(word, place) cross join lateral (
      select word, documents from (
        select distinct w.word, w.documents from catalog_spelling s join catalog_word w on w.word = s.word
        where s.spelling in (select spellings(typed.word)) and w.documents > 0) near
      where levenshtein(word, typed.word) <= case when length(typed.word) < 5 then 1 else 2 end
      order by levenshtein(word, typed.word), documents desc, word limit 3) alike`.execute(database);
  const isFound = (place: number) => rows.some((row) => row.place === place);
  const rest = unknown.filter(({ place, word }) => !isFound(place) && word.length > 4);
  if (rest.length === 0) return rows;
  const further = await sql<Found>`${plannedOnce}
    select typed.place, alike.word, alike.documents
    from unnest(${rest.map(({ word }) => word)}::text[], ${rest.map(({ place }) => place)}::int[]) as typed(word, place) cross join lateral (
      select word, documents from (
        select word, documents from catalog_word where documents > 0 order by word <-> typed.word limit ${mostLookalikes}) nearest
      where levenshtein(word, typed.word) <= 2
      order by levenshtein(word, typed.word), documents desc, word limit 3) alike`.execute(database);
  return [...rows, ...further.rows];
}
