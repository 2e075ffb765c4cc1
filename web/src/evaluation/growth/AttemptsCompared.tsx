import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../ui/Tabs.tsx';
import { useWide } from '../use-wide.ts';
import { ComparedPart, type ComparedPartProps } from './ComparedPart.tsx';
import styles from './compare.module.css';
import type { ComparedAttempt } from './compare-attempts.ts';
import growth from './growth.module.css';

interface AttemptsComparedProps {
  parts: readonly ComparedPartProps['part'][];
  before: ComparedAttempt;
  after: ComparedAttempt;
  /** Of the part titles. */
  level: 2 | 3;
}

/**
 * Two attempts beside each other, part after part: the earlier left, the later right, with what was taken out and what is new, and the
 * levels and words for each criterion. Where only one column fits, one at a time.
 */
export function AttemptsCompared({ parts, before, after, level }: AttemptsComparedProps) {
  const { t } = useTranslation('evaluation');
  const isWide = useWide();
  const [shown, setShown] = useState<'before' | 'after'>('after');
  const column = (sides: readonly ('before' | 'after')[]) => (
    <div className={styles.parts}>
      {parts.map((part) => (
        <ComparedPart key={part.id} part={part} before={before} after={after} sides={sides} level={level} />
      ))}
    </div>
  );
  const name = { before: t('attempt', { attempt: before.attempt }), after: t('attempt', { attempt: after.attempt }) };
  if (!isWide)
    return (
      <div>
        <Legend />
        <Tabs
          label={t('compare.switch')}
          selected={shown}
          onSelect={(side) => setShown(side as typeof shown)}
          tabs={(['before', 'after'] as const).map((side) => ({ id: side, title: name[side], content: column([side]) }))}
        />
      </div>
    );
  return (
    <div>
      <Legend />
      <div className={styles.names} aria-hidden="true">
        <p>{name.before}</p>
        <p>{name.after}</p>
      </div>
      {column(['before', 'after'])}
    </div>
  );
}

/** How to read the marks. */
function Legend() {
  const { t } = useTranslation('evaluation');
  return (
    <p className={growth.legend}>
      {t('compare.legend')} <del>{t('compare.takenOut')}</del>, <ins>{t('compare.putIn')}</ins>.
    </p>
  );
}
