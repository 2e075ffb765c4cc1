import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/cx.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Heading } from '../../ui/Heading.tsx';
import { Icon } from '../../ui/Icon.tsx';
import feedback from '../feedback.module.css';
import { Written } from '../Written.tsx';
import { Changed } from './Changed.tsx';
import { ComparedEvidence } from './ComparedEvidence.tsx';
import styles from './compare.module.css';
import { type ComparedAttempt, type ComparedLevel, itemsFor } from './compare-attempts.ts';

type Side = 'before' | 'after';

export interface ComparedPartProps {
  part: { id: string; title: string; requirements: readonly { id: string; title: string }[] };
  before: ComparedAttempt;
  after: ComparedAttempt;
  /** Which of the two are shown: both, or one. */
  sides: readonly Side[];
  level: 2 | 3;
}

/** One part of two attempts: each answer and its evidence, then the levels. */
export function ComparedPart({ part, before, after, sides, level }: ComparedPartProps) {
  const { t } = useTranslation('evaluation');
  const attempts = { before, after };
  const below = level === 2 ? 3 : 4;
  const row = (cell: (side: Side) => ReactNode) => (
    <div className={cx(styles.row, sides.length === 2 && styles.both)}>
      {sides.map((side) => (
        // biome-ignore lint/a11y/useSemanticElements: a column's cell, named after its attempt; a fieldset is for fields
        <div key={side} role="group" aria-label={t('attempt', { attempt: attempts[side].attempt })} className={styles.cell}>
          {cell(side)}
        </div>
      ))}
    </div>
  );
  const levelOf = (side: Side, criterionId: string) =>
    attempts[side].levels.find((one) => one.partId === part.id && one.criterionId === criterionId);
  const criteria = new Map(
    [...before.levels, ...after.levels].filter(({ partId }) => partId === part.id).map((one) => [one.criterionId, one.criterionTitle]),
  );
  return (
    <section className={styles.part}>
      <Heading level={level}>{part.title}</Heading>
      {part.requirements.map((requirement) => {
        const [was, is] = [before, after].map(({ answers }) => answers[`${part.id}/${requirement.id}`]?.trim() ?? '') as [string, string];
        const [had, has] = [itemsFor(before, part.id, requirement.id), itemsFor(after, part.id, requirement.id)];
        if (!was && !is && had.length + has.length === 0) return null;
        return (
          <div key={requirement.id} className={styles.requirement}>
            <Heading level={below} className={styles.question}>
              {requirement.title}
            </Heading>
            {was && was === is && (
              <Disclosure title={t('compare.unchanged')}>
                <Written>{is}</Written>
              </Disclosure>
            )}
            {was !== is &&
              row((side) =>
                (side === 'before' ? was : is) ? (
                  <Changed before={was} after={is} side={side} />
                ) : (
                  <p className={styles.nothing}>{t('compare.nothing')}</p>
                ),
              )}
            {had.length + has.length > 0 && row((side) => <ComparedEvidence before={had} after={has} side={side} />)}
          </div>
        );
      })}
      {criteria.size > 0 && (
        <div className={styles.requirement}>
          <Heading level={below} className={styles.question}>
            {t('compare.levels')}
          </Heading>
          {[...criteria].map(([criterionId, title]) => (
            <div key={criterionId} className={styles.criterion}>
              <p className={feedback.criterionTitle}>{title}</p>
              {row((side) => (
                <Level
                  level={levelOf(side, criterionId)}
                  isNewlyPassing={side === 'after' && levelOf('before', criterionId)?.reachesPassing === false}
                />
              ))}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

/** A level with its words. */
function Level({ level, isNewlyPassing }: { level: ComparedLevel | undefined; isNewlyPassing: boolean }) {
  const { t } = useTranslation('evaluation');
  if (!level) return <p className={styles.nothing}>{t('compare.noLevel')}</p>;
  return (
    <>
      <p className={cx(feedback.level, level.reachesPassing ? feedback.reaches : feedback.below)}>
        <Icon name={level.reachesPassing ? 'check' : 'not-yet'} size={16} /> {level.levelName}
        {level.reachesPassing && isNewlyPassing && <> · {t('compare.passesNow')}</>}
      </p>
      {level.feedback && (
        <blockquote className={feedback.words}>
          <Written>{level.feedback}</Written>
        </blockquote>
      )}
    </>
  );
}
