import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useGo } from '../shell/app-link.tsx';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './community.module.css';
import type { Group } from './queries.ts';

type Person = Group['people'][number];

/** Who is in the group, leaders first; guides change roles and remove, everybody may leave. */
export function People({ group }: { group: Group }) {
  const { t } = useTranslation('community');
  const queries = useQueryClient();
  const toast = useToast();
  const go = useGo();
  const { mine } = group;
  const guides = mine.role !== 'member' && !group.closed;
  const [leaving, setLeaving] = useState<Person | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: ['groups'] });
  const change = useMutation({
    mutationFn: ({ personId, role }: { personId: string; role: Person['role'] }) =>
      answer(
        api.PUT('/api/v1/groups/{groupId}/people/{personId}/role', { params: { path: { groupId: group.id, personId } }, body: { role } }),
      ),
    onSettled: again,
  });
  const leave = useMutation({
    mutationFn: ({ personId }: Person) =>
      answer(api.DELETE('/api/v1/groups/{groupId}/people/{personId}', { params: { path: { groupId: group.id, personId } } })),
    onSuccess: async (_done, person) => {
      setLeaving(null);
      if (person.personId === mine.personId) {
        queries.removeQueries({ queryKey: ['groups'] });
        go('/groups');
        return;
      }
      toast({ text: t('people.removed', { name: person.name }) });
      await again();
    },
  });
  const rolesFor = ({ role }: Person) => (['leader', 'member', 'coach'] as const).filter((one) => one !== role);
  const names = { leader: 'people.makeLeader', member: 'people.makeMember', coach: 'people.makeCoach' } as const;
  const self = group.people.find(({ personId }) => personId === mine.personId);
  const isSelf = leaving?.personId === mine.personId;
  return (
    <section aria-labelledby="people">
      <h2 id="people" className={styles.asideTitle}>
        {t('people.title')}
      </h2>
      <ProblemCallout error={change.error} />
      <ul className={styles.people}>
        {group.people.map((person) => (
          <li key={person.personId} className={styles.person}>
            <Avatar name={person.name} />
            <span className={styles.personText}>
              <span>
                {person.name} {person.personId === mine.personId && <span className={styles.small}>({t('people.you')})</span>}
              </span>
              <span className={styles.small}>
                {person.role !== 'member' && <strong>{t(`role.${person.role}`)}</strong>} {person.headline}
              </span>
            </span>
            {guides && (
              <Menu
                icon="more"
                iconOnly
                label={t('people.actions', { name: person.name })}
                items={[
                  ...rolesFor(person).map((role) => ({
                    id: role,
                    label: t(names[role]),
                    run: () => change.mutate({ personId: person.personId, role }),
                  })),
                  ...(person.personId === mine.personId
                    ? []
                    : [{ id: 'remove', label: t('people.remove'), run: () => setLeaving(person) }]),
                ]}
              />
            )}
          </li>
        ))}
      </ul>
      {self && !group.closed && (
        <p>
          <Button size="small" variant="quiet" onClick={() => setLeaving(self)}>
            {t('people.leave')}
          </Button>
        </p>
      )}
      {leaving && (
        <Dialog
          open
          onClose={() => setLeaving(null)}
          closeLabel={t('close')}
          title={isSelf ? t('people.leaveTitle', { name: group.name }) : t('people.removeTitle', { name: leaving.name })}
          actions={
            <>
              <Button variant="danger" busy={leave.isPending} onClick={() => leave.mutate(leaving)}>
                {t(isSelf ? 'people.leave' : 'people.remove')}
              </Button>
              <Button onClick={() => setLeaving(null)}>{t('cancel')}</Button>
            </>
          }
        >
          <p>{t(isSelf ? 'people.leaveText' : 'people.removeText')}</p>
          <ProblemCallout error={leave.error} />
        </Dialog>
      )}
    </section>
  );
}
