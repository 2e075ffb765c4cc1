import { nameFinder, pseudonym, withoutNames } from '@brevet/roster-names';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { classRosterQuery } from '../queries.ts';

export interface NamesFoundProps {
  /** The field that is written in: Alt+N in it replaces. */
  fieldId: string;
  text: string;
  onReplace: (text: string) => void;
}

/** Names of one's class in a text just being written, looked for in the browser; one key replaces them. */
export function NamesFound({ fieldId, text, onReplace }: NamesFoundProps) {
  const { t, i18n } = useTranslation('portfolio');
  const toast = useToast();
  const { data: roster } = useQuery(classRosterQuery);
  const names = roster?.names;
  const find = useMemo(() => (names?.length ? nameFinder(names) : null), [names]);
  // typing comes first
  const looked = useDeferredValue(text);
  const found = useMemo(() => find?.(looked) ?? [], [find, looked]);
  const indexes = [...new Set(found.map(({ index }) => index))];
  const [only] = indexes;
  const replace = () => {
    if (!find) return;
    onReplace(withoutNames(text, find(text)));
    toast({ text: t('names.replaced'), action: { label: t('undo'), run: () => onReplace(text) } });
    document.getElementById(fieldId)?.focus();
  };
  const latest = useRef(replace);
  latest.current = replace;
  const isFound = only !== undefined;
  useEffect(() => {
    if (!isFound) return;
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN' || document.activeElement?.id !== fieldId) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isFound, fieldId]);
  if (only === undefined || !names) return null;
  return (
    <Callout
      tone="caution"
      live="polite"
      title={t('names.found', { count: indexes.length })}
      actions={
        <>
          <Button size="small" onClick={replace} aria-keyshortcuts="Alt+N">
            {indexes.length === 1 ? t('names.replace', { pseudonym: pseudonym(only) }) : t('names.replaceAll')}
          </Button>
          <small>{t('names.key')}</small>
        </>
      }
    >
      {t('names.text', { names: new Intl.ListFormat(i18n.language).format(indexes.map((index) => names[index] ?? '')) })}
    </Callout>
  );
}
