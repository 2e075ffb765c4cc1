import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { Combobox, type ComboboxProps } from '../ui/Combobox.tsx';
import type { CatalogPage } from './answers.ts';

type Picked = CatalogPage['items'][number];

export interface MicroCredentialPickerProps extends Pick<ComboboxProps, 'label' | 'hint' | 'error' | 'optional' | 'empty' | 'showAll'> {
  /** Slugs that are chosen already. */
  without: readonly string[];
  onPick: (picked: Picked) => void;
}

/** Finds a micro-credential by typing; empty again after each choice, so that several can be picked one after another. */
export function MicroCredentialPicker({ without, onPick, ...field }: MicroCredentialPickerProps) {
  const [text, setText] = useState('');
  const [round, setRound] = useState(0);
  const found = useQuery({
    queryKey: ['micro-credentials', text],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/micro-credentials', { params: { query: { limit: 12, ...(text && { q: text }) } } }))).items,
    placeholderData: keepPreviousData,
  });
  // what was shown as a click began counts, whatever was found until it ended
  const shown = useRef(new Map<string, Picked>());
  for (const item of found.data ?? []) shown.current.set(item.slug, item);
  const items = (found.data ?? []).filter(({ slug }) => !without.includes(slug));
  return (
    <Combobox
      key={round}
      {...field}
      options={items.map(({ slug, title, issuer }) => ({ id: slug, label: title, detail: issuer.name }))}
      onSearch={(typed) => setText(typed.slice(0, 100))}
      onSelect={(slug) => {
        const picked = slug === null ? undefined : shown.current.get(slug);
        if (!picked) return;
        onPick(picked);
        setText('');
        setRound(round + 1);
      }}
    />
  );
}
