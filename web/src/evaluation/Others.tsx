import { useTranslation } from 'react-i18next';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Decided } from './Decided.tsx';
import type { Evaluation } from './types.ts';

/** What other evaluators set for the same work, once that is no longer sealed. */
export function Others({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const { others, definition } = evaluation;
  if (!others.length) return null;
  return (
    <section aria-labelledby="others">
      <h3 id="others">{t('desk.others')}</h3>
      {others.map((reading) => {
        const title = t('desk.otherReading', {
          reading: reading.reading,
          outcome: t(reading.outcome === 'pass' ? 'follows.pass' : 'follows.notYet'),
        });
        return (
          <Disclosure
            key={reading.reading}
            title={reading.evaluatorName ? `${title} ${t('desk.otherBy', { evaluator: reading.evaluatorName })}` : title}
          >
            <Decided
              decision={{
                attempt: evaluation.attempt,
                outcome: reading.outcome,
                feedback: reading.feedback,
                decidedAt: evaluation.decidedAt ?? evaluation.queuedAt,
                // its levels are shown part by part; how a part stood is for the decision to say
                parts: definition.parts
                  .filter(({ id }) => reading.scores.some(({ partId }) => partId === id))
                  .map(({ id, title }) => ({
                    partId: id,
                    title,
                    passed: passes(definition, reading.scores, id),
                    carried: false,
                    passedInAttempt: null,
                  })),
                scores: reading.scores.flatMap(({ levelId, ...score }) =>
                  levelId ? [{ ...score, levelId, criterionTitle: '', levelName: '', levelDescriptor: '', reachesPassing: false }] : [],
                ),
              }}
              parts={definition.parts}
            />
          </Disclosure>
        );
      })}
    </section>
  );
}

/** Whether a part's levels pass by its rule; only for showing: the server decides. */
function passes(
  { parts }: Evaluation['definition'],
  scores: { partId: string; criterionId: string; levelId: string | null }[],
  partId: string,
): boolean {
  const part = parts.find(({ id }) => id === partId);
  if (!part) return false;
  const height = (id: string | null | undefined) => part.levels.findIndex((level) => level.id === id);
  const heights = part.criteria.map(({ id }) =>
    height(scores.find((score) => score.partId === partId && score.criterionId === id)?.levelId),
  );
  const reached = heights.filter((one) => one >= height(part.passing.level)).length;
  const needed = part.passing.criteria === 'all' ? part.criteria.length : part.passing.criteria;
  return reached >= needed && heights.every((one) => one >= (part.passing.floor ? height(part.passing.floor) : 0));
}
