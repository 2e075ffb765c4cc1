import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Door } from '../identity/Door.tsx';
import { useGo } from '../shell/app-link.tsx';
import { ErrorPage } from '../shell/error-page.tsx';
import { signInAddress } from '../shell/next-address.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { useSession } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './community.module.css';
import { invitationQuery } from './queries.ts';

/** Behind a group's link: what one is invited to, and the choice what the group may see; before signing in as well. */
export function JoinGroupPage() {
  const { t } = useTranslation('community');
  const { key } = useParams({ strict: false }) as { key: string };
  const { session } = useSession();
  const invitation = useQuery(invitationQuery(key));
  const go = useGo();
  const queries = useQueryClient();
  const [sharesProgress, setShares] = useState(false);
  const join = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/group-invitations/{key}/joining', { params: { path: { key } }, body: { sharesProgress } })),
    onSuccess: async ({ groupId }) => {
      await queries.invalidateQueries({ queryKey: ['groups'] });
      go(`/groups/${groupId}`);
    },
  });
  if (invitation.error) return <ErrorPage error={invitation.error} reset={() => void invitation.refetch()} />;
  const { data: group } = invitation;
  if (!group || !session)
    return (
      <Door title={t('join.eyebrow')}>
        <Skeleton lines={4} />
      </Door>
    );
  const signedIn = session.person !== null;
  const from = [t(`kind.${group.kind}`), group.organization].filter(Boolean).join(' · ');
  return (
    <Door
      title={group.name}
      lead={
        <>
          <span className={styles.small}>{from}</span>
          <br />
          {group.leaders.length > 0 &&
            t('join.lead', {
              people: t('join.people', { count: group.people }),
              leaders: new Intl.ListFormat(undefined, { type: 'conjunction' }).format(group.leaders),
            })}
        </>
      }
    >
      {group.purpose && <p className={styles.purpose}>{group.purpose}</p>}
      {group.joined ? (
        <Callout tone="positive" title={t('join.there')} actions={<Button href={`/groups/${group.groupId}`}>{t('join.go')}</Button>} />
      ) : (
        <div className={styles.form}>
          {group.forAddress && <p>{t('join.forAddress')}</p>}
          {group.role !== 'member' && <p>{t('join.as', { role: t(`role.${group.role}`).toLowerCase() })}</p>}
          {signedIn && group.role !== 'coach' && (
            <Checkbox
              label={t('fields.shares')}
              hint={t('fields.sharesHint')}
              checked={sharesProgress}
              onChange={(event) => setShares(event.target.checked)}
            />
          )}
          <ProblemCallout error={join.error} />
          <p>
            {signedIn ? (
              <Button variant="primary" size="large" busy={join.isPending} onClick={() => join.mutate()}>
                {t('join.submit')}
              </Button>
            ) : (
              <Button variant="primary" size="large" href={signInAddress(`/groups/join/${key}`)}>
                {t('join.signIn')}
              </Button>
            )}
          </p>
        </div>
      )}
    </Door>
  );
}
