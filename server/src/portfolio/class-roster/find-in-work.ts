import { nameFinder } from '@brevet/roster-names';
import type { Snapshot } from '../snapshot.ts';

/** Where a name of the class stands in the work of an attempt. */
export interface NamedStudent {
  /** As the earner keeps it. */
  name: string;
  partId: string | null;
  requirementId: string | null;
  /** In the title or description of an item; otherwise in an answer, or without a part in the note on what changed. */
  evidenceId: string | null;
}

/**
 * Names of the class in what an earner hands in: answers, titles and descriptions of items, the note on what changed. Each name once a place.
 * Parts that passed before go along as they are.
 */
export function studentsIn(
  names: readonly string[],
  work: Pick<Snapshot, 'answers' | 'evidence' | 'carriedParts'>,
  changeNote: string | null,
): NamedStudent[] {
  if (!names.length) return [];
  const find = nameFinder(names);
  const at = (text: string, place: Omit<NamedStudent, 'name'>): NamedStudent[] =>
    [...new Set(find(text).map(({ index }) => names[index] ?? ''))].map((name) => ({ name, ...place }));
  const isNew = (partId: string) => !work.carriedParts.includes(partId);
  const answers = Object.entries(work.answers).flatMap(([key, text]) => {
    const [partId = '', requirementId = ''] = key.split('/');
    return isNew(partId) ? at(text, { partId, requirementId, evidenceId: null }) : [];
  });
  const items = work.evidence.flatMap(({ id: evidenceId, partId, requirementId, title, description }) =>
    isNew(partId) ? at(`${title}\n${description}`, { partId, requirementId, evidenceId }) : [],
  );
  return [...answers, ...items, ...at(changeNote ?? '', { partId: null, requirementId: null, evidenceId: null })];
}
