import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { AwardsView } from '../awards/AwardsView.tsx';
import { EndorsementsView } from '../awards/endorsements/EndorsementsView.tsx';
import { KeysView } from '../awards/KeysView.tsx';
import { RetentionView } from '../privacy/RetentionView.tsx';
import { useGo } from '../shell/app-link.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { sessionQuery, useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { useToast } from '../ui/Toast.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { InvitationsView } from './InvitationsView.tsx';
import styles from './identity.module.css';
import { MembersView } from './MembersView.tsx';
import { OrganizationProfile } from './OrganizationProfile.tsx';
import { kindOf } from './organization-kind.ts';
import { type Organization, organizationQuery } from './queries.ts';
import { RoleList } from './RoleList.tsx';

const route = getRouteApi('/signed-in/organizations/$organizationId');

/** One organization, for its members; its administrators keep members, invitations and profile here. */
export function OrganizationPage() {
  const { t } = useTranslation('identity');
  const { organizationId } = route.useParams();
  const { data: organization } = useSuspenseQuery(organizationQuery(organizationId));
  usePageTitle(organization.name);
  const tint = organization.color ? { 'data-issuer': '', style: { '--issuer': organization.color } as CSSProperties } : {};
  const facts = [
    t(`organizations.${kindOf(organization)}`),
    ...(organization.parentName ? [t('organization.part', { name: organization.parentName })] : []),
    t('organization.memberCount', { count: organization.memberCount }),
  ];
  return (
    <div {...tint}>
      <Page>
        <PageHeader
          before={<Link href="/organizations">{t('organization.back')}</Link>}
          eyebrow={facts.join(' · ')}
          title={organization.name}
          lead={organization.tagline}
          {...(organization.isIssuer && {
            actions: <Button href={`/issuers/${organization.slug}`}>{t('organization.publicPage')}</Button>,
          })}
        />
        <Views organization={organization} />
        {organization.roles.length > 0 && (
          <OwnMembership organizationId={organizationId} name={organization.name} roles={organization.roles} />
        )}
      </Page>
    </div>
  );
}

/** What one keeps here, by one's roles: people and profile, awards, keys. */
function Views({ organization }: { organization: Organization }) {
  const { t } = useTranslation('identity');
  const { t: tAwards } = useTranslation('keeping');
  const { t: tPrivacy } = useTranslation('privacy');
  const { view } = route.useSearch();
  const navigate = useNavigate();
  const { organizationId, isIssuer, mayAdminister, roles } = organization;
  const keepsKeys = isIssuer && roles.includes('issuer-admin');
  const endorses = roles.includes('issuer-admin') || roles.includes('recognizer-admin');
  const keepsAwards = keepsKeys || (isIssuer && roles.includes('evaluation-lead'));
  const tabs = [
    ...(mayAdminister
      ? [
          { id: 'members', title: t('organization.members'), content: <MembersView organization={organization} /> },
          { id: 'invitations', title: t('organization.invitations'), content: <InvitationsView organization={organization} /> },
        ]
      : []),
    ...(mayAdminister && organization.children.length > 0
      ? [
          {
            id: 'schools',
            title: t('organization.schools'),
            count: organization.children.length,
            content: <Schools schools={organization.children} />,
          },
        ]
      : []),
    ...(keepsAwards
      ? [{ id: 'awards', title: tAwards('issued.tab'), content: <AwardsView organizationId={organizationId} mayImport={keepsKeys} /> }]
      : []),
    ...(keepsKeys
      ? [{ id: 'evidence', title: tPrivacy('retention.tab'), content: <RetentionView organizationId={organizationId} /> }]
      : []),
    ...(endorses
      ? [{ id: 'endorsements', title: tAwards('endorsing.tab'), content: <EndorsementsView organization={organization} /> }]
      : []),
    ...(keepsKeys || (endorses && !isIssuer)
      ? [{ id: 'keys', title: tAwards('keys.tab'), content: <KeysView organization={organization} /> }]
      : []),
    ...(mayAdminister
      ? [{ id: 'profile', title: t('organization.profile'), content: <OrganizationProfile organization={organization} /> }]
      : []),
  ];
  const [first] = tabs;
  if (!first) return null;
  return (
    <Tabs
      label={t('organization.views')}
      selected={tabs.some(({ id }) => id === view) ? String(view) : first.id}
      onSelect={(chosen) =>
        void navigate({
          to: '/organizations/$organizationId',
          params: { organizationId },
          search: chosen === first.id ? {} : { view: chosen },
          replace: true,
          resetScroll: false,
        })
      }
      tabs={tabs}
    />
  );
}

/** What belongs to the organization, each with its own members. */
function Schools({ schools }: { schools: Organization['children'] }) {
  return (
    <ul className={styles.schools}>
      {schools.map(({ organizationId, name }) => (
        <li key={organizationId}>
          <Link href={`/organizations/${organizationId}`}>{name}</Link>
        </li>
      ))}
    </ul>
  );
}

function OwnMembership({ organizationId, name, roles }: { organizationId: string; name: string; roles: readonly string[] }) {
  const { t } = useTranslation('identity');
  const { person } = useSignedIn();
  const queries = useQueryClient();
  const toast = useToast();
  const go = useGo();
  const [leaving, setLeaving] = useState(false);
  const leave = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/organizations/{organizationId}/members/{personId}', {
          params: { path: { organizationId, personId: person.id } },
        }),
      ),
    onSuccess: async () => {
      toast({ text: t('organization.left', { name }) });
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      go('/organizations');
    },
  });
  return (
    <Section look="margin" title={t('organization.yourRoles')}>
      <RoleList roles={roles} />
      <p>
        <Button variant="quiet" onClick={() => setLeaving(true)}>
          {t('organization.leave')}
        </Button>
      </p>
      {leaving && (
        <ConfirmDialog
          title={t('organization.leaveTitle', { name })}
          text={t('organization.leaveText')}
          submit={t('organization.leaveSubmit')}
          error={leave.error}
          busy={leave.isPending}
          onConfirm={() => leave.mutate()}
          onClose={() => setLeaving(false)}
        />
      )}
    </Section>
  );
}
