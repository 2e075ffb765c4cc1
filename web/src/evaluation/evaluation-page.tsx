import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Page } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { evaluationQuery } from './queries.ts';
import { ReadingDesk } from './ReadingDesk.tsx';
import { ScoringDesk } from './ScoringDesk.tsx';

/** One submission at the evaluator's desk: to score for who has it in hand, to read for who oversees or has decided it. */
export function EvaluationPage() {
  const { t } = useTranslation('evaluation');
  const { evaluationId } = useParams({ from: '/signed-in/evaluations/$evaluationId' });
  const { data: evaluation, error, refetch } = useQuery(evaluationQuery(evaluationId));
  usePageTitle(evaluation?.definition.title);
  if (error) return <ErrorPage error={error} reset={() => void refetch()} />;
  if (!evaluation)
    return (
      <Page width="wide">
        <div aria-busy="true">
          <span className="visually-hidden">{t('loading')}</span>
          <Skeleton shape="title" />
          <Skeleton shape="block" />
        </div>
      </Page>
    );
  const isOpen = evaluation.mine && evaluation.state === 'taken';
  return (
    <Page width="wide">
      {isOpen ? <ScoringDesk key={evaluation.id} evaluation={evaluation} /> : <ReadingDesk evaluation={evaluation} />}
    </Page>
  );
}
