import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import type { DeskDrafts } from '../desk-drafts.ts';
import { levelName, scoreKey } from '../guide.ts';
import type { Evaluation } from '../types.ts';
import { AttemptsCompared } from './AttemptsCompared.tsx';
import type { ComparedLevel } from './compare-attempts.ts';

interface CompareDialogProps {
  evaluation: Evaluation;
  /** Of who scores it: the levels as they stand on the page. */
  drafts?: DeskDrafts;
  onClose: () => void;
}

/** For evaluators: the attempt before beside this one, with the levels of then and of now. */
export function CompareDialog({ evaluation, drafts, onClose }: CompareDialogProps) {
  const { t } = useTranslation('evaluation');
  const { previous, attempt, answers, evidence, definition, earlier } = evaluation;
  if (!previous) return null;
  const before = earlier.find((decision) => decision.attempt === previous.attempt)?.scores ?? [];
  const words = { before: previous.attempt, after: attempt };
  return (
    <Dialog open onClose={onClose} look="wide" title={t('compare.title', words)} closeLabel={t('close')}>
      <AttemptsCompared
        parts={definition.parts}
        before={{ ...previous, levels: before }}
        after={{ attempt, answers, evidence, levels: levelsNow(evaluation, before, drafts) }}
        level={3}
      />
    </Dialog>
  );
}

/** The levels of this attempt: set by now, or carried from before. */
function levelsNow(evaluation: Evaluation, before: readonly ComparedLevel[], drafts: DeskDrafts | undefined): ComparedLevel[] {
  const { definition, scores, carriedCriteria, carriedParts } = evaluation;
  return definition.parts.flatMap((part) => {
    if (carriedParts.includes(part.id)) return before.filter(({ partId }) => partId === part.id);
    const height = (levelId: string | null | undefined) => part.levels.findIndex(({ id }) => id === levelId);
    return part.criteria.flatMap(({ id, title }) => {
      const here = ({ partId, criterionId }: { partId: string; criterionId: string }) => partId === part.id && criterionId === id;
      const set = carriedCriteria.find(here) ?? drafts?.field(scoreKey(part.id, id)) ?? scores.find(here);
      const name = levelName(part, set?.levelId);
      if (!set || !name) return [];
      return [
        {
          partId: part.id,
          criterionId: id,
          criterionTitle: title,
          levelName: name,
          reachesPassing: height(set.levelId) >= height(part.passing.level),
          feedback: set.feedback,
        },
      ];
    });
  });
}
