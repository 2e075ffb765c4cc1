import { useTranslation } from 'react-i18next';
import { Callout } from '../ui/Callout.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Link } from '../ui/Link.tsx';
import { Section } from '../ui/Section.tsx';
import type { Verification } from './answers.ts';
import { Checks } from './Checks.tsx';
import { dayOf } from './day.ts';
import styles from './VerificationResult.module.css';

/** A language by its English name; its tag where there is none. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const tones = { valid: 'positive', invalid: 'critical', undetermined: 'caution' } as const;

export interface VerificationResultProps {
  verification: Verification;
}

/** The verdict, what the badge says of itself, and every check with its reason. */
export function VerificationResult({ verification: { verdict, checks, badge } }: VerificationResultProps) {
  const { t } = useTranslation('awards');
  const kind = badge?.kind ?? 'badge';
  return (
    <>
      <div className={styles.verdict}>
        <Callout
          tone={tones[verdict]}
          title={t(verdict === 'undetermined' ? 'verify.undetermined' : `verify.${verdict}.${kind}`)}
          {...(verdict === 'valid' && { icon: 'seal' })}
        >
          {t(`verify.${verdict}Text`)}
        </Callout>
      </div>
      {badge && (
        <Section look="margin" title={t('verify.says')} {...(verdict !== 'valid' && { lead: t(`verify.unbelieved.${kind}`) })}>
          <KeyValueList
            items={[
              { key: t(`verify.kind.${kind}`), value: <span {...(badge.language && { lang: badge.language })}>{badge.title}</span> },
              { key: t(`verify.issuer.${kind}`), value: badge.issuer },
              ...(badge.language ? [{ key: t('verify.language'), value: languageName(badge.language) }] : []),
              ...(badge.awardedOn ? [{ key: t(`verify.awardedOn.${kind}`), value: dayOf(badge.awardedOn) }] : []),
            ]}
          />
          {badge.description && (
            <p className={styles.description} {...(badge.language && { lang: badge.language })}>
              {badge.description}
            </p>
          )}
          {badge.page && (
            <p className={styles.page}>
              <Link href={badge.page}>{t('verify.page')}</Link>
            </p>
          )}
        </Section>
      )}
      <Section look="margin" title={t('checks')}>
        <Checks checks={checks} />
      </Section>
    </>
  );
}
