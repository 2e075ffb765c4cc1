import { useTranslation } from 'react-i18next';
import styles from './growth.module.css';
import { wordDiff } from './word-diff.ts';

interface ChangedProps {
  before: string;
  after: string;
  /** Only the earlier text, or only the later: for two texts side by side. Both in one without it. */
  side?: 'before' | 'after';
}

/** A text with what changed since the attempt before: taken out and put in, told to those who hear it, too. */
export function Changed({ before, after, side }: ChangedProps) {
  const { t } = useTranslation('evaluation');
  const hidden = side && (side === 'before' ? 'new' : 'gone');
  return (
    <p className={styles.changed}>
      {wordDiff(before, after).map((piece, index) => {
        if (piece.kind === hidden) return null;
        // pieces have no other name and never move
        const key = index;
        if (piece.kind === 'same') return <span key={key}>{piece.text}</span>;
        const [Mark, said] = piece.kind === 'new' ? (['ins', t('growth.added')] as const) : (['del', t('growth.removed')] as const);
        return (
          <Mark key={key}>
            <span className="visually-hidden">{said} </span>
            {piece.text}
          </Mark>
        );
      })}
    </p>
  );
}
