import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import styles from './community.module.css';
import type { Group } from './queries.ts';

interface Chosen {
  sharesProgress: boolean;
  announcementsByMail: boolean;
}

/** One's own consent to the board, and whether announcements come by mail. */
export function Choices({ group }: { group: Group }) {
  const { t } = useTranslation('community');
  const queries = useQueryClient();
  const { sharesProgress, announcementsByMail } = group.mine;
  // shown from the click on: a box that waits for the server would spring back for a moment
  const [chosen, setChosen] = useState<Chosen>();
  const change = useMutation({
    mutationFn: (choices: Chosen) =>
      answer(api.PUT('/api/v1/groups/{groupId}/choices', { params: { path: { groupId: group.id } }, body: choices })),
    async onSettled(_answer, _error, choices) {
      await queries.invalidateQueries({ queryKey: ['groups', group.id] });
      setChosen((latest) => (latest === choices ? undefined : latest));
    },
  });
  const choose = (choices: Chosen) => {
    setChosen(choices);
    change.mutate(choices);
  };
  const now = chosen ?? { sharesProgress, announcementsByMail };
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
            onChange={(event) => choose({ ...now, sharesProgress: event.target.checked })}
          />
        )}
        <Checkbox
          label={t('choices.mail')}
          checked={now.announcementsByMail}
          onChange={(event) => choose({ ...now, announcementsByMail: event.target.checked })}
        />
        <ProblemCallout error={change.error} />
      </div>
    </section>
  );
}
