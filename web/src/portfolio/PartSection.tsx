import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Callout } from '../ui/Callout.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Section } from '../ui/Section.tsx';
import { AnswerField } from './AnswerField.tsx';
import { placeId } from './Checklist.tsx';
import { EvidenceField } from './EvidenceField.tsx';
import styles from './portfolio.module.css';
import type { Journey, Part } from './queries.ts';
import { SelfAssessment } from './SelfAssessment.tsx';

const Markdown = lazy(() => import('../ui/Markdown.tsx'));

export interface PartSectionProps {
  journey: Journey;
  part: Part;
  number: number;
  /** The journey takes changes. */
  open: boolean;
}

/** One part of the submission as a section of the document: what is asked, room to answer it, how it is judged. */
export function PartSection({ journey, part, number, open }: PartSectionProps) {
  const { t } = useTranslation('portfolio');
  const passed = journey.passedParts.includes(part.id);
  const locked = !open || passed;
  return (
    <Section
      id={part.id}
      title={part.title}
      lead={
        <>
          <span className={styles.partNumber}>{t('journey.part', { number })}</span>
          <Suspense fallback={<p>{part.instructions}</p>}>
            <Markdown>{part.instructions}</Markdown>
          </Suspense>
        </>
      }
    >
      <div className={styles.questions}>
        {passed && open && (
          <Callout tone="positive" icon="lock" title={t('journey.passedTitle')}>
            {t('journey.passedText')}
          </Callout>
        )}
        {part.requirements.map((requirement) => {
          const id = placeId(part.id, requirement.id);
          const saved = journey.answers.find((each) => each.partId === part.id && each.requirementId === requirement.id)?.text ?? '';
          const takesText = requirement.kinds.includes('text');
          const onlyText = takesText && requirement.kinds.length === 1;
          if (onlyText) return <AnswerField key={id} id={id} partId={part.id} requirement={requirement} saved={saved} />;
          return (
            <section key={id} id={id} className={styles.requirement} aria-labelledby={`${id}-title`}>
              <h3 id={`${id}-title`} className={styles.question}>
                {requirement.title} {requirement.min === 0 && <span className={styles.small}>{t('journey.optional')}</span>}
              </h3>
              {requirement.guidance && <p className={styles.guidance}>{requirement.guidance}</p>}
              {takesText && <AnswerField id={`${id}-text`} partId={part.id} requirement={requirement} saved={saved} />}
              <EvidenceField journey={journey} partId={part.id} requirement={requirement} locked={locked} />
            </section>
          );
        })}
        <Disclosure title={t('journey.guide')}>
          <SelfAssessment journey={journey} part={part} locked={locked} />
        </Disclosure>
      </div>
    </Section>
  );
}
