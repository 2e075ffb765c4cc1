import { useTranslation } from 'react-i18next';
import { hundredths, isOne, saidAbout } from './said-figures.ts';
import styles from './simulator.module.css';
import type { SimulationResult } from './simulator-queries.ts';

/** The result in plain words: what each way costs, what it leaves behind, and how the dearest compares with the cheapest. */
export function InWords({ result }: { result: SimulationResult }) {
  const { t } = useTranslation('simulator');
  const { isExact, scenarios, years } = result;
  const money = (amount: string) => saidAbout(amount, result);
  const span = t('said.years', { count: years.length });
  if (scenarios.every(({ total }) => hundredths(total.high) === 0))
    return (
      <div className={styles.words}>
        <p>{t('said.nothing')}</p>
      </div>
    );
  const inOrder = [...scenarios].sort((one, other) => hundredths(one.total.middle) - hundredths(other.total.middle));
  const [least, most] = [inOrder[0], inOrder.at(-1)];
  const difference = most && least ? hundredths(most.total.middle) - hundredths(least.total.middle) : 0;
  return (
    <div className={styles.words}>
      {scenarios.map(({ name, total, afterwards }) => (
        <p key={name}>
          {isExact || isOne(total)
            ? t('said.exact', { name, total: money(total.middle), years: span })
            : t('said.expected', { name, total: money(total.middle), low: money(total.low), high: money(total.high), years: span })}{' '}
          {hundredths(afterwards.middle) > 0 ? t('said.goesOn', { afterwards: money(afterwards.middle) }) : t('said.ends')}
        </p>
      ))}
      {scenarios.length > 1 && most && least && (
        <p>
          {difference
            ? t('said.more', { more: most.name, less: least.name, difference: money((difference / 100).toFixed(2)) })
            : t('said.same')}
        </p>
      )}
    </div>
  );
}
