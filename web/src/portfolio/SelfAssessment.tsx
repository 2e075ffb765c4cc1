import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ScoringGuide } from '../ui/ScoringGuide.tsx';
import { useToast } from '../ui/Toast.tsx';
import styles from './portfolio.module.css';
import { type Journey, journeyQuery, type Part } from './queries.ts';

/** A part's slice of the scoring guide, best level first, with the earner's own judgement in it. */
export function SelfAssessment({ journey, part, locked }: { journey: Journey; part: Part; locked: boolean }) {
  const { t } = useTranslation('portfolio');
  const queries = useQueryClient();
  const toast = useToast();
  const [chosen, setChosen] = useState<Record<string, string>>(() =>
    Object.fromEntries(journey.selfAssessment.filter((each) => each.partId === part.id).map((each) => [each.criterionId, each.levelId])),
  );
  const passingFrom = part.levels.findIndex((level) => level.id === part.passing.level);
  async function choose(criterionId: string, levelId: string) {
    const before = chosen;
    setChosen({ ...chosen, [criterionId]: levelId });
    try {
      await answer(
        api.PUT('/api/v1/journeys/{journeyId}/self-assessment/{partId}/{criterionId}', {
          params: { path: { journeyId: journey.id, partId: part.id, criterionId } },
          body: { levelId },
        }),
      );
      await queries.invalidateQueries({ queryKey: journeyQuery(journey.id).queryKey, refetchType: 'none' });
    } catch (error) {
      setChosen(before);
      toast({ tone: 'critical', text: error instanceof Error ? error.message : String(error) });
    }
  }
  return (
    <div className={styles.guide}>
      {!locked && <p className={styles.small}>{t('journey.guideText')}</p>}
      <ScoringGuide
        caption={part.title}
        hideCaption
        name={`self-${part.id}`}
        levels={part.levels.map((level, index) => ({ id: level.id, name: level.name, passes: index >= passingFrom })).toReversed()}
        criteria={part.criteria.map((criterion) => ({ id: criterion.id, name: criterion.title, levels: criterion.descriptors }))}
        words={{ criterion: t('journey.criterion'), passes: t('journey.passes'), chosen: t('journey.chosen') }}
        chosen={chosen}
        {...(!locked && { onChoose: (criterionId: string, levelId: string) => void choose(criterionId, levelId) })}
      />
    </div>
  );
}
