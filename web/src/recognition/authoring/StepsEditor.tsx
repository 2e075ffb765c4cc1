import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { newId } from '../../learning/authoring.ts';
import { PartHead } from '../../learning/PartHead.tsx';
import { authoredCoursesQuery, authoredSurveysQuery } from '../../learning/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './authoring.module.css';
import type { BeingWritten, Step } from './authoring-queries.ts';
import type { PartProps } from './part-props.ts';

const kinds = ['survey', 'course', 'selection'] as const;

/** The onboarding steps in their order: a survey, a course, choosing from the list. */
export function StepsEditor({ value: { steps }, set, program }: PartProps & { program: BeingWritten }) {
  const { t } = useTranslation('programAuthoring');
  const change = (make: (list: readonly Step[]) => Step[]) => set((now) => ({ steps: make(now.steps) }));
  const offered = useOffered(program);
  return (
    <Section title={t('steps.title')} lead={t('steps.lead')}>
      <div className={styles.fields}>
        {steps.map((step, index) => (
          <StepFields
            key={step.id}
            step={step}
            index={index}
            count={steps.length}
            offered={step.kind === 'selection' ? [] : offered[step.kind]}
            learningAt={`/organizations/${program.recognizer.id}/learning`}
            onList={change}
            onChange={(part) => change((list) => list.map((one) => (one.id === step.id ? { ...one, ...part } : one)))}
          />
        ))}
        <div className={styles.buttons}>
          {kinds
            .filter((kind) => kind !== 'selection' || !steps.some((step) => step.kind === 'selection'))
            .map((kind) => (
              <Button
                key={kind}
                size="small"
                icon="add"
                disabled={steps.length >= 10}
                onClick={() => change((list) => [...list, { id: newId(), kind, title: '', reference: null }])}
              >
                {t(`steps.add.${kind}`)}
              </Button>
            ))}
        </div>
      </div>
    </Section>
  );
}

interface Offered {
  id: string;
  title: string;
}

/** Surveys and courses that may be a step: the organization's published ones, and what a step names already. */
function useOffered({ recognizer, references, definition }: BeingWritten): Record<'survey' | 'course', Offered[]> {
  const surveys = useInfiniteQuery(authoredSurveysQuery(recognizer.id));
  const courses = useInfiniteQuery(authoredCoursesQuery(recognizer.id));
  const withNamed = (kind: 'survey' | 'course', own: { id: string; title: string; number: number | null }[]): Offered[] => {
    const published = own.filter(({ number }) => number !== null);
    const named = definition.steps
      .filter((step) => step.kind === kind && step.reference && !published.some(({ id }) => id === step.reference))
      .flatMap(({ reference }) => references.find((one) => one.reference === reference) ?? []);
    return [...published, ...named.map(({ reference, title }) => ({ id: reference, title }))];
  };
  return {
    survey: withNamed('survey', surveys.data?.pages.flatMap(({ items }) => items) ?? []),
    course: withNamed('course', courses.data?.pages.flatMap(({ items }) => items) ?? []),
  };
}

interface StepFieldsProps {
  step: Step;
  index: number;
  count: number;
  offered: readonly Offered[];
  /** Where surveys and courses are written. */
  learningAt: string;
  onList: (change: (list: readonly Step[]) => Step[]) => void;
  onChange: (part: Partial<Step>) => void;
}

function StepFields({ step, index, count, offered, learningAt, onList, onChange }: StepFieldsProps) {
  const { t } = useTranslation('programAuthoring');
  const { kind, title, reference } = step;
  const heading = `${t('steps.step', { number: index + 1 })}: ${t(`steps.kind.${kind}`)}`;
  return (
    <section className={styles.part} aria-label={heading}>
      <PartHead headingLevel={3} title={heading} name={title || heading} item={step} index={index} count={count} onChange={onList} />
      {kind !== 'selection' &&
        (offered.length > 0 ? (
          <Select
            label={t(`steps.${kind}`)}
            value={reference ?? ''}
            options={[{ value: '', label: t('steps.choose') }, ...offered.map((one) => ({ value: one.id, label: one.title }))]}
            onChange={(event) => {
              const chosen = offered.find(({ id }) => id === event.target.value);
              // the step is called as what it asks for, until somebody calls it otherwise
              onChange({ reference: chosen?.id ?? null, ...(!title && chosen && { title: chosen.title.slice(0, 200) }) });
            }}
          />
        ) : (
          <p className={styles.small}>
            {t('steps.none')} <Link href={learningAt}>{t('steps.write')}</Link>
          </p>
        ))}
      <TextField label={t('steps.name')} maxLength={200} value={title} onChange={(event) => onChange({ title: event.target.value })} />
    </section>
  );
}
