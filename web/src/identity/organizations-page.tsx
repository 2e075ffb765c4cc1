import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { MyInvitations } from './MyInvitations.tsx';
import { kindOf } from './organization-kind.ts';
import { useRoleName } from './role-names.ts';

/** The organizations the person works with. */
export function OrganizationsPage() {
  const { t } = useTranslation('identity');
  usePageTitle(t('organizations.title'));
  const { memberships } = useSignedIn();
  const roleName = useRoleName();
  return (
    <Page>
      <PageHeader title={t('organizations.title')} lead={t('organizations.lead')} />
      <MyInvitations />
      {memberships.length === 0 && (
        <EmptyState
          title={t('organizations.empty')}
          action={
            <Button variant="primary" href="/catalog">
              {t('organizations.find')}
            </Button>
          }
        >
          {t('organizations.emptyText')}
        </EmptyState>
      )}
      {memberships.map((membership) => (
        <Card
          key={membership.organizationId}
          headingLevel={2}
          eyebrow={t(`organizations.${kindOf(membership)}`)}
          title={membership.name}
          href={`/organizations/${membership.organizationId}`}
        >
          {membership.roles.map(roleName).join(', ')}
        </Card>
      ))}
    </Page>
  );
}
