import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { day } from '../portfolio/dates.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { fieldProblem } from '../shell/problem-of.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './community.module.css';
import { invitationsQuery } from './queries.ts';

const roles = ['member', 'leader', 'coach'] as const;

/** Ways in: a link for whoever holds it, or an invitation to one address; both end by themselves and can be ended. */
export function InvitePeople({ groupId }: { groupId: string }) {
  const { t } = useTranslation('community');
  const queries = useQueryClient();
  const toast = useToast();
  const params = { path: { groupId } };
  const open = useQuery(invitationsQuery(groupId));
  const [days, setDays] = useState('14');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<(typeof roles)[number]>('member');
  const again = () => queries.invalidateQueries({ queryKey: invitationsQuery(groupId).queryKey });
  const link = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/groups/{groupId}/links', { params, body: { days: Number(days) } })),
    onSuccess: again,
  });
  const invite = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/groups/{groupId}/invitations', { params, body: { email, role } })),
    onSuccess: async () => {
      toast({ text: t('invite.sent', { email }) });
      setEmail('');
      await again();
    },
  });
  const end = useMutation({
    mutationFn: (groupInvitationId: string) =>
      answer(api.DELETE('/api/v1/groups/{groupId}/invitations/{groupInvitationId}', { params: { path: { groupId, groupInvitationId } } })),
    onSettled: again,
  });
  return (
    <div className={styles.invite}>
      <div className={styles.row}>
        <Select
          label={t('invite.days')}
          value={days}
          options={[1, 7, 14, 30, 90].map((count) => ({ value: String(count), label: t('invite.day', { count }) }))}
          onChange={(event) => setDays(event.target.value)}
        />
        <Button icon="link" busy={link.isPending} onClick={() => link.mutate()}>
          {t('invite.link')}
        </Button>
      </div>
      <form
        className={styles.row}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <div className={styles.two}>
          <TextField
            label={t('invite.address')}
            type="email"
            value={email}
            error={fieldProblem(invite.error, 'email')}
            onChange={(event) => setEmail(event.target.value)}
          />
          <Select
            label={t('invite.as')}
            value={role}
            options={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
            onChange={(event) => setRole(roles.find((one) => one === event.target.value) ?? 'member')}
          />
        </div>
        <Button type="submit" icon="mail" busy={invite.isPending} disabled={!email}>
          {t('invite.send')}
        </Button>
      </form>
      <ProblemCallout error={link.error ?? invite.error ?? end.error} />
      <section aria-labelledby="open-invitations">
        <h3 id="open-invitations" className={styles.asideTitle}>
          {t('invite.open')}
        </h3>
        {open.data?.length === 0 && <p className={styles.small}>{t('invite.none')}</p>}
        <ul className={styles.plain}>
          {open.data?.map((one) => (
            <li key={one.id} className={styles.way}>
              <span className={styles.personText}>
                <span>{one.email ?? t('invite.anyone')}</span>
                <span className={styles.small}>
                  {t(`role.${one.role}`)}, {t('invite.until', { date: day(one.expiresAt) })}
                </span>
                {one.link && <a href={one.link}>{one.link}</a>}
              </span>
              <span className={styles.buttons}>
                {one.link && (
                  <Button
                    size="small"
                    icon="copy"
                    onClick={() => void navigator.clipboard.writeText(one.link ?? '').then(() => toast({ text: t('invite.copied') }))}
                  >
                    {t('invite.copy')}
                  </Button>
                )}
                <Button size="small" variant="quiet" onClick={() => end.mutate(one.id)}>
                  {t('invite.end')} <span className="visually-hidden">{one.email ?? t('invite.anyone')}</span>
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
