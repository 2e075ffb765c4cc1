import { useTranslation } from 'react-i18next';
import { Link } from '../ui/Link.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { day } from './dates.ts';
import styles from './portfolio.module.css';
import type { Journey } from './queries.ts';

/** Every attempt and how far its evaluation has come. */
export function Timeline({ journey }: { journey: Journey }) {
  const { t } = useTranslation('portfolio');
  if (!journey.attempts.length) return null;
  return (
    <section aria-labelledby="attempts">
      <h2 id="attempts" className={styles.asideTitle}>
        {t('timeline.title')}
      </h2>
      <ol className={styles.timeline}>
        {journey.attempts.toReversed().map((attempt) => (
          <li key={attempt.submissionId}>
            <p className={styles.timelineHead}>
              {t('timeline.attempt', { number: attempt.attempt })}
              <StatusChip tone={attempt.outcome === 'pass' ? 'positive' : attempt.outcome === 'not-yet' ? 'caution' : 'info'}>
                {attempt.outcome
                  ? t(`states.${attempt.outcome === 'pass' ? 'earned' : 'not-yet'}`)
                  : t(attempt.takenAt ? 'states.inEvaluation' : 'states.submitted')}
              </StatusChip>
            </p>
            <p className={styles.small}>
              {attempt.outcome && attempt.decidedAt
                ? t(`timeline.${attempt.outcome}`, { date: day(attempt.decidedAt) })
                : attempt.takenAt
                  ? t('timeline.taken', { date: day(attempt.takenAt) })
                  : t('timeline.waiting', { date: day(attempt.submittedAt) })}
              {attempt.outcome && (
                <>
                  {' · '}
                  <Link href={`/journeys/${journey.id}/feedback`}>{t('timeline.feedback')}</Link>
                </>
              )}
            </p>
            {attempt.changeNote && <p className={styles.small}>{t('timeline.changed', { note: attempt.changeNote })}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
