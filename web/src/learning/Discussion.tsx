import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { mayAuthor } from './authoring.ts';
import styles from './learning.module.css';
import { PostView } from './PostView.tsx';
import { postsQuery } from './queries.ts';

export interface DiscussionProps {
  courseId: string;
  unitId: string;
  prompt: string;
  /** Whose course it is: their authors may remove posts. */
  organizationId: string;
}

/** A unit's discussion: one's own words first, then everybody's threads, the newest on top. */
export function Discussion({ courseId, unitId, prompt, organizationId }: DiscussionProps) {
  const { t } = useTranslation('learning');
  const { memberships } = useSignedIn();
  const posts = useInfiniteQuery(postsQuery(courseId, unitId));
  const moderates = memberships.some((membership) => membership.organizationId === organizationId && mayAuthor(membership));
  const items = posts.data?.pages.flatMap((page) => page.items);
  return (
    <div className={styles.discussion}>
      <WritePost courseId={courseId} unitId={unitId} label={prompt} />
      <ProblemCallout error={posts.error} actions={<Button onClick={() => void posts.refetch()}>{t('again')}</Button>} />
      {!items && !posts.error && <Skeleton lines={4} />}
      {items?.length === 0 && <p className={styles.small}>{t('discussion.empty')}</p>}
      <ol className={styles.plain} aria-label={t('discussion.title')}>
        {items?.map((post) => (
          <li key={post.id}>
            <PostView post={post} courseId={courseId} unitId={unitId} moderates={moderates} />
          </li>
        ))}
      </ol>
      {posts.hasNextPage && (
        <Button busy={posts.isFetchingNextPage} onClick={() => void posts.fetchNextPage()}>
          {t('discussion.older')}
        </Button>
      )}
    </div>
  );
}

/** Writes a post, or a reply. What was typed stays until the server has it. */
export function WritePost({
  courseId,
  unitId,
  label,
  replyTo,
  onDone,
}: {
  courseId: string;
  unitId: string;
  label: string;
  replyTo?: string;
  onDone?: () => void;
}) {
  const { t } = useTranslation('learning');
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const write = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/courses/{courseId}/units/{unitId}/posts', {
          params: { path: { courseId, unitId } },
          body: { text, ...(replyTo && { replyTo }) },
        }),
      ),
    onSuccess: async () => {
      setText('');
      if (replyTo) await queries.invalidateQueries({ queryKey: ['posts', replyTo] });
      await queries.invalidateQueries({ queryKey: ['courses', courseId] });
      onDone?.();
    },
  });
  return (
    <form
      className={styles.write}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) write.mutate();
      }}
    >
      <TextArea label={label} value={text} maxLength={10_000} rows={3} onChange={(event) => setText(event.target.value)} />
      <ProblemCallout error={write.error} />
      <div className={styles.buttons}>
        <Button type="submit" variant={replyTo ? 'secondary' : 'primary'} busy={write.isPending} disabled={!text.trim()}>
          {t(replyTo ? 'discussion.reply' : 'discussion.post')}
        </Button>
        {onDone && (
          <Button variant="quiet" onClick={onDone}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
