import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { groupsQuery } from '../community/queries.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Select } from '../ui/Select.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { NamesFound } from './class-roster/NamesFound.tsx';
import { consentOf, type ItemFacts, ItemFields, isComplete, noFacts } from './ItemFields.tsx';
import styles from './portfolio.module.css';
import type { EvidenceItem } from './queries.ts';

/** What is said of an item, changed. */
export function EditItemDialog({ item, onClose }: { item: EvidenceItem; onClose: () => void }) {
  const { t } = useTranslation('portfolio');
  const queries = useQueryClient();
  const [facts, setFacts] = useState<ItemFacts>({
    title: item.title,
    showsStudents: item.showsStudents,
    consentAttested: item.showsStudents,
    consentHow: item.consent?.how ?? noFacts.consentHow,
    consentUntil: item.consent?.until ?? '',
  });
  const [description, setDescription] = useState(item.description);
  const descriptionId = useId();
  const [madeWith, setMadeWith] = useState(item.madeWith?.id ?? '');
  const { data: groups } = useInfiniteQuery(groupsQuery);
  const teams = groups?.pages.flatMap(({ items }) => items).filter(({ role, closed }) => role !== 'coach' && !closed) ?? [];
  // a group that one has left stays said until another is
  const choices = item.madeWith && !teams.some(({ id }) => id === item.madeWith?.id) ? [item.madeWith, ...teams] : teams;
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function save() {
    setTried(true);
    if (!isComplete(facts)) return;
    try {
      await answer(
        api.PATCH('/api/v1/evidence/{evidenceId}', {
          params: { path: { evidenceId: item.id } },
          body: {
            title: facts.title.trim(),
            showsStudents: facts.showsStudents,
            consentAttested: facts.consentAttested,
            consent: consentOf(facts),
            description,
            ...(madeWith !== (item.madeWith?.id ?? '') && { madeWith: madeWith || null }),
          },
        }),
      );
      await queries.invalidateQueries({ queryKey: ['evidence'] });
      void queries.invalidateQueries({ queryKey: ['journeys'] });
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('library.editTitle')}
      closeLabel={t('close')}
      holdOpen
      actions={
        <>
          <Button variant="primary" onClick={() => void save()}>
            {t('library.save')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className={styles.dialogForm}>
        <ItemFields facts={facts} onChange={setFacts} tried={tried} />
        <TextArea
          id={descriptionId}
          label={t('evidence.description')}
          optional={t('journey.optional')}
          value={description}
          maxLength={4000}
          onChange={(event) => setDescription(event.target.value)}
        />
        <NamesFound fieldId={descriptionId} text={description} onReplace={setDescription} />
        {choices.length > 0 && (
          <Select
            label={t('library.madeWith')}
            hint={t('library.madeWithHint')}
            value={madeWith}
            onChange={(event) => setMadeWith(event.target.value)}
            options={[{ value: '', label: t('library.madeAlone') }, ...choices.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )}
        {problem && (
          <Callout tone="critical" live="assertive" title={t('saved.failed')}>
            {problem}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
