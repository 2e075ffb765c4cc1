import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Heading, type HeadingLevel } from '../ui/Heading.tsx';
import { useToast } from '../ui/Toast.tsx';
import { moved } from './authoring.ts';
import styles from './learning.module.css';

/** Changes a list as it stands at that moment. */
export type ChangeList<T> = (change: (list: readonly T[]) => T[]) => void;

export interface PartHeadProps<T> {
  title: ReactNode;
  headingLevel: HeadingLevel;
  /** What it is called where it is moved and taken out. */
  name: string;
  item: T;
  index: number;
  count: number;
  onChange: ChangeList<T>;
}

/** Over each part of a draft: its place, the buttons that move it and that take it out. Taking out can be undone for a while. */
export function PartHead<T>({ title, headingLevel, name, item, index, count, onChange }: PartHeadProps<T>) {
  const { t } = useTranslation('learning');
  const toast = useToast();
  const buttons = useRef<HTMLDivElement>(null);
  const move = (step: 1 | -1) => {
    onChange((list) => moved(list, index, index + step));
    toast({ text: t('authoring.movedTo', { name, place: index + step + 1, count }) });
    // the part moved within the page: whoever works by keyboard stays at its button, or at the other one at an end of the list
    requestAnimationFrame(() => {
      const [up, down] = buttons.current?.querySelectorAll('button') ?? [];
      const wanted = step < 0 ? [up, down] : [down, up];
      wanted.find((button) => button && !button.disabled)?.focus();
    });
  };
  const takeOut = () => {
    onChange((list) => list.filter((one) => one !== item));
    toast({
      text: t('authoring.taken', { name }),
      action: { label: t('authoring.undo'), run: () => onChange((list) => [...list.slice(0, index), item, ...list.slice(index)]) },
    });
  };
  return (
    <div className={styles.blockHead}>
      <Heading level={headingLevel}>{title}</Heading>
      <div className={styles.buttons} ref={buttons}>
        <Button size="small" variant="quiet" icon="arrow-up" iconOnly disabled={index === 0} onClick={() => move(-1)}>
          {t('authoring.up', { name })}
        </Button>
        <Button size="small" variant="quiet" icon="arrow-down" iconOnly disabled={index === count - 1} onClick={() => move(1)}>
          {t('authoring.down', { name })}
        </Button>
        <Button size="small" variant="quiet" icon="trash" iconOnly onClick={takeOut}>
          {t('authoring.take', { name })}
        </Button>
      </div>
    </div>
  );
}
