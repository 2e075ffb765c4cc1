import { useTranslation } from 'react-i18next';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section } from '../../ui/Section.tsx';
import { saidMonth } from '../insight/said-period.ts';
import styles from './simulator.module.css';
import type { ShownSimulation, SimulationResult } from './simulator-queries.ts';

/** Everything the figures follow from, written out. */
export function Assumptions({ shown, result }: { shown: ShownSimulation; result: SimulationResult }) {
  const { t } = useTranslation('simulator');
  const { basis, scenarios, seed, discountPercent } = shown.simulation;
  const item = (key: string, options?: Record<string, unknown>, text = `${key}Text`) => ({
    id: key,
    key: t(`assumptions.${key}` as 'assumptions.awards'),
    value: t(`assumptions.${text}` as 'assumptions.history', options ?? {}),
  });
  const period = {
    educators: result.educators,
    runs: result.runs,
    from: saidMonth(result.years[0]?.from ?? ''),
    to: saidMonth(result.years.at(-1)?.to ?? ''),
  };
  const curve = basis.kind === 'curve' ? basis : null;
  const [one, two, three] = curve?.difficulties ?? [];
  const at = shown.resultAt
    ? new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short' }).format(new Date(shown.resultAt))
    : '';
  return (
    <Section title={t('assumptions.title')}>
      <KeyValueList
        items={[
          ...scenarios.map(({ name }, index) => ({
            id: name,
            key: name,
            value: (
              <ul className={styles.sentences}>
                {shown.sentences[index]?.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ),
          })),
          item('awards', period, curve ? 'curve' : 'history'),
          ...(curve
            ? [
                item('begun', { percent: curve.begunPercent, awards: curve.begunAwards }),
                item('ceiling', curve.ceilingPercent),
                item(
                  'pace',
                  curve.curve.kind === 'logistic'
                    ? { half: curve.curve.halfwayMonths, spread: curve.curve.spreadMonths }
                    : { alone: curve.curve.alone, together: curve.curve.together },
                  curve.curve.kind,
                ),
                item('rate', { ...curve.awardsPerYear, one, two, three }),
                item('leaving', { percent: curve.leavingPercent }),
              ]
            : []),
          ...(discountPercent ? [item('discount', { percent: discountPercent })] : []),
          item('reckoned', { at, seed }),
          item('notBudget'),
        ]}
      />
    </Section>
  );
}
