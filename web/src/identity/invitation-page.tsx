import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { signInAddress } from '../shell/next-address.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { sessionQuery } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { useToast } from '../ui/Toast.tsx';
import { Door } from './Door.tsx';
import styles from './identity.module.css';
import { invitationQuery } from './queries.ts';
import { RoleList } from './RoleList.tsx';
import { useDay } from './use-day.ts';

const route = getRouteApi('/invitations/$token');

/** Where the mail of an invitation leads, signed in or not. */
export function InvitationPage() {
  const { t } = useTranslation('identity');
  const day = useDay();
  const { token } = route.useParams();
  const { data: invitation } = useSuspenseQuery(invitationQuery(token));
  const { data: session } = useQuery(sessionQuery);
  const queries = useQueryClient();
  const toast = useToast();
  const go = useGo();
  const accept = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/invitations/{token}/accept', { params: { path: { token } } })),
    onSuccess: async ({ organizationId }) => {
      toast({ text: t('invitation.joined', { organization: invitation.organization }) });
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      go(`/organizations/${organizationId}`);
    },
  });
  const signOut = useMutation({
    mutationFn: () => answer(api.POST('/api/auth/sign-out')),
    onSuccess: () => window.location.assign(signInAddress(`/invitations/${token}`)),
  });
  const { organization, email, invitedBy, roles, state, expiresAt } = invitation;
  if (state !== 'open')
    return (
      <Door title={t('invitation.closedTitle')}>
        <Callout tone="caution" title={organization} actions={<Button href="/organizations">{t('invitation.toOrganizations')}</Button>}>
          {t(`invitation.closed.${state}`)}
        </Callout>
      </Door>
    );
  const person = session?.person;
  const onward = `?next=${encodeURIComponent(`/invitations/${token}`)}`;
  return (
    <Door title={t('invitation.title', { organization })} lead={t('invitation.lead', { organization })}>
      <RoleList roles={roles} />
      <p className={styles.soft}>
        {invitedBy ? t('invitation.from', { name: invitedBy, email }) : t('invitation.fromNobody', { email })}{' '}
        {t('invitation.until', { date: day(expiresAt) })}
      </p>
      <ProblemCallout error={accept.error} />
      {person ? (
        <>
          <p>{t('invitation.acceptAs', { name: person.name, email })}</p>
          <div className={styles.row}>
            <Button variant="primary" size="large" busy={accept.isPending} onClick={() => accept.mutate()}>
              {accept.isPending ? t('invitation.accepting') : t('invitation.accept')}
            </Button>
            <Button variant="quiet" busy={signOut.isPending} onClick={() => signOut.mutate()}>
              {t('invitation.someoneElse')}
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.row}>
          <Button variant="primary" size="large" href={`/sign-in${onward}`}>
            {t('invitation.signIn')}
          </Button>
          <Button size="large" href={`/sign-up${onward}`}>
            {t('invitation.signUp')}
          </Button>
        </div>
      )}
    </Door>
  );
}
