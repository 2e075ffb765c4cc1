import { useTranslation } from 'react-i18next';
import { Steps } from '../ui/Steps.tsx';
import styles from './portfolio.module.css';
import type { Gap, Journey, Part } from './queries.ts';

/** Where a requirement stands on the page. */
export const placeId = (partId: string, requirementId: string) => `${partId}--${requirementId}`;

/** One gap as a short sentence. */
export function useGapText(): (gap: Gap, part: Part | undefined) => string {
  const { t } = useTranslation('portfolio');
  return (gap, part) => {
    const requirement = part?.requirements.find(({ id }) => id === gap.requirementId);
    if (gap.reason === 'too-few') {
      if (requirement?.kinds.length === 1 && requirement.kinds[0] === 'text') return t('gap.too-few-text');
      return t('gap.too-few', { count: (gap.need ?? 1) - (gap.have ?? 0) });
    }
    return t(`gap.${gap.reason}`, { have: gap.have, most: gap.most });
  };
}

/** What is left, part by part, each line leading to its place. */
export function Checklist({ journey, gaps }: { journey: Journey; gaps: readonly Gap[] }) {
  const { t } = useTranslation('portfolio');
  const textOf = useGapText();
  const { parts } = journey.definition;
  const firstOpen = parts.find((part) => gaps.some((gap) => gap.partId === part.id));
  return (
    <Steps
      upright
      label={t('journey.toDo')}
      steps={parts.map((part) => {
        const open = gaps.filter((gap) => gap.partId === part.id);
        const passed = journey.passedParts.includes(part.id);
        const state = open.length === 0 ? 'done' : part === firstOpen ? 'current' : 'ahead';
        return {
          id: part.id,
          title: part.title,
          state,
          stateLabel: t(state === 'done' ? 'journey.stepDone' : state === 'current' ? 'journey.stepCurrent' : 'journey.stepAhead'),
          href: `#${part.id}`,
          detail: passed ? (
            t('journey.partPassed')
          ) : open.length === 0 ? (
            t('journey.partDone')
          ) : (
            <ul className={styles.gaps}>
              {open.map((gap) => (
                <li key={`${gap.requirementId}${gap.reason}${gap.evidenceId ?? ''}`}>
                  <a href={`#${placeId(gap.partId, gap.requirementId)}`}>{textOf(gap, part)}</a>
                </li>
              ))}
            </ul>
          ),
        };
      })}
    />
  );
}
