import type { Definition, EvidenceKind, EvidenceRequirement } from '../catalog/definition.ts';
import { answerKey } from './snapshot.ts';
import { countWords } from './words.ts';

/** An item as far as the checklist cares. */
export interface CheckedEvidence {
  id: string;
  partId: string;
  requirementId: string;
  kind: EvidenceKind;
  durationSeconds: number | null;
}

/** What keeps a journey from being submitted: one requirement, one reason. */
export type Gap = { partId: string; requirementId: string } & (
  | { reason: 'too-few'; have: number; need: number }
  | { reason: 'too-many'; have: number; most: number }
  | { reason: 'too-many-words'; have: number; most: number }
  | { reason: 'too-long'; evidenceId: string; have: number; most: number }
  | { reason: 'wrong-kind'; evidenceId: string }
  | { reason: 'consent-ended'; evidenceId: string }
);

/**
 * Says what a journey still lacks, in the definition's order; nothing means it can be submitted.
 *
 * A typed text counts as one item. Parts that passed in an earlier attempt lack nothing. What stands under parts or requirements
 * that the version does not have is ignored. A length the browser could not read is taken as within the limit.
 *
 * @param answers text by `answerKey`
 * @param carriedParts ids of the parts that passed before
 * @param withheld ids of items that evaluators would not see
 */
export function missing(
  definition: Pick<Definition, 'parts'>,
  answers: Record<string, string>,
  evidence: readonly CheckedEvidence[],
  carriedParts: readonly string[],
  withheld: ReadonlyMap<string, unknown> = new Map(),
): Gap[] {
  return definition.parts
    .filter((part) => !carriedParts.includes(part.id))
    .flatMap((part) =>
      part.requirements.flatMap((requirement) => {
        const items = evidence.filter((item) => item.partId === part.id && item.requirementId === requirement.id);
        const text = Object.hasOwn(answers, answerKey(part.id, requirement.id)) ? (answers[answerKey(part.id, requirement.id)] ?? '') : '';
        return gapsOf(requirement, text, items, withheld).map((gap) => ({ partId: part.id, requirementId: requirement.id, ...gap }) as Gap);
      }),
    );
}

type Reason = Gap extends infer G ? (G extends Gap ? Omit<G, 'partId' | 'requirementId'> : never) : never;

function gapsOf(
  requirement: EvidenceRequirement,
  text: string,
  items: CheckedEvidence[],
  withheld: ReadonlyMap<string, unknown>,
): Reason[] {
  const gaps: Reason[] = [];
  const takesText = requirement.kinds.includes('text');
  const typed = takesText && text.trim() !== '';
  const have = items.length + (typed ? 1 : 0);
  if (have < requirement.min) gaps.push({ reason: 'too-few', have, need: requirement.min });
  if (have > requirement.max) gaps.push({ reason: 'too-many', have, most: requirement.max });
  const words = typed && requirement.maxWords ? countWords(text) : 0;
  if (requirement.maxWords && words > requirement.maxWords)
    gaps.push({ reason: 'too-many-words', have: words, most: requirement.maxWords });
  for (const item of items) {
    if (withheld.has(item.id)) gaps.push({ reason: 'consent-ended', evidenceId: item.id });
    if (!requirement.kinds.includes(item.kind)) gaps.push({ reason: 'wrong-kind', evidenceId: item.id });
    const timed = item.kind === 'audio' || item.kind === 'video';
    // a second of grace: recorders end on whole frames
    if (timed && requirement.maxMinutes && item.durationSeconds !== null && item.durationSeconds > requirement.maxMinutes * 60 + 1)
      gaps.push({ reason: 'too-long', evidenceId: item.id, have: Math.ceil(item.durationSeconds / 6) / 10, most: requirement.maxMinutes });
  }
  return gaps;
}
