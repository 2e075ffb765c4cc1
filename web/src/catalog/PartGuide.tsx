import { useTranslation } from 'react-i18next';
import { ScoringGuide } from '../ui/ScoringGuide.tsx';
import type { Part } from './answers.ts';
import styles from './catalog.module.css';
import { passes, ruleOf } from './words.ts';

/** A part's slice of the scoring guide and its passing rule in a sentence. */
export function PartGuide({ part, number }: { part: Part; number: number }) {
  const { t } = useTranslation('catalog');
  const levels = part.levels.map(({ id, name }) => ({ id, name, passes: passes(part, id) })).reverse();
  return (
    <div className={styles.guide}>
      <ScoringGuide
        caption={t('microCredential.guideCaption', { number, title: part.title })}
        levels={levels}
        criteria={part.criteria.map(({ id, title, descriptors }) => ({ id, name: title, levels: descriptors }))}
        words={{ criterion: t('microCredential.criterion'), passes: t('microCredential.passes'), chosen: t('microCredential.chosen') }}
      />
      <p className={styles.rule}>{ruleOf(t, part)}</p>
    </div>
  );
}
