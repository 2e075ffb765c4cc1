import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { day } from '../portfolio/dates.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { Post } from './kinds.ts';
import styles from './learning.module.css';
import { repliesQuery } from './queries.ts';
import { WritePost } from './WritePost.tsx';

export interface PostViewProps {
  post: Post;
  courseId: string;
  unitId: string;
  /** Whether the reader may remove others' posts. */
  moderates: boolean;
  /** Set in replies: whose post it answers. */
  replyTo?: string;
}

/** A post with what one may do about it, and its replies. */
export function PostView({ post, courseId, unitId, moderates, replyTo }: PostViewProps) {
  const { t } = useTranslation('learning');
  const [doing, setDoing] = useState<'reading' | 'editing' | 'replying' | 'removing'>('reading');
  const [answered, setAnswered] = useState(false);
  const change = useChange(post, courseId, replyTo, () => setDoing('reading'));
  const name = post.author?.name ?? t('discussion.gone');
  return (
    <article className={styles.post} aria-label={t('discussion.by', { name })}>
      <Avatar name={name} />
      <div className={styles.postBody}>
        <p className={styles.postHead}>
          <strong>{name}</strong>
          <time dateTime={post.createdAt} title={new Date(post.createdAt).toLocaleString()}>
            {day(post.createdAt)}
          </time>
          {post.editedAt && <span>{t('discussion.edited')}</span>}
        </p>
        {post.removed && (
          <p className={styles.small}>
            {post.removed.by === 'author' ? t('discussion.takenBack') : t('discussion.removed', { note: post.removed.note })}
          </p>
        )}
        {post.text !== null && doing !== 'editing' && <p className={styles.postText}>{post.text}</p>}
        {doing === 'editing' && <Edit text={post.text ?? ''} change={change} onCancel={() => setDoing('reading')} />}
        {!post.removed && doing === 'reading' && (
          <div className={styles.postActions}>
            {!replyTo && (
              <Button size="small" variant="quiet" icon="message" onClick={() => setDoing('replying')}>
                {t('discussion.reply')}
              </Button>
            )}
            {post.mine && (
              <>
                <Button size="small" variant="quiet" icon="edit" onClick={() => setDoing('editing')}>
                  {t('discussion.edit')}
                </Button>
                <Button size="small" variant="quiet" icon="trash" onClick={() => change.mutate({ take: 'back' })}>
                  {t('discussion.takeBack')}
                </Button>
              </>
            )}
            {moderates && !post.mine && (
              <Button size="small" variant="quiet" icon="trash" onClick={() => setDoing('removing')}>
                {t('discussion.remove')}
              </Button>
            )}
          </div>
        )}
        <ProblemCallout error={change.error} />
        {!replyTo && post.replies > 0 && (
          <Replies key={String(answered)} open={answered} post={post} courseId={courseId} unitId={unitId} moderates={moderates} />
        )}
        {doing === 'replying' && (
          <WritePost
            courseId={courseId}
            unitId={unitId}
            replyTo={post.id}
            label={t('discussion.replyTo', { name })}
            onDone={() => {
              setAnswered(true);
              setDoing('reading');
            }}
          />
        )}
        {doing === 'removing' && <Remove name={name} change={change} onClose={() => setDoing('reading')} />}
      </div>
    </article>
  );
}

type Change = { take: 'back' } | { text: string } | { note: string };

function useChange(post: Post, courseId: string, replyTo: string | undefined, done: () => void) {
  const queries = useQueryClient();
  const params = { path: { postId: post.id } };
  return useMutation({
    mutationFn: (wanted: Change) =>
      'text' in wanted
        ? answer(api.PATCH('/api/v1/posts/{postId}', { params, body: { text: wanted.text } }))
        : 'note' in wanted
          ? answer(api.POST('/api/v1/posts/{postId}/removal', { params, body: { note: wanted.note } }))
          : answer(api.DELETE('/api/v1/posts/{postId}', { params })),
    onSuccess: async () => {
      done();
      if (replyTo) await queries.invalidateQueries({ queryKey: ['posts', replyTo] });
      await queries.invalidateQueries({ queryKey: ['courses', courseId] });
    },
  });
}

function Edit({ text, change, onCancel }: { text: string; change: ReturnType<typeof useChange>; onCancel: () => void }) {
  const { t } = useTranslation('learning');
  const [words, setWords] = useState(text);
  return (
    <div className={styles.write}>
      <TextArea label={t('discussion.yours')} value={words} maxLength={10_000} onChange={(event) => setWords(event.target.value)} />
      <div className={styles.buttons}>
        <Button busy={change.isPending} disabled={!words.trim()} onClick={() => change.mutate({ text: words })}>
          {t('discussion.save')}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}

function Remove({ name, change, onClose }: { name: string; change: ReturnType<typeof useChange>; onClose: () => void }) {
  const { t } = useTranslation('learning');
  const [note, setNote] = useState('');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('discussion.removeTitle', { name })}
      closeLabel={t('close')}
      actions={
        <Button variant="danger" busy={change.isPending} disabled={!note.trim()} onClick={() => change.mutate({ note })}>
          {t('discussion.removeSubmit')}
        </Button>
      }
    >
      <TextField
        label={t('discussion.note')}
        hint={t('discussion.noteHint')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  );
}

/** Replies, once they are asked for: a page of threads does not ask for all of them. */
function Replies({ post, courseId, unitId, moderates, open }: Omit<PostViewProps, 'replyTo'> & { open: boolean }) {
  const { t } = useTranslation('learning');
  const [shown, setShown] = useState(open);
  const replies = useInfiniteQuery({ ...repliesQuery(post.id), enabled: shown });
  if (!shown)
    return (
      <p>
        <Button size="small" icon="message" onClick={() => setShown(true)}>
          {t('discussion.showReplies', { count: post.replies })}
        </Button>
      </p>
    );
  return (
    <div className={styles.replies}>
      <ol className={styles.plain} aria-label={t('discussion.showReplies', { count: post.replies })}>
        {replies.data?.pages
          .flatMap(({ items }) => items)
          .map((reply) => (
            <li key={reply.id}>
              <PostView post={reply} courseId={courseId} unitId={unitId} moderates={moderates} replyTo={post.id} />
            </li>
          ))}
      </ol>
      {replies.hasNextPage && (
        <Button size="small" busy={replies.isFetchingNextPage} onClick={() => void replies.fetchNextPage()}>
          {t('discussion.moreReplies')}
        </Button>
      )}
    </div>
  );
}
