import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { saidAmount } from '../said-amount.ts';
import { type ValueInList, valueInList } from './value-in-list.ts';
import styles from './worth.module.css';

/**
 * What a micro-credential of a list is worth to the educator who reads, in a word: “$400 a year”. Lists are the same for everybody, so the
 * browser asks once they stand; nothing stands here for those without a program that lists it.
 */
export function WorthInList({ microCredentialId }: { microCredentialId: string }) {
  const { t } = useTranslation('worth');
  const [value, setValue] = useState<ValueInList>();
  useEffect(() => {
    let gone = false;
    void valueInList(microCredentialId).then((found) => !gone && setValue(found));
    return () => {
      gone = true;
    };
  }, [microCredentialId]);
  const words = value && wordsOf(t, value);
  if (!words) return null;
  return (
    <span className={styles.inList}>
      <Icon name="money" size={16} />{' '}
      <span>
        <span className="visually-hidden">{t('inList.label')} </span>
        {words}
      </span>
    </span>
  );
}

function wordsOf(t: ReturnType<typeof useTranslation<'worth'>>['t'], { counted, gives, toward }: ValueInList): string | null {
  if (counted !== 'no') return t(`inList.${counted}`);
  const [first] = gives;
  if (first) {
    const amount = saidAmount(first);
    if (first.kind === 'base-salary') return t('inList.aYear', { amount });
    return first.kind === 'stipend' ? t('inList.once', { amount }) : amount;
  }
  const [goal] = toward;
  if (!goal) return null;
  return t('inList.toward', { unit: goal.kind === 'base-salary' || goal.kind === 'stipend' ? t(`inList.${goal.kind}`) : goal.unit });
}
