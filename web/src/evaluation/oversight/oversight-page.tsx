import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { deskQuery } from '../queries.ts';
import { Anchors } from './Anchors.tsx';
import { Evaluators } from './Evaluators.tsx';
import { Insight } from './Insight.tsx';
import { IssuerPhrases } from './IssuerPhrases.tsx';
import { SettingsView } from './SettingsView.tsx';
import { type OversightView, oversightViews } from './view-of.ts';
import { WaitingForLead } from './WaitingForLead.tsx';

/** Where a lead keeps an organization's evaluation: what waits for the lead, the settings, the evaluators, anchors, figures. */
export function OversightPage() {
  const { t } = useTranslation('evaluation');
  const { organizationId } = useParams({ from: '/signed-in/organizations/$organizationId/evaluation' });
  const { view } = useSearch({ from: '/signed-in/organizations/$organizationId/evaluation' });
  const navigate = useNavigate();
  usePageTitle(t('oversight.title'));
  const { data: desk, error, refetch } = useQuery(deskQuery);
  if (error && !desk) return <ErrorPage error={error} reset={() => void refetch()} />;
  const organization = desk?.organizations.find(({ id }) => id === organizationId);
  const title = (id: OversightView) => t(`oversight.views.${id}`);
  const content: Record<OversightView, ReactNode> = {
    waiting: <WaitingForLead organizationId={organizationId} />,
    settings: <SettingsView organizationId={organizationId} />,
    evaluators: <Evaluators organizationId={organizationId} />,
    anchors: <Anchors organizationId={organizationId} />,
    phrases: <IssuerPhrases organizationId={organizationId} />,
    insight: <Insight organizationId={organizationId} />,
  };
  return (
    <Page width="wide">
      <PageHeader
        look="work"
        before={<Link href="/desk">{t('desk.back')}</Link>}
        eyebrow={organization?.name ?? <Skeleton />}
        title={t('oversight.title')}
        lead={t('oversight.lead')}
      />
      <Tabs
        label={t('oversight.title')}
        selected={view}
        onSelect={(chosen) =>
          void navigate({
            to: '/organizations/$organizationId/evaluation',
            params: { organizationId },
            search: { view: chosen as OversightView },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={oversightViews.map((id) => ({ id, title: title(id), content: view === id ? content[id] : null }))}
      />
    </Page>
  );
}
