import { type ReactNode, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import styles from './Combobox.module.css';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { FieldError, type FieldText } from './Field.tsx';
import { Icon } from './Icon.tsx';
import menuStyles from './Menu.module.css';

export type ComboboxOption = { id: string; label: string; detail?: ReactNode };

export type ComboboxProps = Pick<FieldText, 'label' | 'hint' | 'error' | 'optional'> & {
  options: readonly ComboboxOption[];
  selected?: string | null;
  onSelect: (id: string | null) => void;
  /** Called while one types, for options fetched as one goes; without it the options given are filtered here. */
  onSearch?: (text: string) => void;
  /** Says that nothing fits. */
  empty: ReactNode;
  /** Names the button that shows all. */
  showAll: string;
  name?: string;
};

/** One of many, found by typing. Brings react-aria: for the app, not for public pages. */
export function Combobox({
  label,
  hint,
  error,
  optional,
  options: found,
  selected,
  onSelect,
  onSearch,
  empty,
  showAll,
  name,
}: ComboboxProps) {
  const { shown: options, hold } = useHeld(found);
  return (
    <AriaComboBox
      className={fieldStyles.field ?? ''}
      allowsEmptyCollection
      menuTrigger="focus"
      isRequired={!optional}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      {...(selected !== undefined && { selectedKey: selected })}
      {...(name && { name })}
      {...(onSearch ? { items: options, onInputChange: onSearch } : { defaultItems: options })}
      onSelectionChange={(key) => onSelect(key === null ? null : String(key))}
    >
      <Label className={fieldStyles.label ?? ''}>
        {label} {optional && <span className={fieldStyles.optional}>{optional}</span>}
      </Label>
      {hint && (
        <Text slot="description" className={fieldStyles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <div className={styles.frame}>
        <Input className={cx(fieldStyles.control, styles.input)} />
        <AriaButton className={styles.button ?? ''} aria-label={showAll}>
          <Icon name="chevron-down" />
        </AriaButton>
      </div>
      {error && (
        <Text slot="errorMessage" elementType="div">
          <FieldError>{error}</FieldError>
        </Text>
      )}
      <Popover className={cx(menuStyles.popover, styles.popover)} offset={4}>
        {/* nothing is done here; the list only keeps still */}
        <div className={styles.still} onPointerDownCapture={hold}>
          <ListBox<ComboboxOption> className={menuStyles.menu ?? ''} renderEmptyState={() => <p className={styles.empty}>{empty}</p>}>
            {(option) => (
              <ListBoxItem id={option.id} textValue={option.label} className={cx(menuStyles.item, styles.option)}>
                <Icon name="check" size={16} className={styles.tick} />
                <span>
                  {option.label}
                  {option.detail && <span className={menuStyles.detail}>{option.detail}</span>}
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        </div>
      </Popover>
    </AriaComboBox>
  );
}

/** Keeps a list still while a pointer is down on it: what is found meanwhile would take the option away from under the finger. */
function useHeld(found: readonly ComboboxOption[]) {
  const [held, setHeld] = useState<readonly ComboboxOption[] | null>(null);
  useEffect(() => {
    if (!held) return;
    // after the click that the release leads to
    const release = () => setTimeout(() => setHeld(null));
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
    return () => {
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
    };
  }, [held]);
  return { shown: held ?? found, hold: () => setHeld(found) };
}
