import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import styles from './exchange.module.css';
import { scopeTexts } from './scope-texts.ts';

export interface ScopeListProps {
  scopes: readonly string[];
}

/** What a program may do, in words. */
export function ScopeList({ scopes }: ScopeListProps) {
  const { t } = useTranslation('exchange');
  return (
    <ul className={styles.grants}>
      {scopeTexts(scopes).map((text) => (
        <li key={text} className={styles.grant}>
          <Icon name="check" />
          <span>
            <span className={styles.grantTitle}>{t(`scope.${text}.title`)}</span>
            <br />
            <span className={styles.soft}>{t(`scope.${text}.text`)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
