import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../ui/Checkbox.tsx';
import { CheckboxGroup } from '../ui/CheckboxGroup.tsx';
import { Link } from '../ui/Link.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './taking-part.module.css';
import type { Program } from './taking-part-queries.ts';

interface EntryPickerProps {
  /** What is picked: the heading that stands over it, so that it is told to screen readers and not shown a second time. */
  legend: string;
  entries: Program['entries'];
  picked: readonly string[];
  /** How many may be picked; null for any number. */
  atMost: number | null;
  /** What is picked and stays so, because the work on it is begun. */
  kept?: readonly string[];
  onChange(picked: string[]): void;
}

/** Picks lines of the approved list: what each shows, how demanding it is, and where to read what it asks. Never more than may be chosen. */
export function EntryPicker({ legend, entries, picked, atMost, kept = [], onChange }: EntryPickerProps) {
  const { t } = useTranslation('takingPart');
  const [words, setWords] = useState('');
  // what was picked when it opened stands first; nothing moves while one picks
  const [first] = useState(() => new Set(picked));
  const isFull = atMost !== null && picked.length >= atMost;
  const found = words.trim().toLowerCase();
  const ordered = [...entries].sort((one, other) => Number(first.has(other.entryId)) - Number(first.has(one.entryId)));
  const shown = ordered.filter(({ title, microCredential }) =>
    `${title} ${microCredential?.competency ?? ''}`.toLowerCase().includes(found),
  );
  return (
    <div className={styles.reading}>
      {entries.length > 8 && (
        <TextField
          label={t('choice.search')}
          type="search"
          width="medium"
          required={false}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <CheckboxGroup legend={<span className="visually-hidden">{legend}</span>} hint={isFull ? t('choice.full') : undefined}>
        {shown.map(({ entryId, title, difficulty, hours, microCredential }) => {
          const isPicked = picked.includes(entryId);
          return (
            <Checkbox
              key={entryId}
              label={title}
              checked={isPicked}
              disabled={kept.includes(entryId) || (!isPicked && isFull)}
              onChange={() => onChange(isPicked ? picked.filter((id) => id !== entryId) : [...picked, entryId])}
              hint={
                <>
                  {kept.includes(entryId) && <strong>{t('choice.begun')} </strong>}
                  {microCredential?.competency}{' '}
                  <span>
                    {t(`choice.difficulty.${difficulty as 1 | 2 | 3}`)} · {t('choice.hours', { hours })}
                  </span>{' '}
                  {microCredential && (
                    <Link href={`/micro-credentials/${microCredential.slug}`} target="_blank">
                      {t('choice.look')}
                      <span className="visually-hidden">: {title}</span>
                    </Link>
                  )}
                </>
              }
            />
          );
        })}
        {shown.length === 0 && <p>{t('choice.none')}</p>}
      </CheckboxGroup>
    </div>
  );
}
