import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Menu } from '../ui/Menu.tsx';
import { StatusChip, type StatusTone } from '../ui/StatusChip.tsx';
import { Table } from '../ui/Table.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { AdministeredOrganization } from './administered-organization.ts';
import { InviteDialog } from './InviteDialog.tsx';
import styles from './identity.module.css';
import { invitationsQuery } from './queries.ts';
import { useRoleName } from './role-names.ts';
import { useDay } from './use-day.ts';

const tones = { open: 'info', accepted: 'positive', withdrawn: 'neutral', expired: 'caution' } as const satisfies Record<
  string,
  StatusTone
>;
type Deed = 'sendAgain' | 'withdraw';

/** The invitations of an organization: send, send again, withdraw. */
export function InvitationsView({ organization }: { organization: AdministeredOrganization }) {
  const { t } = useTranslation('identity');
  const roleName = useRoleName();
  const day = useDay();
  const queries = useQueryClient();
  const toast = useToast();
  const query = invitationsQuery(organization.organizationId);
  const invitations = useInfiniteQuery(query);
  const [inviting, setInviting] = useState(false);
  const change = useMutation({
    mutationFn: ({ deed, invitationId }: { deed: Deed; invitationId: string; email: string }) => {
      const params = { path: { organizationId: organization.organizationId, invitationId } };
      return deed === 'withdraw'
        ? answer(api.DELETE('/api/v1/organizations/{organizationId}/invitations/{invitationId}', { params }))
        : answer(api.POST('/api/v1/organizations/{organizationId}/invitations/{invitationId}/mail', { params }));
    },
    onSuccess: (_done, { deed, email }) =>
      toast({ text: deed === 'withdraw' ? t('organization.withdrawn', { email }) : t('organization.sentAgain', { email }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  const rows = invitations.data?.pages.flatMap((page) => page.items) ?? [];
  const invite = (
    <Button variant="primary" icon="mail" onClick={() => setInviting(true)}>
      {t('organization.invite')}
    </Button>
  );
  return (
    <>
      <ProblemCallout error={change.error ?? invitations.error} />
      {rows.length > 0 && <p className={styles.row}>{invite}</p>}
      <Table
        caption={t('organization.invitations')}
        hideCaption
        rows={rows}
        rowKey={({ invitationId }) => invitationId}
        columns={[
          {
            key: 'email',
            header: t('organization.address'),
            cell: ({ email, invitedBy }) => (
              <span className={styles.what}>
                <span className={styles.name}>{email}</span>
                {invitedBy && <span className={styles.small}>{t('organization.sentBy', { name: invitedBy })}</span>}
              </span>
            ),
          },
          { key: 'roles', header: t('organization.roles'), cell: ({ roles }) => roles.map(roleName).join(', ') },
          {
            key: 'state',
            header: t('organization.state'),
            cell: ({ state, expiresAt }) => (
              <span className={styles.row}>
                <StatusChip tone={tones[state]}>{t(`organization.states.${state}`)}</StatusChip>
                {state === 'open' && <span className={styles.small}>{t('organization.until', { date: day(expiresAt) })}</span>}
              </span>
            ),
          },
          {
            key: 'actions',
            header: t('organization.actions'),
            cell: ({ invitationId, email, state }) =>
              (state === 'open' || state === 'expired') && (
                <Menu
                  label={t('account.actionsFor', { name: email })}
                  icon="more"
                  iconOnly
                  items={(['sendAgain', 'withdraw'] as const).map((deed) => ({
                    id: deed,
                    label: t(`organization.${deed}`),
                    icon: deed === 'withdraw' ? ('trash' as const) : ('mail' as const),
                    danger: deed === 'withdraw',
                    run: () => change.mutate({ deed, invitationId, email }),
                  }))}
                />
              ),
          },
        ]}
        {...(invitations.isSuccess && {
          empty: (
            <EmptyState headingLevel={3} title={t('organization.noInvitations')} action={invite}>
              {t('organization.noInvitationsText')}
            </EmptyState>
          ),
        })}
      />
      {invitations.hasNextPage && (
        <div className={styles.after}>
          <Button busy={invitations.isFetchingNextPage} onClick={() => void invitations.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {inviting && <InviteDialog organization={organization} onClose={() => setInviting(false)} />}
    </>
  );
}
