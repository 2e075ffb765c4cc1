import type { OnboardingStep } from '../programs/definition.ts';

/** An onboarding step as it stands for somebody: done, the one to do now, or one that comes later. */
export type StepState = 'done' | 'next' | 'later';

/**
 * How the steps of a program stand: they are taken in their order, so the first that is not done is next and everything after it later,
 * even what was done already elsewhere.
 *
 * @param isDone whether what a step asks for was done, by the step's id
 */
export function standingOfSteps(steps: readonly Pick<OnboardingStep, 'id'>[], isDone: ReadonlySet<string>): StepState[] {
  const next = steps.findIndex(({ id }) => !isDone.has(id));
  return steps.map((_, index) => (next === -1 || index < next ? 'done' : index === next ? 'next' : 'later'));
}
