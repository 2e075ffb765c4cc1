import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import styles from './community.module.css';
import type { Group } from './queries.ts';

/** One's own consent to the board, and whether announcements come by mail. */
export function Choices({ group }: { group: Group }) {
  const { t } = useTranslation('community');
  const queries = useQueryClient();
  const { sharesProgress, announcementsByMail } = group.mine;
  const change = useMutation({
    mutationFn: (choices: { sharesProgress: boolean; announcementsByMail: boolean }) =>
      answer(api.PUT('/api/v1/groups/{groupId}/choices', { params: { path: { groupId: group.id } }, body: choices })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['groups', group.id] }),
  });
  const now = change.isPending ? change.variables : { sharesProgress, announcementsByMail };
  return (
    <section aria-labelledby="choices">
      <h2 id="choices" className={styles.asideTitle}>
        {t('choices.title')}
      </h2>
      <div className={styles.choices}>
        {group.mine.role !== 'coach' && (
          <Checkbox
            label={t('fields.shares')}
            hint={t('fields.sharesHint')}
            checked={now.sharesProgress}
            onChange={(event) => change.mutate({ ...now, sharesProgress: event.target.checked })}
          />
        )}
        <Checkbox
          label={t('choices.mail')}
          checked={now.announcementsByMail}
          onChange={(event) => change.mutate({ ...now, announcementsByMail: event.target.checked })}
        />
        <ProblemCallout error={change.error} />
      </div>
    </section>
  );
}
