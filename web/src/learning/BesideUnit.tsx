import { useTranslation } from 'react-i18next';
import { MicroCredentialCard } from '../catalog/MicroCredentialCard.tsx';
import { StackWay } from '../catalog/StackWay.tsx';
import { Link } from '../ui/Link.tsx';
import styles from './courses.module.css';
import type { Beside } from './kinds.ts';

/** The stacks and micro-credentials in which one shows what a unit made one understand. */
export function BesideUnit({ beside }: { beside: Beside }) {
  const { t } = useTranslation('courses');
  if (!beside.stacks.length && !beside.microCredentials.length) return null;
  return (
    <div className={styles.show}>
      <h3 className={styles.half}>{t('show')}</h3>
      {beside.stacks.map((stack) => (
        <div key={stack.id}>
          <p className={styles.showLead}>
            {t('showStack', { title: stack.title })} <Link href={`/stacks/${stack.slug}`}>{t('stackLink', { title: stack.title })}</Link>
          </p>
          <StackWay stack={stack} />
        </div>
      ))}
      {beside.microCredentials.length > 0 && (
        <>
          <p className={styles.showLead}>{t('showSingle')}</p>
          <div className={styles.cards}>
            {beside.microCredentials.map((item) => (
              <MicroCredentialCard key={item.id} item={item} issuer={item.issuer} headingLevel={4} hideIssuer />
            ))}
          </div>
        </>
      )}
    </div>
  );
}
