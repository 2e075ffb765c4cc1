import { Trans, useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import type { Endorsement } from '../answers.ts';
import { dayOf, exactly } from '../day.ts';
import styles from './endorsements.module.css';

export interface EndorsedByProps {
  endorsements: readonly Endorsement[];
  /** Of a micro-credential: the version that the page shows, to say where an endorsement is about another one. */
  version?: number;
  /** A sentence under the heading, where the usual one does not fit. */
  lead?: string;
}

/** Who vouches for a micro-credential or an issuer, in their own words; each signed, so that anybody can check it. */
export function EndorsedBy({ endorsements, version, lead }: EndorsedByProps) {
  const { t } = useTranslation('awards');
  if (endorsements.length === 0) return null;
  return (
    <Section look="margin" id="endorsed" title={t('endorsed.title')} lead={lead ?? t('endorsed.lead')}>
      <ul className={styles.endorsements}>
        {endorsements.map(({ id, endorser, endorsed, comment, madeAt, holdsUntil, address }) => (
          <li key={id}>
            <blockquote className={styles.comment}>{comment}</blockquote>
            <p className={styles.by}>
              <Trans
                t={t}
                i18nKey="endorsed.by"
                values={{ name: endorser.name, day: dayOf(madeAt) }}
                components={{ name: <strong />, day: <time dateTime={madeAt} title={exactly(madeAt)} /> }}
              />
              {holdsUntil && ` ${t('endorsed.until', { day: dayOf(holdsUntil) })}`}
              {endorsed.version !== null && endorsed.version !== version && ` ${t('endorsed.earlier', { number: endorsed.version })}`}
            </p>
            <p className={styles.links}>
              <a href={`/verify?badge=${encodeURIComponent(address)}`} aria-label={t('endorsed.verifyFor', { name: endorser.name })}>
                {t('endorsed.verify')}
              </a>
              <a href={`/endorsements/${id}`} download aria-label={t('endorsed.downloadFor', { name: endorser.name })}>
                {t('endorsed.download')}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
