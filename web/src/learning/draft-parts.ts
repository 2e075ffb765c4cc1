import type { CourseDraft, SurveyDraft } from './queries.ts';

/** Parts of drafts, as their editors hold them. */
export type UnitDraft = CourseDraft['units'][number];
export type ResourceDraft = UnitDraft['resources'][number];
export type SectionDraft = SurveyDraft['sections'][number];
export type QuestionDraft = SectionDraft['questions'][number];

/** What a number field holds; null while it is empty. */
export const numberOf = (input: HTMLInputElement): number | null =>
  Number.isFinite(input.valueAsNumber) ? Math.round(input.valueAsNumber) : null;
