import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { MicroCredentialPicker } from '../../catalog/MicroCredentialPicker.tsx';
import { newId } from '../../learning/authoring.ts';
import { Button } from '../../ui/Button.tsx';
import { Combobox } from '../../ui/Combobox.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { told } from '../taking-part-queries.ts';
import styles from './authoring.module.css';
import type { Entry } from './authoring-queries.ts';
import { withEntries } from './list-entries.ts';
import type { PartProps } from './part-props.ts';
import type { Known } from './program-of-draft.ts';

interface ListEditorProps extends PartProps {
  known: ReadonlyMap<string, Known>;
  onKnown: (found: readonly Known[]) => void;
}

/** The approved list: found in the catalog one by one or by the stack, or named by the badges of others; each with demand and hours. */
export function ListEditor({ value, set, known, onKnown }: ListEditorProps) {
  const { t } = useTranslation('programAuthoring');
  const toast = useToast();
  const { entries } = value;
  const change = (make: (list: readonly Entry[]) => Entry[]) => set((now) => ({ entries: make(now.entries) }));
  const listed = new Set(entries.flatMap(({ microCredentialId }) => microCredentialId ?? []));
  const slugs = [...listed].flatMap((id) => known.get(id)?.slug ?? []);
  const add = (found: readonly (Known & { difficulty: number })[]) => {
    onKnown(found);
    change((list) => withEntries(list, found));
  };
  function takeOut(entry: Entry, index: number, name: string) {
    change((list) => list.filter(({ entryId }) => entryId !== entry.entryId));
    toast({
      text: t('page.taken', { name }),
      action: { label: t('list_.undo'), run: () => change((list) => [...list.slice(0, index), entry, ...list.slice(index)]) },
    });
  }
  return (
    <Section title={t('list_.title')} lead={t('list_.lead')}>
      <p className={styles.count} role="status">
        {t('list_.count', { count: entries.length })}
      </p>
      <ol className={styles.entries}>
        {entries.map((entry, index) => (
          <EntryFields
            key={entry.entryId}
            entry={entry}
            known={known}
            onChange={(part) => change((list) => list.map((one) => (one.entryId === entry.entryId ? { ...one, ...part } : one)))}
            onTake={(name) => takeOut(entry, index, name)}
          />
        ))}
      </ol>
      <div className={styles.fields}>
        <MicroCredentialPicker
          label={t('list_.add')}
          hint={t('list_.addHint')}
          optional={t('optional')}
          empty={t('list_.noneFits')}
          showAll={t('list_.showAll')}
          without={slugs}
          onPick={(picked) => add([picked])}
        />
        <StackPicker listed={listed} onPick={add} />
        <p>
          <Button
            size="small"
            icon="add"
            onClick={() =>
              change((list) => [
                ...list,
                { entryId: newId(), microCredentialId: null, foreign: [{ id: '', issuer: '', title: '' }], difficulty: 1, hours: '' },
              ])
            }
          >
            {t('list_.addForeign')}
          </Button>
        </p>
      </div>
    </Section>
  );
}

/** Adds what a stack has and the list has not. */
function StackPicker({
  listed,
  onPick,
}: {
  listed: ReadonlySet<string>;
  onPick: (found: readonly (Known & { difficulty: number })[]) => void;
}) {
  const { t } = useTranslation('programAuthoring');
  const toast = useToast();
  const stacks = useQuery({ queryKey: ['stacks'], queryFn: async () => (await answer(api.GET('/api/v1/stacks'))).items });
  const known = stacks.data ?? [];
  // a new key empties the field after each choice
  const [round, setRound] = useState(0);
  const pick = useMutation({
    mutationFn: (slug: string) => answer(api.GET('/api/v1/stacks/{slug}', { params: { path: { slug } } })),
    onSuccess: ({ title, members }) => {
      const fresh = members.filter(({ id }) => !listed.has(id));
      onPick(fresh);
      toast({
        text: fresh.length ? t('list_.added', { count: fresh.length, name: title }) : t('list_.allThere', { name: title }),
      });
    },
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
  });
  return (
    <Combobox
      key={round}
      label={t('list_.addStack')}
      optional={t('optional')}
      options={known.map(({ slug, title, issuer }) => ({ id: slug, label: title, detail: issuer.name }))}
      empty={t('list_.noneFits')}
      showAll={t('list_.showAll')}
      onSelect={(slug) => {
        if (!slug) return;
        pick.mutate(slug);
        setRound(round + 1);
      }}
    />
  );
}

interface EntryFieldsProps {
  entry: Entry;
  known: ReadonlyMap<string, Known>;
  onChange: (part: Partial<Entry>) => void;
  onTake: (name: string) => void;
}

function EntryFields({ entry, known, onChange, onTake }: EntryFieldsProps) {
  const { t } = useTranslation('programAuthoring');
  const { microCredentialId, foreign, difficulty, hours } = entry;
  const ours = microCredentialId ? known.get(microCredentialId) : undefined;
  const name = ours?.title ?? (microCredentialId ? t('list_.gone') : foreign[0]?.title || t('list_.elsewhere'));
  return (
    <li className={styles.entry} aria-label={name}>
      <div className={styles.entryName}>
        {ours ? (
          <a href={`/micro-credentials/${ours.slug}`} target="_blank" rel="noreferrer">
            {name}
          </a>
        ) : (
          <strong>{name}</strong>
        )}
        {ours && <span className={styles.small}>{ours.competency}</span>}
      </div>
      <Select
        label={t('list_.demand')}
        value={String(difficulty)}
        options={([1, 2, 3] as const).map((one) => ({ value: String(one), label: t(`list_.difficulty.${one}`) }))}
        onChange={(event) => onChange({ difficulty: Number(event.target.value) as Entry['difficulty'] })}
      />
      <TextField
        label={t('list_.hours')}
        inputMode="decimal"
        maxLength={20}
        value={hours}
        onChange={(event) => onChange({ hours: event.target.value })}
      />
      <Button variant="quiet" icon="trash" iconOnly onClick={() => onTake(name)}>
        {t('list_.take', { name })}
      </Button>
      {!microCredentialId && (
        <div className={styles.foreign}>
          {foreign.map((achievement, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an achievement has nothing but its place while one types its address
            <div key={index} className={styles.fields}>
              {(['title', 'issuer', 'id'] as const).map((field) => (
                <TextField
                  key={field}
                  label={t(field === 'title' ? 'list_.foreignTitle' : field === 'issuer' ? 'list_.foreignIssuer' : 'list_.foreignId')}
                  {...(field === 'id' && { hint: t('list_.foreignIdHint') })}
                  maxLength={field === 'title' ? 200 : 500}
                  value={achievement[field]}
                  onChange={(event) =>
                    onChange({
                      foreign: foreign.map((one, place) => (place === index ? { ...one, [field]: event.target.value } : one)),
                    })
                  }
                />
              ))}
            </div>
          ))}
        </div>
      )}
    </li>
  );
}
