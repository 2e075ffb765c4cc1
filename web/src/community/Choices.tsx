import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { useChoice } from '../shell/use-choice.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import styles from './community.module.css';
import type { Group } from './queries.ts';

/** One's own consent to the board, and whether announcements come by mail. */
export function Choices({ group }: { group: Group }) {
  const { t } = useTranslation('community');
  const { sharesProgress, announcementsByMail } = group.mine;
  const { shown, choose, error } = useChoice(
    { sharesProgress, announcementsByMail },
    (body) => answer(api.PUT('/api/v1/groups/{groupId}/choices', { params: { path: { groupId: group.id } }, body, keepalive: true })),
    ['groups', group.id],
  );
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
            checked={shown.sharesProgress}
            onChange={(event) => choose({ ...shown, sharesProgress: event.target.checked })}
          />
        )}
        <Checkbox
          label={t('choices.mail')}
          checked={shown.announcementsByMail}
          onChange={(event) => choose({ ...shown, announcementsByMail: event.target.checked })}
        />
        <ProblemCallout error={error} />
      </div>
    </section>
  );
}
