import { useCallback, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { DeskDrafts } from './desk-drafts.ts';
import { levelsOf, openCriteria, overallKey, scoreKey } from './guide.ts';
import { scrollInPane } from './scroll-in-pane.ts';
import type { Evaluation, Part } from './types.ts';
import type { DeskKeys } from './use-desk-keys.ts';

/** A criterion that takes a level, in the order of the guide. */
export interface Place {
  part: Part;
  criterionId: string;
}

export const rowId = (partId: string, criterionId: string): string => `row-${partId}-${criterionId}`;
export const feedbackId = (key: string): string => `feedback-${key.replace('/', '-').replace(overallKey, 'overall')}`;
export const workRegionId = 'work';

/** Typing is saved after a breath; a level at once. */
export const typingMs = 700;

/** Where one is at the desk, and what the keys do there. */
export function useDesk(evaluation: Evaluation, drafts: DeskDrafts, showPane: (pane: 'work' | 'guide') => void) {
  const places = useMemo<Place[]>(
    () =>
      evaluation.definition.parts
        .filter(({ id }) => !evaluation.carriedParts.includes(id))
        .flatMap((part) => openCriteria(evaluation, part).map(({ id }) => ({ part, criterionId: id }))),
    [evaluation],
  );
  // one comes back to where one left off
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      places.findIndex(({ part, criterionId }) => !drafts.field(scoreKey(part.id, criterionId)).levelId),
    ),
  );
  const current = places[at];
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on arriving; later moves scroll by themselves
  useEffect(() => {
    const row = current && document.getElementById(rowId(current.part.id, current.criterionId));
    if (at > 0 && row?.closest('[data-pane]')) scrollInPane(row);
  }, []);

  const goTo = useCallback(
    (place: Place | undefined) => {
      if (!place) return;
      // drawn at once: the next key is already on its way
      flushSync(() => {
        showPane('guide');
        setAt(places.indexOf(place));
      });
      const row = document.getElementById(rowId(place.part.id, place.criterionId));
      scrollInPane(row, 'smooth');
      const radios = row?.querySelectorAll<HTMLInputElement>('input[type=radio]');
      ([...(radios ?? [])].find(({ checked }) => checked) ?? radios?.[0])?.focus({ preventScroll: true });
    },
    [places, showPane],
  );

  const setLevel = (place: Place, levelId: string | null) => drafts.edit(scoreKey(place.part.id, place.criterionId), { levelId }, 0);
  const focusOn = (id: string, pane: 'work' | 'guide') => {
    flushSync(() => showPane(pane));
    document.getElementById(id)?.focus();
  };

  const step = (by: number) => goTo(places[Math.min(Math.max(at + by, 0), places.length - 1)]);
  const digits: DeskKeys = Object.fromEntries(
    (current ? levelsOf(current.part) : []).map((level, index) => [String(index + 1), () => current && setLevel(current, level.id)]),
  );
  const keys: DeskKeys = {
    j: () => step(1),
    k: () => step(-1),
    f: () => current && focusOn(feedbackId(scoreKey(current.part.id, current.criterionId)), 'guide'),
    o: () => focusOn(feedbackId(overallKey), 'guide'),
    w: () => focusOn(workRegionId, 'work'),
    '0': () => current && setLevel(current, null),
    ...digits,
  };
  return { places, current, goTo, here: (place: Place) => setAt(places.indexOf(place)), keys };
}
