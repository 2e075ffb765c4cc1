import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { day } from '../portfolio/dates.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './community.module.css';
import { announcementsQuery, type Group } from './queries.ts';

/** What leaders and coaches have told the group, the newest first. */
export function Announcements({ group, mayWrite }: { group: Group; mayWrite: boolean }) {
  const { t } = useTranslation('community');
  const queries = useQueryClient();
  const toast = useToast();
  const [text, setText] = useState('');
  const announcements = useInfiniteQuery(announcementsQuery(group.id));
  const again = () => queries.invalidateQueries({ queryKey: announcementsQuery(group.id).queryKey });
  const write = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/groups/{groupId}/announcements', { params: { path: { groupId: group.id } }, body: { text } })),
    onSuccess: async () => {
      setText('');
      toast({ text: t('announcements.sent') });
      await again();
    },
  });
  const take = useMutation({
    mutationFn: (announcementId: string) =>
      answer(
        api.DELETE('/api/v1/groups/{groupId}/announcements/{announcementId}', {
          params: { path: { groupId: group.id, announcementId } },
        }),
      ),
    onSettled: again,
  });
  const items = announcements.data?.pages.flatMap((page) => page.items);
  return (
    <div className={styles.announcements}>
      {mayWrite && (
        <form
          className={styles.write}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) write.mutate();
          }}
        >
          <TextArea
            label={t('announcements.write')}
            rows={2}
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <ProblemCallout error={write.error ?? take.error} />
          <p>
            <Button type="submit" busy={write.isPending} disabled={!text.trim()}>
              {t('announcements.submit')}
            </Button>
          </p>
        </form>
      )}
      {items?.length === 0 && <p className={styles.small}>{t('announcements.none')}</p>}
      <ul className={styles.plain}>
        {items?.map((one) => (
          <li key={one.id} className={styles.announcement}>
            <p className={styles.text}>{one.text}</p>
            <p className={styles.small}>
              {one.author} · <time dateTime={one.createdAt}>{day(one.createdAt)}</time>{' '}
              {mayWrite && (
                <Button size="small" variant="quiet" onClick={() => take.mutate(one.id)}>
                  {t('announcements.take')}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {announcements.hasNextPage && (
        <Button busy={announcements.isFetchingNextPage} onClick={() => void announcements.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
