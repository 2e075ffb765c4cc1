import { useTranslation } from 'react-i18next';
import { Disclosure } from '../ui/Disclosure.tsx';
import { ScoringGuide } from '../ui/ScoringGuide.tsx';
import { criteriaOf, levelsOf } from './guide.ts';
import type { Evaluation, Part } from './types.ts';
import { Written } from './Written.tsx';

/** Criteria of a part that an earlier attempt met: to read, not to score. */
export function MetBefore({ evaluation, part }: { evaluation: Evaluation; part: Part }) {
  const { t } = useTranslation('evaluation');
  const met = evaluation.carriedCriteria.filter(({ partId }) => partId === part.id);
  if (!met.length) return null;
  const criteria = part.criteria.filter(({ id }) => met.some(({ criterionId }) => criterionId === id));
  return (
    <Disclosure title={`${t('desk.metBefore')} (${met.length})`}>
      <p>{t('desk.metBeforeText')}</p>
      <ScoringGuide
        caption={t('desk.metBefore')}
        hideCaption
        levels={levelsOf(part)}
        criteria={criteriaOf(part, criteria)}
        chosen={Object.fromEntries(met.map(({ criterionId, levelId }) => [criterionId, levelId]))}
        words={{ criterion: t('desk.criterion'), passes: t('desk.passes'), chosen: t('desk.wasChosen') }}
        after={(id) => {
          const words = met.find(({ criterionId }) => criterionId === id);
          return words ? (
            <div>
              <p>{t('desk.metIn', { attempt: words.attempt })}</p>
              {words.feedback && <Written>{words.feedback}</Written>}
            </div>
          ) : null;
        }}
      />
    </Disclosure>
  );
}
