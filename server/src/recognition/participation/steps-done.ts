import { courseHead, hasCompletedCourse, hasCompletedSurvey, surveyHead } from '../../learning/index.ts';
import type { Database } from '../../platform/database/database.ts';
import type { OnboardingStep } from '../programs/definition.ts';

/** A step with what learning says of it. */
export interface KnownStep {
  id: string;
  /** Where it is done; null for a selection, and where survey or course are not there (any more). */
  path: string | null;
  /** Whether the survey was handed in, the course completed; false for a selection. */
  completed: boolean;
}

/** Asks learning for each step: what it is called there, and whether the person has done it, in a program or before. */
export async function lookUpSteps(database: Database, steps: readonly OnboardingStep[], personId: string): Promise<KnownStep[]> {
  const known: KnownStep[] = [];
  for (const { id, kind, reference } of steps) {
    if (kind === 'survey' && reference) {
      const head = await surveyHead(database, reference);
      known.push({ id, path: head?.path ?? null, completed: head ? await hasCompletedSurvey(database, personId, head.id) : false });
    } else if (kind === 'course' && reference) {
      const head = await courseHead(database, reference);
      known.push({ id, path: head?.path ?? null, completed: head ? await hasCompletedCourse(database, personId, head.id) : false });
    } else known.push({ id, path: null, completed: false });
  }
  return known;
}
