import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { SimulationReport } from './SimulationReport.tsx';
import styles from './simulator.module.css';
import { simulationQuery } from './simulator-queries.ts';

/** The page that goes to the board, on paper: everything open, tables under their pictures, assumptions written out. */
export function BoardPage() {
  const { t } = useTranslation('simulator');
  const { organizationId, simulationId } = useParams({ strict: false }) as { organizationId: string; simulationId: string };
  const { data: shown, error, refetch } = useQuery(simulationQuery(simulationId));
  usePageTitle(shown?.name ?? t('title'));
  if (error && !shown) return <ErrorPage error={error} reset={() => void refetch()} />;
  const back = `/organizations/${organizationId}/simulator/${simulationId}`;
  return (
    <Page>
      {!shown && <Skeleton lines={12} />}
      {shown && (
        <>
          <PageHeader
            eyebrow={t('boardPage.eyebrow', { name: shown.recognizer.name })}
            title={shown.name}
            {...(shown.simulation.question && { lead: shown.simulation.question })}
            actions={
              <>
                <Button variant="primary" icon="print" className="no-print" onClick={() => window.print()}>
                  {t('boardPage.print')}
                </Button>
                <Button className="no-print" href={back}>
                  {t('boardPage.back')}
                </Button>
              </>
            }
          />
          <div className={styles.result}>
            {shown.result && !shown.isCurrent && (
              <Callout tone="caution" title={t('old')}>
                {t('oldText')}
              </Callout>
            )}
            {shown.result ? (
              <SimulationReport shown={shown} result={shown.result} onPaper />
            ) : (
              <Callout title={t('notPlayed')}>{t('notPlayedText')}</Callout>
            )}
          </div>
        </>
      )}
    </Page>
  );
}
