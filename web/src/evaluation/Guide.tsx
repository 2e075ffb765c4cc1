import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ScoringGuide } from '../ui/ScoringGuide.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { DraftTrouble } from './DraftTrouble.tsx';
import type { DeskDrafts } from './desk-drafts.ts';
import { ruleInWords } from './follows-words.ts';
import styles from './guide.module.css';
import { criteriaOf, levelName, levelsOf, openCriteria, overallKey, scoreKey } from './guide.ts';
import { MetBefore } from './MetBefore.tsx';
import { SharedNote } from './SharedNote.tsx';
import type { Evaluation, Part } from './types.ts';
import { feedbackId, type Place, rowId, typingMs } from './use-desk.ts';

interface GuideProps {
  evaluation: Evaluation;
  drafts: DeskDrafts;
  places: Place[];
  current: Place | undefined;
  /** Told when one begins to work at a criterion by pointer or Tab. */
  onPlace: (place: Place) => void;
  /** Back from a text to its criterion. */
  onLeave: (place: Place) => void;
  showKeys: boolean;
}

/** The scoring guide one scores in: levels to choose, and room for words under each criterion. */
export function Guide({ evaluation, drafts, places, current, onPlace, onLeave, showKeys }: GuideProps) {
  const { t } = useTranslation('evaluation');
  const parts = evaluation.definition.parts.filter(({ id }) => !evaluation.carriedParts.includes(id));
  const placeOf = (part: Part, criterionId: string) =>
    places.find((place) => place.part === part && place.criterionId === criterionId) as Place;
  return (
    <div className={styles.guide}>
      {parts.map((part) => (
        <section key={part.id} className={styles.part} aria-labelledby={`guide-heading guide-${part.id}`}>
          <h3 id={`guide-${part.id}`} className={styles.title}>
            {part.title}
          </h3>
          <p className={styles.rule}>
            {t('follows.ruleTitle')} {ruleInWords(part, t)}
          </p>
          <ScoringGuide
            caption={part.title}
            hideCaption
            name={part.id}
            levels={levelsOf(part, showKeys)}
            criteria={criteriaOf(part, openCriteria(evaluation, part))}
            words={{ criterion: t('desk.criterion'), passes: t('desk.passes'), chosen: t('desk.chosen') }}
            chosen={Object.fromEntries(
              openCriteria(evaluation, part).map(({ id }) => [id, drafts.field(scoreKey(part.id, id)).levelId ?? undefined]),
            )}
            onChoose={(criterionId, levelId) => {
              onPlace(placeOf(part, criterionId));
              drafts.edit(scoreKey(part.id, criterionId), { levelId }, 0);
            }}
            current={current?.part === part ? current.criterionId : undefined}
            rowId={(criterionId) => rowId(part.id, criterionId)}
            after={(criterionId) => {
              const place = placeOf(part, criterionId);
              return (
                <FeedbackField
                  drafts={drafts}
                  field={scoreKey(part.id, criterionId)}
                  label={t('desk.feedbackTo', { criterion: part.criteria.find(({ id }) => id === criterionId)?.title })}
                  part={part}
                  onFocus={() => onPlace(place)}
                  onLeave={() => onLeave(place)}
                />
              );
            }}
          />
          <SharedNote evaluation={evaluation} part={part} drafts={drafts} />
          <MetBefore evaluation={evaluation} part={part} />
        </section>
      ))}
      <section className={styles.part} aria-labelledby="guide-overall">
        <h3 id="guide-overall" className={styles.title}>
          {t('desk.overall')}
        </h3>
        <FeedbackField
          drafts={drafts}
          field={overallKey}
          label={t('desk.overall')}
          hint={t('desk.overallHint')}
          onLeave={() => {
            const last = current ?? places.at(-1);
            if (last) onLeave(last);
          }}
        />
      </section>
    </div>
  );
}

interface FeedbackFieldProps {
  drafts: DeskDrafts;
  field: string;
  label: string;
  hint?: string;
  /** Of a criterion; names the levels in a conflict. */
  part?: Part;
  onFocus?: () => void;
  onLeave: () => void;
}

function FeedbackField({ drafts, field, label, hint, part, onFocus, onLeave }: FeedbackFieldProps) {
  const { t } = useTranslation('evaluation');
  const { feedback } = drafts.field(field);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onLeave();
  };
  return (
    <div className={styles.feedback}>
      <TextArea
        id={feedbackId(field)}
        label={part ? <FeedbackLabel full={label} /> : label}
        hideLabel={!part}
        {...(hint && { hint })}
        rows={part ? 2 : 4}
        optional=""
        maxLength={10_000}
        value={feedback}
        {...(onFocus && { onFocus })}
        onChange={(event) => drafts.edit(field, { feedback: event.target.value }, typingMs)}
        onKeyDown={leave}
      />
      <DraftTrouble drafts={drafts} field={field}>
        {(theirs) => (
          <>
            {part && <p>{t('saved.conflictLevel', { level: levelName(part, theirs.levelId) ?? t('saved.noLevel') })}</p>}
            <p className={styles.theirs}>{theirs.feedback}</p>
          </>
        )}
      </DraftTrouble>
    </div>
  );
}

/** Short to see, whole to hear: the criterion stands right above. */
function FeedbackLabel({ full }: { full: string }) {
  const { t } = useTranslation('evaluation');
  return (
    <>
      <span aria-hidden="true">{t('desk.feedbackLabel')}</span>
      <span className="visually-hidden">{full}</span>
    </>
  );
}
