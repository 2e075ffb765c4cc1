import { useTranslation } from 'react-i18next';
import { Section } from '../ui/Section.tsx';
import type { Badge } from './answers.ts';
import styles from './LevelsReached.module.css';

export interface LevelsReachedProps {
  parts: Badge['parts'];
}

/** What was judged, and the level each criterion reached, with what that level means. */
export function LevelsReached({ parts }: LevelsReachedProps) {
  const { t } = useTranslation('awards');
  const judged = parts.filter(({ criteria }) => criteria.length > 0);
  if (judged.length === 0) return null;
  return (
    <Section look="margin" title={t('badge.levels')} lead={t('badge.levelsLead')}>
      {judged.map(({ title, criteria }) => (
        <div key={title} className={styles.part}>
          <h3 className={styles.heading}>{title}</h3>
          <dl>
            {criteria.map(({ title: criterion, level, levels, descriptor }) => (
              <div key={criterion} className={styles.criterion}>
                <dt className={styles.name}>{criterion}</dt>
                <dd className={styles.reached}>
                  <span className={styles.level}>
                    <Scale levels={levels} level={level} />
                    {level}
                  </span>
                  <span className={styles.descriptor}>{descriptor}</span>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </Section>
  );
}

/** A mark for each level of the scale, filled up to the one reached; the word stands beside it. */
function Scale({ levels, level }: { levels: readonly string[]; level: string }) {
  const { t } = useTranslation('awards');
  const place = levels.indexOf(level);
  return (
    <span
      className={styles.scale}
      title={t('badge.level', { place: place + 1, count: levels.length, levels: levels.join(' · ') })}
      aria-hidden="true"
    >
      {levels.map((name, index) => (
        <span key={name} className={index <= place ? styles.filled : styles.mark} />
      ))}
    </span>
  );
}
