import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Section } from '../ui/Section.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { useToast } from '../ui/Toast.tsx';
import { EntryPicker } from './EntryPicker.tsx';
import { progressTones } from './progress-tones.ts';
import styles from './taking-part.module.css';
import { type Program, type Standing, useAct } from './taking-part-queries.ts';

type Chosen = Standing['choices'][number];
/** Choosing from the approved list, and how far what was chosen is. */
export function Choice({ program, standing }: { program: Program; standing: Standing }) {
  const { t } = useTranslation('takingPart');
  const toast = useToast();
  const [changing, setChanging] = useState(false);
  const [picked, setPicked] = useState<string[]>(() => standing.choices.map(({ entryId }) => entryId));
  const keep = useAct(
    (entryIds: string[]) =>
      answer(api.PUT('/api/v1/programs/{programId}/choices', { params: { path: { programId: program.id } }, body: { entryIds } })),
    () => {
      setChanging(false);
      toast({ text: t('choice.kept'), tone: 'positive' });
    },
  );
  const { atLeast, atMost, changeAfterBegun, of } = standing.choice;
  const kept = changeAfterBegun ? [] : standing.choices.flatMap(({ entryId, journeyId }) => (journeyId ? entryId : []));
  const selection = standing.steps.find(({ kind }) => kind === 'selection');
  const before = standing.steps.find(({ state }) => state === 'next');
  if (selection?.state === 'later')
    return (
      <Section title={t('choice.choose')} lead={t('choice.first', { step: before?.title })}>
        <List program={program} />
      </Section>
    );
  if (standing.choices.length > 0 && !changing)
    return (
      <Section
        title={t('choice.title')}
        action={
          <Button size="small" onClick={() => setChanging(true)}>
            {t('choice.change')}
          </Button>
        }
      >
        <ul className={styles.plain}>
          {standing.choices.map((chosen) => (
            <li key={chosen.entryId}>
              <ChosenCard chosen={chosen} standing={standing} />
            </li>
          ))}
        </ul>
      </Section>
    );
  const missing = Math.max(0, atLeast - picked.length);
  return (
    <Section
      title={t('choice.choose')}
      lead={`${t(atMost === null ? 'choice.lead_any' : atLeast === atMost ? 'choice.lead_exact' : 'choice.lead_range', {
        atLeast,
        atMost,
        of,
      })} ${t(changeAfterBegun ? 'choice.anyTime' : 'choice.untilBegun')}`}
    >
      <EntryPicker legend={t('choice.choose')} entries={program.entries} picked={picked} kept={kept} atMost={atMost} onChange={setPicked} />
      <div className={styles.bar}>
        <span className={styles.count} role="status">
          {t(atMost === null ? 'choice.count_any' : 'choice.count', { count: picked.length, atMost })}
        </span>
        <Button variant="primary" busy={keep.isPending} disabled={missing > 0} onClick={() => keep.mutate(picked)}>
          {t('choice.keep')}
        </Button>
        {changing && (
          <Button variant="quiet" onClick={() => setChanging(false)}>
            {t('cancel')}
          </Button>
        )}
        {missing > 0 && picked.length > 0 && <span className={styles.small}>{t('choice.few', { count: missing })}</span>}
      </div>
    </Section>
  );
}

/** The list to look at before one may choose. */
function List({ program }: { program: Program }) {
  return (
    <ul className={styles.options}>
      {program.entries.map(({ entryId, title, microCredential }) => (
        <li key={entryId} className={styles.option}>
          {title}
          {microCredential && <span className={styles.small}> {microCredential.competency}</span>}
        </li>
      ))}
    </ul>
  );
}

function ChosenCard({ chosen, standing: { recognizer, program, asksPreApproval } }: { chosen: Chosen; standing: Standing }) {
  const { t } = useTranslation('takingPart');
  const toast = useToast();
  const claim = useAct(
    (awardId: string) =>
      answer(api.POST('/api/v1/claims', { body: { organizationId: recognizer.id, programId: program.id, proof: { awardId } } })),
    () => toast({ text: t('choice.claimed', { title: chosen.title, recognizer: recognizer.name }), tone: 'positive' }),
  );
  const { microCredential, progress, journeyId, awardId } = chosen;
  return (
    <Card
      title={chosen.title}
      meta={
        <>
          <StatusChip tone={progressTones[progress]}>{t(`choice.progress.${progress}`)}</StatusChip>
          <span>{t(`choice.difficulty.${chosen.difficulty as 1 | 2 | 3}`)}</span>
          <span>{t('choice.hours', { hours: chosen.hours })}</span>
        </>
      }
      actions={
        <>
          {progress === 'chosen' && microCredential && !asksPreApproval && (
            <Button variant="primary" size="small" href={`/journeys/new?microCredential=${encodeURIComponent(microCredential.slug)}`}>
              {t('choice.begin')}
            </Button>
          )}
          {progress === 'in-progress' && journeyId && (
            <Button variant="primary" size="small" href={`/journeys/${journeyId}`}>
              {t('choice.goOn')}
            </Button>
          )}
          {progress === 'awarded' && awardId && (
            <Button variant="primary" size="small" busy={claim.isPending} onClick={() => claim.mutate(awardId)}>
              {t('choice.claim', { recognizer: recognizer.name })}
            </Button>
          )}
          {microCredential && (
            <Button variant="quiet" size="small" href={`/micro-credentials/${microCredential.slug}`}>
              {t('choice.look')}
            </Button>
          )}
        </>
      }
    />
  );
}
