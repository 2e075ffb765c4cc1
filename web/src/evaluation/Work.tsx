import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Ago } from './Ago.tsx';
import { Decided } from './Decided.tsx';
import { EvidenceItem } from './EvidenceItem.tsx';
import { Changed } from './growth/Changed.tsx';
import { PinnedText } from './pins/PinnedText.tsx';
import type { Pins } from './pins/use-pins.ts';
import { deskQuery } from './queries.ts';
import { RemoveItemDialog } from './RemoveItemDialog.tsx';
import type { Evaluation, Evidence, Part } from './types.ts';
import { Written } from './Written.tsx';
import styles from './work.module.css';

/** The anchor of a part of the work. */
export const workId = (partId: string) => `work-${partId}`;

/** What the educator handed in: answers and evidence, part after part, as they were asked for. */
export function Work({ evaluation, pins, onCompare }: { evaluation: Evaluation; pins: Pins; onCompare: () => void }) {
  const { t } = useTranslation('evaluation');
  const { definition, changeNote, earlier, previous, evidence } = evaluation;
  const gone = previous?.evidence.filter((before) => !evidence.some(({ id }) => id === before.id)) ?? [];
  return (
    <div className={styles.work}>
      {changeNote && (
        <Callout icon="edit" title={t('desk.changeNote')}>
          <div className={styles.words}>
            <p>{changeNote}</p>
          </div>
        </Callout>
      )}
      {previous && (
        <p>
          <Button size="small" onClick={onCompare} aria-keyshortcuts="v">
            {t('compare.open', { attempt: previous.attempt })}
          </Button>
        </p>
      )}
      {previous && gone.length > 0 && (
        <p className={styles.facts}>
          {t('desk.goneSince', { attempt: previous.attempt, titles: gone.map(({ title }) => `“${title}”`).join(', ') })}
        </p>
      )}
      {earlier.map((decision) => (
        <Disclosure
          key={decision.attempt}
          title={t('desk.earlier', {
            attempt: decision.attempt,
            outcome: t(decision.outcome === 'pass' ? 'follows.pass' : 'follows.notYet'),
          })}
        >
          <p className={styles.facts}>
            <Ago at={decision.decidedAt} />
          </p>
          <Decided decision={decision} parts={definition.parts} />
        </Disclosure>
      ))}
      {definition.parts.map((part) => (
        <PartOfWork key={part.id} part={part} evaluation={evaluation} pins={pins} />
      ))}
    </div>
  );
}

function PartOfWork({ part, evaluation, pins }: { part: Part; evaluation: Evaluation; pins: Pins }) {
  const { t } = useTranslation('evaluation');
  const [removing, setRemoving] = useState<Evidence | null>(null);
  const { data: desk } = useQuery(deskQuery);
  const mayRemove = desk?.organizations.some(({ id, isLead }) => id === evaluation.organization.id && isLead);
  const isCarried = evaluation.carriedParts.includes(part.id);
  const { previous } = evaluation;
  const isNew = (evidenceId: string) => previous && !previous.evidence.some(({ id }) => id === evidenceId);
  const before = (requirementId: string) => previous?.answers[`${part.id}/${requirementId}`]?.trim();
  return (
    <section className={styles.part} id={workId(part.id)} aria-labelledby={`work-heading ${workId(part.id)}-title`}>
      <div className={styles.partHead}>
        <h3 id={`${workId(part.id)}-title`} className={styles.partTitle}>
          {part.title}
        </h3>
        {isCarried && <StatusChip tone="positive">{t('follows.carried')}</StatusChip>}
      </div>
      {isCarried && <p className={styles.facts}>{t('desk.carriedWork')}</p>}
      <Disclosure title={t('desk.instructions')}>
        <Written>{part.instructions}</Written>
      </Disclosure>
      {part.requirements.map((requirement) => {
        const text = evaluation.answers[`${part.id}/${requirement.id}`]?.trim();
        const items = evaluation.evidence.filter(({ partId, requirementId }) => partId === part.id && requirementId === requirement.id);
        const takesText = requirement.kinds.includes('text');
        return (
          <div key={requirement.id} className={styles.requirement}>
            <h4 className={styles.question}>{requirement.title}</h4>
            {text && (
              <div className={styles.words}>
                <PinnedText answer={`${part.id}/${requirement.id}`} title={requirement.title} text={text} pins={pins} />
              </div>
            )}
            {text && previous && before(requirement.id) !== undefined && before(requirement.id) !== text && (
              <Disclosure title={t('desk.changedSince', { attempt: previous.attempt })}>
                <Changed before={before(requirement.id) ?? ''} after={text} />
              </Disclosure>
            )}
            {items.map((item) => (
              <EvidenceItem
                key={item.id}
                item={item}
                pins={pins}
                newSince={isNew(item.id) ? previous?.attempt : undefined}
                onRemove={mayRemove ? () => setRemoving(item) : undefined}
              />
            ))}
            {!text && items.length === 0 && <p className={styles.nothing}>{t(takesText ? 'desk.noAnswer' : 'desk.noEvidence')}</p>}
          </div>
        );
      })}
      {removing && <RemoveItemDialog evaluationId={evaluation.id} item={removing} onClose={() => setRemoving(null)} />}
    </section>
  );
}
