import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Heading } from '../ui/Heading.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import styles from './feedback.module.css';
import { EarnerConversation } from './growth/EarnerConversation.tsx';
import { InYourWork } from './pins/InYourWork.tsx';
import type { Attempt } from './types.ts';
import { Written } from './Written.tsx';

/** One attempt's feedback: first what is next, then what stood. Carried parts say since when. */
export function AttemptFeedback({
  attempt,
  before,
  journeyId,
  inside,
}: {
  attempt: Attempt;
  /** The attempt before, to compare with. */
  before?: Attempt;
  journeyId: string;
  inside?: boolean;
}) {
  const { t } = useTranslation('evaluation');
  const next = attempt.parts.filter(({ passed }) => !passed);
  const stood = attempt.parts.filter(({ passed }) => passed);
  const level = inside ? 3 : 2;
  return (
    <div className={styles.attempt}>
      {attempt.feedback && (
        <section className={styles.overall}>
          <Heading level={level} className={styles.small}>
            {t('feedback.overall')}
          </Heading>
          <blockquote className={styles.letter}>
            <Written>{attempt.feedback}</Written>
          </blockquote>
          {attempt.evaluatorName && <p className={styles.descriptor}>{t('growth.evaluatorName', { name: attempt.evaluatorName })}</p>}
        </section>
      )}
      {next.length > 0 && <Parts title={t('feedback.next')} parts={next} attempt={attempt} journeyId={journeyId} level={level} />}
      {stood.length > 0 && <Parts title={t('feedback.stood')} parts={stood} attempt={attempt} journeyId={journeyId} level={level} />}
      <InYourWork attempt={attempt} level={level} />
      <section>
        <Heading level={level}>{t('growth.conversation')}</Heading>
        <p className={styles.descriptor}>{t('growth.conversationLead')}</p>
        <EarnerConversation attempt={attempt} journeyId={journeyId} />
      </section>
      {before && (
        <p className="no-print">
          <Button href={`/journeys/${journeyId}/attempts?attempt=${attempt.attempt}`}>
            {t('compare.open', { attempt: before.attempt })}
          </Button>
        </p>
      )}
      {attempt.changeNote && (
        <section>
          <Heading level={level} className={styles.small}>
            {t('feedback.yourNote')}
          </Heading>
          <p className={styles.note}>{attempt.changeNote}</p>
        </section>
      )}
    </div>
  );
}

interface PartsProps {
  title: string;
  parts: Attempt['parts'];
  attempt: Attempt;
  journeyId: string;
  level: 2 | 3;
}

function Parts({ title, parts, attempt, journeyId, level }: PartsProps) {
  const { t } = useTranslation('evaluation');
  return (
    <section className={styles.parts}>
      <Heading level={level}>{title}</Heading>
      {parts.map((part) => (
        <section key={part.partId} className={styles.part}>
          <div className={styles.partHead}>
            <Heading level={level === 2 ? 3 : 4}>{part.title}</Heading>
            <StatusChip tone={part.passed ? 'positive' : 'caution'} {...(part.carried && { icon: 'lock' as const })}>
              {part.passed
                ? part.carried && part.passedInAttempt
                  ? t('feedback.standsSince', { attempt: part.passedInAttempt })
                  : t('feedback.stands')
                : t('feedback.notYetPart')}
            </StatusChip>
          </div>
          <ul className={styles.criteria}>
            {attempt.scores
              .filter(({ partId }) => partId === part.partId)
              .map((score) => (
                <li key={score.criterionId} className={styles.criterion}>
                  <div className={styles.criterionHead}>
                    <span className={styles.criterionTitle}>{score.criterionTitle}</span>
                    <span className={cx(styles.level, score.reachesPassing ? styles.reaches : styles.below)}>
                      <Icon name={score.reachesPassing ? 'check' : 'not-yet'} size={16} /> {score.levelName}
                    </span>
                  </div>
                  <p className={styles.descriptor}>{score.levelDescriptor}</p>
                  {score.feedback && (
                    <blockquote className={styles.words}>
                      <Written>{score.feedback}</Written>
                    </blockquote>
                  )}
                  {!part.carried && <EarnerConversation attempt={attempt} journeyId={journeyId} score={score} />}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
