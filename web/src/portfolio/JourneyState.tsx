import { useTranslation } from 'react-i18next';
import { EarnedBadge } from '../awards/EarnedBadge.tsx';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import type { Journey } from './queries.ts';

/** What the state means for the earner now, where there is something to say. */
export function JourneyState({ journey }: { journey: Journey }) {
  const { t } = useTranslation('portfolio');
  const feedback = <Button href={`/journeys/${journey.id}/feedback`}>{t('journey.readFeedback')}</Button>;
  switch (journey.state) {
    case 'not-yet':
      return (
        <Callout tone="caution" icon="not-yet" title={t('journey.notYetTitle')} actions={feedback}>
          {t('journey.notYetText')}
        </Callout>
      );
    case 'submitted':
      return (
        <Callout tone="info" icon="clock" title={t('journey.submittedTitle')}>
          {t('journey.submittedText')}
        </Callout>
      );
    case 'earned':
      return (
        <Callout
          tone="positive"
          title={t('journey.earnedTitle')}
          actions={
            <>
              <EarnedBadge journeyId={journey.id} />
              {feedback}
            </>
          }
        >
          {t('journey.earnedText')}
        </Callout>
      );
    case 'withdrawn':
      return <Callout title={t('journey.withdrawnTitle')}>{t('journey.withdrawnText')}</Callout>;
    case 'drafting':
      return journey.newerVersion ? <Callout title={t('journey.newerVersion')} /> : null;
  }
}
