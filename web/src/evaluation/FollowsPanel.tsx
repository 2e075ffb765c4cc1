import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import styles from './follows.module.css';
import { standingInWords } from './follows-words.ts';
import type { Follows, Part, Standing } from './types.ts';

const icons: Record<Standing['standing'], IconName> = { carried: 'lock', passed: 'check', 'not-yet': 'not-yet', open: 'minus' };

/** What follows from the levels, part by part, as they stand on the server. */
export function FollowsPanel({ follows, parts, decided }: { follows: Follows; parts: Part[]; decided?: boolean }) {
  const { t } = useTranslation('evaluation');
  const missing = follows.parts.reduce((sum, part) => sum + part.missing.length, 0);
  const word =
    follows.outcome === 'pass' ? t('follows.pass') : follows.outcome ? t('follows.notYet') : t('follows.open', { count: missing });
  const text = t(follows.outcome === 'pass' ? 'follows.passText' : follows.outcome ? 'follows.notYetText' : 'follows.openText');
  return (
    <section className={styles.panel} aria-label={t('follows.live')}>
      <div className={cx(styles.outcome, styles[follows.outcome ?? 'open'])} role="status">
        <span className={styles.word}>
          <Icon name={follows.outcome === 'pass' ? 'check' : follows.outcome ? 'not-yet' : 'minus'} /> {word}
        </span>
        {!decided && <span className={styles.text}>{text}</span>}
      </div>
      <ul className={styles.parts}>
        {parts.map((part) => {
          const standing = follows.parts.find(({ partId }) => partId === part.id);
          if (!standing) return null;
          return (
            <li key={part.id} className={styles[standing.standing]}>
              <Icon name={icons[standing.standing]} size={16} className={styles.mark} />
              <span>
                <strong>{part.title}</strong> {standingInWords(part, standing, t)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
