import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Breadcrumbs } from '../../ui/Breadcrumbs.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { feedbackQuery } from '../queries.ts';
import type { Attempt, JourneyFeedback } from '../types.ts';
import { AttemptsCompared } from './AttemptsCompared.tsx';
import styles from './compare.module.css';
import type { ComparedAttempt } from './compare-attempts.ts';

/** Two of one's own attempts beside each other. */
export function AttemptsPage() {
  const { journeyId } = useParams({ from: '/signed-in/journeys/$journeyId/attempts' });
  const { data, error, refetch } = useQuery(feedbackQuery(journeyId));
  usePageTitle(data?.microCredential.title);
  if (error && !data) return <ErrorPage error={error} reset={() => void refetch()} />;
  return (
    <Page width="wide">
      <div className={styles.page} aria-busy={!data}>
        {data ? <Attempts feedback={data} /> : <Skeleton shape="block" />}
      </div>
    </Page>
  );
}

function Attempts({ feedback }: { feedback: JourneyFeedback }) {
  const { t } = useTranslation('evaluation');
  const asked = useSearch({ from: '/signed-in/journeys/$journeyId/attempts' }).attempt;
  const { attempts, journeyId, microCredential, parts } = feedback;
  const pairs = attempts.slice(0, -1).map((after, index) => ({ after, before: attempts[index + 1] as Attempt }));
  const pair = pairs.find(({ after }) => after.attempt === asked) ?? pairs[0];
  const back = `/journeys/${journeyId}/feedback`;
  const before = (
    <Breadcrumbs
      label={t('feedback.journey')}
      items={[
        { href: `/journeys/${journeyId}`, label: microCredential.title },
        { href: back, label: t('compare.feedback') },
      ]}
    />
  );
  if (!pair)
    return (
      <>
        <PageHeader before={before} title={microCredential.title} />
        <EmptyState title={t('compare.none')} action={<Button href={back}>{t('compare.toFeedback')}</Button>}>
          {t('compare.noneText')}
        </EmptyState>
      </>
    );
  const words = ({ before, after }: typeof pair) => ({ before: before.attempt, after: after.attempt });
  return (
    <>
      <PageHeader before={before} eyebrow={microCredential.title} title={t('compare.title', words(pair))} lead={t('compare.lead')} />
      {pairs.length > 1 && (
        <nav aria-label={t('compare.choose')}>
          <ul className={styles.pairs}>
            {pairs.map((one) => (
              <li key={one.after.attempt}>
                <Link
                  href={`/journeys/${journeyId}/attempts?attempt=${one.after.attempt}`}
                  {...(one === pair && { 'aria-current': 'page' as const })}
                >
                  {t('compare.pair', words(one))}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <AttemptsCompared parts={parts} before={compared(pair.before)} after={compared(pair.after)} level={2} />
    </>
  );
}

const compared = ({ attempt, answers, evidence, scores }: Attempt): ComparedAttempt => ({ attempt, answers, evidence, levels: scores });
