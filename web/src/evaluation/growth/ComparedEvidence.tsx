import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { StatusChip, type StatusTone } from '../../ui/StatusChip.tsx';
import { evidenceIcons } from '../EvidenceItem.tsx';
import { Changed } from './Changed.tsx';
import styles from './compare.module.css';
import { type ComparedItem, compareEvidence, type ComparedEvidence as Pair } from './compare-attempts.ts';

interface ComparedEvidenceProps {
  before: readonly ComparedItem[];
  after: readonly ComparedItem[];
  side: 'before' | 'after';
}

const tones: Record<Pair['change'], StatusTone> = { same: 'neutral', changed: 'active', new: 'info', gone: 'caution' };
const icons = { same: 'minus', changed: 'edit', new: 'add', gone: 'minus' } as const;

/** The items of one attempt's requirement, each with what became of it or where it comes from. */
export function ComparedEvidence({ before, after, side }: ComparedEvidenceProps) {
  const { t } = useTranslation('evaluation');
  const shown = compareEvidence(before, after).filter((pair) => pair[side]);
  if (!shown.length) return <p className={styles.nothing}>{t('compare.noEvidence')}</p>;
  return (
    <ul className={styles.items}>
      {shown.map((pair) => (
        <Item key={pair[side]?.id} pair={pair} side={side} />
      ))}
    </ul>
  );
}

function Item({ pair, side }: { pair: Pair; side: 'before' | 'after' }) {
  const { t } = useTranslation('evaluation');
  const item = pair[side];
  if (!item) return null;
  const words = (of: 'title' | 'description') =>
    pair.change === 'changed' ? <Changed before={pair.before?.[of] ?? ''} after={pair.after?.[of] ?? ''} side={side} /> : <p>{item[of]}</p>;
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <Icon name={evidenceIcons[item.kind]} />
        {item.withheld ? <p>{t('compare.withheld')}</p> : words('title')}
        <StatusChip tone={tones[pair.change]} icon={icons[pair.change]}>
          {t(`compare.changes.${pair.change}`)}
        </StatusChip>
      </div>
      {item.description && words('description')}
      {item.url &&
        (pair.change === 'changed' && pair.before?.url !== pair.after?.url ? (
          <Changed before={pair.before?.url ?? ''} after={pair.after?.url ?? ''} side={side} />
        ) : (
          <p className={styles.address}>{item.url}</p>
        ))}
      {item.file && (
        <p>
          <a href={item.file.address} target="_blank" rel="noopener">
            {t('compare.openItem')} <span className="visually-hidden">{item.title}</span>
          </a>
        </p>
      )}
    </li>
  );
}
