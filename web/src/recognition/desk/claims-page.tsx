import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Select } from '../../ui/Select.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import { payDesks } from '../pay-navigation.ts';
import { Desk } from './Desk.tsx';

/** The desk of Human Resources: claims by state, one open beside the list. */
export function ClaimsPage() {
  const { t } = useTranslation('pay');
  usePageTitle(t('desk.title'));
  const navigate = useNavigate();
  const desks = payDesks(useSignedIn());
  const { organizationId } = useParams({ strict: false }) as { organizationId?: string };
  const chosen = desks.find((desk) => desk.organizationId === organizationId) ?? desks[0];
  if (!chosen)
    return (
      <Page>
        <EmptyState headingLevel={1} title={t('desk.noRole')}>
          {t('desk.noRoleText')}
        </EmptyState>
      </Page>
    );
  return (
    <Page width="wide">
      <PageHeader
        look="work"
        eyebrow={chosen.name}
        title={t('desk.title')}
        lead={t('desk.lead')}
        before={<PayPlaces organizationId={chosen.organizationId} here="claims" />}
      />
      {desks.length > 1 && (
        <Select
          label={t('desk.organization')}
          value={chosen.organizationId}
          options={desks.map((desk) => ({ value: desk.organizationId, label: desk.name }))}
          onChange={(event) =>
            void navigate({ to: '/organizations/$organizationId/claims', params: { organizationId: event.target.value }, replace: true })
          }
        />
      )}
      <Desk key={chosen.organizationId} organizationId={chosen.organizationId} />
    </Page>
  );
}
