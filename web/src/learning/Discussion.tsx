import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { mayAuthor } from './authoring.ts';
import styles from './learning.module.css';
import { PostView } from './PostView.tsx';
import { postsQuery } from './queries.ts';
import { WritePost } from './WritePost.tsx';

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
