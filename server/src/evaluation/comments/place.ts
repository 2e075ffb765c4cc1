import { z } from 'zod';

const Share = z.number().min(0).max(1).meta({ description: 'Share of the picture’s width or height' });

/** Where in a piece of work a comment is pinned. */
export const CommentPlace = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('moment'),
    seconds: z.number().min(0).max(1_000_000).meta({ description: 'From the beginning of the recording' }),
  }),
  z
    .object({ kind: z.literal('region'), x: Share, y: Share, width: Share, height: Share })
    .refine(({ x, y, width, height }) => width > 0 && height > 0 && x + width <= 1.001 && y + height <= 1.001, {
      message: 'a region lies within its picture',
    }),
  z
    .object({
      kind: z.literal('text'),
      start: z.int().min(0).max(100_000).meta({ description: 'Counted in the text as it is shown, without its markup' }),
      end: z.int().min(1).max(100_000),
      quote: z.string().min(1).max(4000),
    })
    .refine(({ start, end, quote }) => end - start === quote.length, { message: 'the quote is as long as its range', path: ['quote'] }),
]);
export type CommentPlace = z.infer<typeof CommentPlace>;

/** What a comment is about: an item of evidence by id, or an answer as `part/requirement`; exactly one of the two. */
export interface Commented {
  evidenceId: string | null;
  answer: string | null;
}

/** The work that comments are pinned into, as a submission's snapshot holds it. */
export interface CommentedWork {
  answers: Readonly<Record<string, string>>;
  evidence: readonly { id: string; kind: string }[];
}

const kindsOf = { moment: ['video', 'audio'], region: ['image'] } as const;

/**
 * Whether a comment's place is there: a moment in a recording, a region in an image, a range in an answer.
 *
 * @returns `nowhere` when the work has no such piece, `misfit` when a piece of its kind has no such places
 */
export function placeIn(work: CommentedWork, { evidenceId, answer }: Commented, place: CommentPlace): 'fits' | 'misfit' | 'nowhere' {
  if (answer !== null) {
    const text = Object.hasOwn(work.answers, answer) ? work.answers[answer] : undefined;
    if (text === undefined) return 'nowhere';
    // shown without its markup, a text only gets shorter
    return place.kind === 'text' && place.end <= text.length ? 'fits' : 'misfit';
  }
  const item = work.evidence.find(({ id }) => id === evidenceId);
  if (!item) return 'nowhere';
  return place.kind !== 'text' && (kindsOf[place.kind] as readonly string[]).includes(item.kind) ? 'fits' : 'misfit';
}
