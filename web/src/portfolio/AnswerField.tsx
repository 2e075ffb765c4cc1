import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { NamesFound } from './class-roster/NamesFound.tsx';
import { useWriting } from './journey-writing.ts';
import styles from './portfolio.module.css';
import type { Requirement } from './queries.ts';
import { countWords } from './words.ts';

export interface AnswerFieldProps {
  partId: string;
  requirement: Requirement;
  /** Anchor that the checklist links to. */
  id: string;
  /** What is saved, shown where it can no longer be written in. */
  saved: string;
}

/** One answer of the document: saves itself, counts its words, shows a conflict instead of overwriting. */
export function AnswerField({ partId, requirement, id, saved }: AnswerFieldProps) {
  const { t } = useTranslation('portfolio');
  const saver = useWriting().saver(partId, requirement.id);
  const [comparing, setComparing] = useState(false);
  const onlyText = requirement.kinds.length === 1;
  const label = onlyText ? requirement.title : t('journey.answer');
  if (!saver) {
    return (
      <div id={id} className={styles.written}>
        <p className={styles.question}>{label}</p>
        {saved ? <p className={styles.writtenText}>{saved}</p> : <p className={styles.faint}>{t('preview.nothing')}</p>}
      </div>
    );
  }
  const words = countWords(saver.text);
  const most = requirement.maxWords;
  const over = most ? words - most : 0;
  return (
    <div className={styles.answer}>
      {saver.state === 'conflict' && (
        <Callout
          tone="caution"
          live="assertive"
          title={t('conflict.title')}
          actions={<Button onClick={() => setComparing(true)}>{t('conflict.compare')}</Button>}
        />
      )}
      <TextArea
        id={id}
        look="document"
        label={
          onlyText ? (
            label
          ) : (
            <>
              <span className="visually-hidden">{requirement.title} </span>
              {label}
            </>
          )
        }
        hint={onlyText ? requirement.guidance : undefined}
        optional={requirement.min === 0 ? t('journey.optional') : onlyText ? undefined : t('journey.answerOr')}
        placeholder={t('journey.start')}
        value={saver.text}
        maxLength={100_000}
        error={over > 0 ? t('journey.wordsOver', { count: words, over, most }) : undefined}
        counter={most && over <= 0 ? t('journey.words', { count: words, most }) : undefined}
        onChange={(event) => saver.type(event.target.value)}
        onBlur={() => saver.flush()}
      />
      <NamesFound fieldId={id} text={saver.text} onReplace={(text) => saver.type(text)} />
      {saver.theirs && (
        <ConflictDialog
          open={comparing}
          onClose={() => setComparing(false)}
          question={requirement.title}
          mine={saver.text}
          theirs={saver.theirs.text}
          onResolve={(text) => {
            setComparing(false);
            saver.resolve(text);
          }}
        />
      )}
    </div>
  );
}
