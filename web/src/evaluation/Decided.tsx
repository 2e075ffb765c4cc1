import { useTranslation } from 'react-i18next';
import { ScoringGuide } from '../ui/ScoringGuide.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import styles from './decided.module.css';
import { criteriaOf, levelsOf } from './guide.ts';
import type { Evaluation, Part } from './types.ts';
import { Written } from './Written.tsx';

/** A decision that stands: part after part, the level and the words for each criterion. */
export function Decided({ decision, parts }: { decision: Omit<Evaluation['earlier'][number], 'comments'>; parts: Part[] }) {
  const { t } = useTranslation('evaluation');
  return (
    <div className={styles.decided}>
      {decision.feedback && (
        <div className={styles.words}>
          <Written>{decision.feedback}</Written>
        </div>
      )}
      {decision.parts.map(({ partId, title, passed, passedInAttempt, carried }) => {
        const part = parts.find(({ id }) => id === partId);
        const scores = decision.scores.filter((score) => score.partId === partId);
        return (
          <section key={partId} className={styles.part}>
            <div className={styles.head}>
              <h3 className={styles.title}>{title}</h3>
              <StatusChip tone={passed ? 'positive' : 'caution'}>
                {passed
                  ? carried && passedInAttempt
                    ? t('feedback.standsSince', { attempt: passedInAttempt })
                    : t('feedback.stands')
                  : t('feedback.notYetPart')}
              </StatusChip>
            </div>
            {part && scores.length > 0 && (
              <ScoringGuide
                caption={title}
                hideCaption
                levels={levelsOf(part)}
                criteria={criteriaOf(part)}
                chosen={Object.fromEntries(scores.map(({ criterionId, levelId }) => [criterionId, levelId]))}
                words={{ criterion: t('desk.criterion'), passes: t('desk.passes'), chosen: t('desk.wasChosen') }}
                after={(id) => {
                  const words = scores.find(({ criterionId }) => criterionId === id)?.feedback;
                  return words ? (
                    <div className={styles.words}>
                      <Written>{words}</Written>
                    </div>
                  ) : null;
                }}
              />
            )}
          </section>
        );
      })}
    </div>
  );
}
