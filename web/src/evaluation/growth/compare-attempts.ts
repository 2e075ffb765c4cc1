import type { Attempt, Evaluation } from '../types.ts';

/** An item of evidence, as far as two attempts are compared by it. */
export type ComparedItem = NonNullable<Evaluation['previous']>['evidence'][number] & {
  /** Where the reader may open it. */
  file?: { address: string } | null;
};

/** A level as it was set, in the words of the scoring guide. */
export type ComparedLevel = Pick<
  Attempt['scores'][number],
  'partId' | 'criterionId' | 'criterionTitle' | 'levelName' | 'reachesPassing' | 'feedback'
>;

/** One of two attempts that are laid side by side. */
export interface ComparedAttempt {
  attempt: number;
  /** Text by `part/requirement`. */
  answers: Readonly<Record<string, string>>;
  evidence: readonly ComparedItem[];
  levels: readonly ComparedLevel[];
}

/** What became of an item from one attempt to the next: the same item may have another title, description or address. */
export interface ComparedEvidence {
  before: ComparedItem | null;
  after: ComparedItem | null;
  change: 'same' | 'changed' | 'new' | 'gone';
}

/** Pairs the items of a requirement by who they are: first what the earlier attempt held, in its order, then what is new. */
export function compareEvidence(before: readonly ComparedItem[], after: readonly ComparedItem[]): ComparedEvidence[] {
  return [
    ...before.map((item): ComparedEvidence => {
      const now = after.find(({ id }) => id === item.id) ?? null;
      return { before: item, after: now, change: now ? (isSame(item, now) ? 'same' : 'changed') : 'gone' };
    }),
    ...after
      .filter(({ id }) => !before.some((item) => item.id === id))
      .map((item): ComparedEvidence => ({ before: null, after: item, change: 'new' })),
  ];
}

const isSame = (one: ComparedItem, other: ComparedItem) =>
  one.title === other.title && one.description === other.description && one.url === other.url;

/** The items handed in for a requirement. */
export const itemsFor = ({ evidence }: ComparedAttempt, partId: string, requirementId: string): ComparedItem[] =>
  evidence.filter((item) => item.partId === partId && item.requirementId === requirementId);
