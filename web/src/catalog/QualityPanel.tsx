import { useTranslation } from 'react-i18next';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Section } from '../ui/Section.tsx';
import type { Quality } from './answers.ts';

/** How well a micro-credential is evaluated, for everybody; what rests on fewer than five is not said. */
export function QualityPanel({ quality: { passRate, turnaroundDays, attempts, reliability } }: { quality: Quality }) {
  const { t } = useTranslation('catalog');
  const said = (value: number | null, words: (value: number) => string) =>
    value === null ? t('microCredential.quality.tooFew') : words(value);
  const tenth = (value: number) => Math.round(value * 10) / 10;
  const alpha = (value: number) => value.toFixed(2);
  return (
    <Section look="margin" id="quality" title={t('microCredential.quality.title')} lead={t('microCredential.quality.lead')}>
      <KeyValueList
        items={[
          {
            key: t('microCredential.quality.passRate'),
            value: said(passRate.value, (value) =>
              t('microCredential.quality.passRateValue', { value: Math.round(value), count: passRate.of }),
            ),
          },
          {
            key: t('microCredential.quality.turnaround'),
            value: said(turnaroundDays.value, (value) =>
              value < 1
                ? t('microCredential.quality.withinADay')
                : t('microCredential.quality.turnaroundValue', { count: Math.round(value) }),
            ),
          },
          {
            key: t('microCredential.quality.attempts'),
            value: said(attempts.value, (value) => t('microCredential.quality.attemptsValue', { value: tenth(value) })),
          },
          {
            key: t('microCredential.quality.reliability'),
            value: said(reliability.value, (value) =>
              reliability.low === null || reliability.high === null
                ? t('microCredential.quality.alphaAlone', { value: alpha(value), count: reliability.of })
                : t('microCredential.quality.alpha', {
                    value: alpha(value),
                    low: alpha(reliability.low),
                    high: alpha(reliability.high),
                    count: reliability.of,
                  }),
            ),
          },
        ]}
      />
      <p>{t('microCredential.quality.note')}</p>
    </Section>
  );
}
