import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './identity.module.css';
import { myInvitationsQuery } from './queries.ts';
import { useRoleName } from './role-names.ts';

/** Open invitations to the person's addresses; nothing when there are none. */
export function MyInvitations() {
  const { t } = useTranslation('identity');
  const roleName = useRoleName();
  const queries = useQueryClient();
  const toast = useToast();
  const go = useGo();
  const { data } = useQuery(myInvitationsQuery);
  const accept = useMutation({
    mutationFn: ({ invitationId }: { invitationId: string; organization: string }) =>
      answer(api.POST('/api/v1/account/invitations/{invitationId}/accept', { params: { path: { invitationId } } })),
    onSuccess: async ({ organizationId }, { organization }) => {
      toast({ text: t('invitation.joined', { organization }) });
      await queries.invalidateQueries();
      go(`/organizations/${organizationId}`);
    },
  });
  if (!data?.items.length) return null;
  return (
    <Section look="margin" title={t('organizations.invitations')}>
      <ProblemCallout error={accept.error} />
      <ul className={styles.list}>
        {data.items.map((invitation) => (
          <li key={invitation.invitationId} className={styles.item}>
            <span className={styles.what}>
              <span className={styles.name}>{invitation.organization}</span>
              <span className={styles.small}>
                {invitation.roles.map(roleName).join(', ')} · {invitation.email}
              </span>
            </span>
            <Button variant="primary" size="small" busy={accept.isPending} onClick={() => accept.mutate(invitation)}>
              {t('invitation.accept')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
