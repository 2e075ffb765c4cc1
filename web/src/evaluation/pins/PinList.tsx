import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { clock } from '../../ui/MediaPlayer.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { DraftTrouble } from '../DraftTrouble.tsx';
import { typingMs } from '../use-desk.ts';
import { type Comment, commentKey } from './pin.ts';
import styles from './pins.module.css';
import type { Pins } from './use-pins.ts';

interface PinListProps {
  /** What they are about, for screen readers. */
  title: string;
  comments: readonly Comment[];
  /** Whose they are, where not those that one makes or reads here. */
  from?: string;
  edit?: Pins['edit'];
  /** Goes to the place of a comment. */
  onShow: (comment: Comment) => void;
}

/** The comments on one piece of the work, each with its place, to which it leads. */
export function PinList({ title, from, comments, edit, onShow }: PinListProps) {
  const { t } = useTranslation('evaluation');
  if (!comments.length) return null;
  const list = (
    <ol className={styles.list} aria-label={from ? t('pins.listFrom', { title, from }) : t('pins.list', { title })}>
      {comments.map((comment, index) => (
        <li key={comment.id} className={styles.comment}>
          <div className={styles.head}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            <button type="button" className={styles.place} onClick={() => onShow(comment)}>
              <PlaceName comment={comment} number={index + 1} />
            </button>
            {edit && (
              <Button size="small" variant="quiet" icon="trash" iconOnly onClick={() => edit.remove(comment)}>
                {t('pins.remove', { number: index + 1 })}
              </Button>
            )}
          </div>
          {edit ? (
            <Words comment={comment} number={index + 1} edit={edit} onShow={onShow} />
          ) : (
            <p className={styles.words}>{comment.text}</p>
          )}
        </li>
      ))}
    </ol>
  );
  if (!from) return list;
  return (
    <div className={styles.theirs}>
      <p className={styles.from}>{from}</p>
      {list}
    </div>
  );
}

function PlaceName({ comment: { place }, number }: { comment: Comment; number: number }) {
  const { t } = useTranslation('evaluation');
  if (place.kind === 'moment')
    return (
      <>
        <Icon name="clock" size={16} /> {t('pins.moment', { time: clock(place.seconds) })}
      </>
    );
  if (place.kind === 'region')
    return (
      <>
        <Icon name="image" size={16} /> {t('pins.region', { number })}
      </>
    );
  const { quote } = place;
  return <q className={styles.quote}>{quote.length > 90 ? `${quote.slice(0, 88).trimEnd()}…` : quote}</q>;
}

interface WordsProps {
  comment: Comment;
  number: number;
  edit: NonNullable<Pins['edit']>;
  onShow: (comment: Comment) => void;
}

/** The words of a comment, saved as they are typed. */
function Words({ comment, number, edit, onShow }: WordsProps) {
  const { t } = useTranslation('evaluation');
  const id = useId();
  const key = commentKey(comment.id);
  const { feedback } = edit.drafts.field(key);
  const begun = useRef(edit.begun);
  begun.current = edit.begun;
  const isNewest = edit.newest === comment.id;
  useEffect(() => {
    if (!isNewest) return;
    document.getElementById(id)?.focus();
    begun.current();
  }, [isNewest, id]);
  return (
    <>
      <TextArea
        id={id}
        label={t('pins.words', { number })}
        hideLabel
        rows={2}
        optional=""
        maxLength={4000}
        value={feedback}
        placeholder={t('pins.placeholder')}
        onFocus={() => onShow(comment)}
        onChange={(event) => edit.drafts.edit(key, { feedback: event.target.value }, typingMs)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.currentTarget.closest('[data-pins]')?.querySelector<HTMLElement>('[data-pin]')?.focus();
        }}
      />
      <DraftTrouble drafts={edit.drafts} field={key}>
        {(theirs) => <p className={styles.words}>{theirs.feedback}</p>}
      </DraftTrouble>
    </>
  );
}
