import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField, type TextFieldProps } from '../ui/TextField.tsx';
import styles from './identity.module.css';

/** A password, which can be looked at while it is typed. */
export function PasswordField({ aside, ...field }: TextFieldProps) {
  const { t } = useTranslation('identity');
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...field}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      aside={
        <span className={styles.asides}>
          {aside}
          <button type="button" className={styles.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('hide') : t('show')}
          </button>
        </span>
      }
    />
  );
}
