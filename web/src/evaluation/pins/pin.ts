import type { Evaluation } from '../types.ts';

/** A comment pinned into the work. */
export type Comment = Evaluation['comments'][number];
export type Place = Comment['place'];
/** What it is about: an item of evidence, or an answer as `part/requirement`. */
export type About = Pick<Comment, 'evidenceId' | 'answer'>;
export type Region = Extract<Place, { kind: 'region' }>;
export type Passage = Extract<Place, { kind: 'text' }>;

export const aboutItem = (evidenceId: string): About => ({ evidenceId, answer: null });
export const aboutAnswer = (answer: string): About => ({ evidenceId: null, answer });

/** The key of a comment's words among the drafts; no criterion's begins so. */
export const commentKey = (commentId: string): string => `@${commentId}`;
/** The comment that a key is of, or null for anything else. */
export const commentOfKey = (key: string): string | null => (key.startsWith('@') ? key.slice(1) : null);

/**
 * Where a passage begins in a text as it is shown now: where it was, else the nearest place that says the same.
 *
 * @returns null when the text does not say it any more
 */
export function findPassage(text: string, { start, quote }: Pick<Passage, 'start' | 'quote'>): number | null {
  let nearest: number | null = null;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1))
    if (nearest === null || Math.abs(at - start) < Math.abs(nearest - start)) nearest = at;
  return nearest;
}

/** A region drawn from one corner to another, in shares of the picture; null when it is too small to be meant. */
export function regionBetween(one: { x: number; y: number }, other: { x: number; y: number }): Region | null {
  const within = (share: number) => Math.min(1, Math.max(0, share));
  const [left, right] = [within(Math.min(one.x, other.x)), within(Math.max(one.x, other.x))];
  const [top, bottom] = [within(Math.min(one.y, other.y)), within(Math.max(one.y, other.y))];
  if (right - left < 0.02 || bottom - top < 0.02) return null;
  return { kind: 'region', x: left, y: top, width: right - left, height: bottom - top };
}

/** A region moved, or sized from its far corner, by a step; it stays within the picture. */
export function nudged(region: Region, key: string, sizing: boolean, step: number): Region | null {
  const dx = key === 'ArrowLeft' ? -step : key === 'ArrowRight' ? step : 0;
  const dy = key === 'ArrowUp' ? -step : key === 'ArrowDown' ? step : 0;
  if (!dx && !dy) return null;
  const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  return sizing
    ? { ...region, width: between(region.width + dx, 0.02, 1 - region.x), height: between(region.height + dy, 0.02, 1 - region.y) }
    : { ...region, x: between(region.x + dx, 0, 1 - region.width), y: between(region.y + dy, 0, 1 - region.height) };
}

/** A passage without the space around it; null when nothing is left. */
export function passageOf(text: string, start: number, end: number): Passage | null {
  const chosen = text.slice(start, end);
  const quote = chosen.trim().slice(0, 4000);
  if (!quote) return null;
  const begin = start + chosen.indexOf(quote);
  return { kind: 'text', start: begin, end: begin + quote.length, quote };
}
