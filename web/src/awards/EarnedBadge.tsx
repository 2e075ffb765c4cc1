import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { awardOfJourneyQuery } from './queries.ts';

/** The way from a journey that earned to its badge, with the moment of the award; says so while the badge is being signed. */
export function EarnedBadge({ journeyId }: { journeyId: string }) {
  const { t } = useTranslation('keeping');
  const { data: award } = useQuery(awardOfJourneyQuery(journeyId));
  if (award && !award.shown)
    return (
      <Button variant="primary" icon="seal" href="/badges">
        {t('earned.all')}
      </Button>
    );
  return (
    <span role="status">
      {award && (
        <Button variant="primary" icon="seal" href={`/badges/${award.id}?new=1`}>
          {t('earned.see')}
        </Button>
      )}
      {award === null && (
        <Button variant="primary" busy>
          {t('earned.signing')}
        </Button>
      )}
    </span>
  );
}
