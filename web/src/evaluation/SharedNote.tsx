import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Callout } from '../ui/Callout.tsx';
import type { DeskDrafts } from './desk-drafts.ts';
import { levelName, openCriteria, scoreKey } from './guide.ts';
import type { Evaluation, Part } from './types.ts';

/** Where a team's artifact was scored before: told once one's own levels of the part are set and saved. */
export function SharedNote({ evaluation, part, drafts }: { evaluation: Evaluation; part: Part; drafts: DeskDrafts }) {
  const { t } = useTranslation('evaluation');
  const fields = openCriteria(evaluation, part).map(({ id }) => drafts.field(scoreKey(part.id, id)));
  const isSet = fields.every(({ levelId, state }) => levelId !== null && state === 'saved');
  const hasArtifact = evaluation.evidence.some(({ partId, file, url }) => partId === part.id && (file || url));
  const { data } = useQuery({
    queryKey: ['shared-work', evaluation.id, part.id, isSet],
    enabled: hasArtifact,
    queryFn: () => answer(api.GET('/api/v1/evaluations/{evaluationId}/shared-work', { params: { path: { evaluationId: evaluation.id } } })),
  });
  const shared = data?.parts.find(({ partId }) => partId === part.id);
  if (!shared) return null;
  const levels = shared.levels
    .map(({ criterionId, levelId }) => `${part.criteria.find(({ id }) => id === criterionId)?.title}: ${levelName(part, levelId)}`)
    .join('; ');
  return (
    <Callout
      icon="people"
      title={t(shared.sealed ? 'desk.sharedSealed' : 'desk.sharedTold', { levels })}
      {...(!shared.sealed && { live: 'polite' })}
    />
  );
}
