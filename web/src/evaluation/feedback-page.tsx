import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EarnedBadge } from '../awards/EarnedBadge.tsx';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Ago } from './Ago.tsx';
import { AttemptFeedback } from './AttemptFeedback.tsx';
import styles from './feedback.module.css';
import { AppealSection } from './growth/AppealSection.tsx';
import { feedbackQuery } from './queries.ts';
import type { JourneyFeedback } from './types.ts';

/** What the earner reads after a decision: what stood, what is next, one button to go on. */
export function FeedbackPage() {
  const { journeyId } = useParams({ from: '/signed-in/journeys/$journeyId/feedback' });
  const { data, error, refetch } = useQuery(feedbackQuery(journeyId));
  usePageTitle(data?.microCredential.title);
  if (error && !data) return <ErrorPage error={error} reset={() => void refetch()} />;
  return (
    <Page width="reading">
      <div className={styles.page} aria-busy={!data}>
        {data ? <Feedback feedback={data} /> : <Skeleton shape="block" />}
      </div>
    </Page>
  );
}

function Feedback({ feedback }: { feedback: JourneyFeedback }) {
  const { t } = useTranslation('evaluation');
  const { microCredential, attempts, waiting, issuerName } = feedback;
  const [latest, ...earlier] = attempts;
  const journey = `/journeys/${feedback.journeyId}`;
  const before = <Breadcrumbs label={t('feedback.journey')} items={[{ href: journey, label: microCredential.title }]} />;
  const waitingNote = waiting && (
    <Callout title={t('feedback.waiting')} icon="clock">
      <p>
        {t('feedback.waitingText', { attempt: waiting.attempt })} <Ago at={waiting.submittedAt} />
      </p>
    </Callout>
  );
  const returnedNote = feedback.returned && (
    <Callout title={t('growth.returned')} tone="caution" icon="flag" actions={<Button href={journey}>{t('feedback.goOn')}</Button>}>
      <p>{feedback.returned.note}</p>
      <p>{t('growth.returnedText')}</p>
    </Callout>
  );
  if (!latest)
    return (
      <>
        <PageHeader before={before} title={microCredential.title} />
        {returnedNote ?? waitingNote ?? (
          <EmptyState title={t('feedback.none')} action={<Button href={journey}>{t('feedback.seeJourney')}</Button>}>
            {t('feedback.noneText')}
          </EmptyState>
        )}
      </>
    );
  const passed = latest.outcome === 'pass';
  const standing = latest.parts.filter((part) => part.passed).length;
  const canGoOn = !passed && !waiting;
  const goOn = (
    <Button variant="primary" size="large" href={journey} iconAfter="arrow-right">
      {t('feedback.goOn')}
    </Button>
  );
  return (
    <>
      <PageHeader
        before={before}
        eyebrow={`${microCredential.title} · ${issuerName}`}
        title={t(passed ? 'feedback.pass' : 'feedback.notYet')}
        lead={passed ? t('feedback.leadPass') : t('feedback.leadNotYet', { count: standing, total: latest.parts.length })}
        meta={
          <>
            <StatusChip tone={passed ? 'positive' : 'caution'}>{t(passed ? 'feedback.stands' : 'feedback.notYetPart')}</StatusChip>
            <span>
              {t('attempt', { attempt: latest.attempt })} · <Ago at={latest.decidedAt} />
            </span>
          </>
        }
        actions={
          <>
            {passed && <EarnedBadge journeyId={feedback.journeyId} />}
            {canGoOn ? goOn : <Button href={journey}>{t('feedback.seeJourney')}</Button>}
            <Button variant="quiet" icon="print" className="no-print" onClick={() => window.print()}>
              {t('feedback.print')}
            </Button>
          </>
        }
      />
      {returnedNote}
      {waitingNote}
      <AttemptFeedback attempt={latest} {...(earlier[0] && { before: earlier[0] })} journeyId={feedback.journeyId} />
      <AppealSection feedback={feedback} />
      {canGoOn && <p className="no-print">{goOn}</p>}
      {earlier.length > 0 && (
        <section className={styles.earlier}>
          <h2>{t('feedback.earlier')}</h2>
          {earlier.map((attempt, index) => (
            <Disclosure
              key={attempt.attempt}
              title={`${t('attempt', { attempt: attempt.attempt })}: ${t(attempt.outcome === 'pass' ? 'follows.pass' : 'follows.notYet')}`}
            >
              <AttemptFeedback
                attempt={attempt}
                {...(earlier[index + 1] && { before: earlier[index + 1] })}
                journeyId={feedback.journeyId}
                inside
              />
            </Disclosure>
          ))}
        </section>
      )}
    </>
  );
}
