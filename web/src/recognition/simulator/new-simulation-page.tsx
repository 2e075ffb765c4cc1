import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import { SimulationForm } from './SimulationForm.tsx';
import { firstDraft } from './simulation-draft.ts';
import { basisQuery } from './simulator-queries.ts';
import { usePlay } from './use-play.ts';

/** Asks a new question, filled in from the organization's own figures. */
export function NewSimulationPage() {
  const { t } = useTranslation('simulator');
  usePageTitle(t('newTitle'));
  const navigate = useNavigate();
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const { data: basis, error, refetch } = useQuery(basisQuery(organizationId));
  const play = usePlay(organizationId, null, (simulationId) =>
    navigate({ to: '/organizations/$organizationId/simulator/$simulationId', params: { organizationId, simulationId } }),
  );
  const begin = useMemo(
    () =>
      basis &&
      firstDraft(
        basis,
        { today: t('form.today'), raise: t('form.kinds.base-salary'), stipend: t('form.kinds.stipend') },
        Math.floor(Math.random() * 1_000_000),
      ),
    [basis, t],
  );
  if (error && !basis) return <ErrorPage error={error} reset={() => void refetch()} />;
  return (
    <Page>
      <PageHeader
        look="work"
        before={<PayPlaces organizationId={organizationId} here="simulator" />}
        title={t('newTitle')}
        lead={t('lead')}
      />
      {!begin && <Skeleton lines={10} />}
      {basis && begin && (
        <SimulationForm
          basis={basis}
          begin={begin}
          isSaving={play.isPending}
          error={play.error}
          onPlay={play.mutate}
          onCancel={() => void navigate({ to: '/organizations/$organizationId/simulator', params: { organizationId } })}
        />
      )}
    </Page>
  );
}
