import { useTranslation } from 'react-i18next';
import styles from './growth.module.css';
import { wordDiff } from './word-diff.ts';

/** A text with what changed since the attempt before: taken out and put in, told to those who hear it, too. */
export function Changed({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation('evaluation');
  return (
    <p className={styles.changed}>
      {wordDiff(before, after).map((piece, index) =>
        piece.kind === 'same' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name and never move
          <span key={index}>{piece.text}</span>
        ) : piece.kind === 'new' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same
          <ins key={index}>
            <span className="visually-hidden">{t('growth.added')} </span>
            {piece.text}
          </ins>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same
          <del key={index}>
            <span className="visually-hidden">{t('growth.removed')} </span>
            {piece.text}
          </del>
        ),
      )}
    </p>
  );
}
