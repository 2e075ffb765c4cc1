import { nameFinder } from '@brevet/roster-names';
import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { Snapshot } from '../snapshot.ts';

/** Where a name of the class stands in the work of an attempt. */
export interface NamedStudent {
  /** As the earner keeps it. */
  name: string;
  partId: string | null;
  requirementId: string | null;
  /** In an item: its title, description or captions; otherwise in an answer, or without a part in the note on what changed. */
  evidenceId: string | null;
  /** In what is said in a recording: the language of the captions, as BCP 47. */
  captions: string | null;
}

/** Characters of captions that are looked through, over all recordings of an attempt: some thirty hours of talk. */
const mostCaptions = 3_000_000;

/**
 * The words of the captions that an attempt's recordings have now, by caption; what goes beyond `mostCaptions` is left out.
 *
 * @param database a transaction that holds the journey, so that what is looked through is what is handed in
 */
export async function captionsIn(database: Writing, { evidence }: Pick<Snapshot, 'evidence'>): Promise<Map<string, string>> {
  const ids = [...new Set(evidence.flatMap(({ file }) => file?.captions.map(({ id }) => id) ?? []))];
  if (!ids.length) return new Map();
  const { rows } = await sql<{ id: string; text: string }>`
    select caption.id, caption.text from (
      select id, sum(length(text)) over (order by id) as characters from file_caption where id = any (${ids}::uuid[])
    ) measured join file_caption caption on caption.id = measured.id
    where measured.characters <= ${mostCaptions}`.execute(database);
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/**
 * Names of the class in what an earner hands in: answers, titles and descriptions of items, what captions say, the note on what changed. Each
 * name once a place. Parts that passed before go along as they are.
 *
 * @param captions words by caption, as `captionsIn` finds them
 */
export function studentsIn(
  names: readonly string[],
  work: Pick<Snapshot, 'answers' | 'evidence' | 'carriedParts'>,
  changeNote: string | null,
  captions: ReadonlyMap<string, string> = new Map(),
): NamedStudent[] {
  if (!names.length) return [];
  const find = nameFinder(names);
  const at = (text: string, place: Omit<NamedStudent, 'name' | 'captions'>, language: string | null = null): NamedStudent[] =>
    [...new Set(find(text).map(({ index }) => names[index] ?? ''))].map((name) => ({ name, ...place, captions: language }));
  const isNew = (partId: string) => !work.carriedParts.includes(partId);
  const answers = Object.entries(work.answers).flatMap(([key, text]) => {
    const [partId = '', requirementId = ''] = key.split('/');
    return isNew(partId) ? at(text, { partId, requirementId, evidenceId: null }) : [];
  });
  const items = work.evidence.flatMap(({ id: evidenceId, partId, requirementId, title, description, file }) => {
    if (!isNew(partId)) return [];
    const place = { partId, requirementId, evidenceId };
    const said = file?.captions.flatMap(({ id, language }) => at(captions.get(id) ?? '', place, language)) ?? [];
    return [...at(`${title}\n${description}`, place), ...said];
  });
  return [...answers, ...items, ...at(changeNote ?? '', { partId: null, requirementId: null, evidenceId: null })];
}
