import { type TextareaHTMLAttributes, useEffect, useLayoutEffect, useRef } from 'react';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { Field, type FieldText } from './Field.tsx';
import styles from './TextArea.module.css';

export type TextAreaProps = FieldText &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'children'> & {
    /** `document` is the page one writes in: serif-free, roomy, at reading measure, without a frame until it is pointed at. */
    look?: 'field' | 'document';
  };

const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** Many lines of text. Grows with what is written; give `rows` for its least height and `counter` for the words so far. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  aside,
  counter,
  hideLabel,
  look = 'field',
  id,
  className,
  rows = 4,
  ...area
}: TextAreaProps) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const grow = () => {
    const element = ref.current;
    if (!element || CSS.supports('field-sizing', 'content')) return;
    element.style.blockSize = 'auto';
    element.style.blockSize = `${element.scrollHeight + 2}px`;
  };
  useBrowserLayoutEffect(grow, [area.value]);
  return (
    <Field
      {...{ label, hint, error, optional, aside, counter, hideLabel: hideLabel ?? false, id }}
      className={cx(look === 'document' && styles.documentField, className)}
    >
      {(control) => (
        <textarea
          required={!optional}
          {...area}
          {...control}
          ref={ref}
          rows={rows}
          className={cx(fieldStyles.control, styles.area, look === 'document' && styles.document)}
          onInput={(event) => {
            grow();
            area.onInput?.(event);
          }}
        />
      )}
    </Field>
  );
}
