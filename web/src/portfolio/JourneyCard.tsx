import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { day } from './dates.ts';
import styles from './portfolio.module.css';
import type { ListedJourney } from './queries.ts';
import { StateChip } from './StateChip.tsx';

/** One journey of mine: where it stands and the one thing to do next. */
export function JourneyCard({ journey }: { journey: ListedJourney }) {
  const { t } = useTranslation('portfolio');
  const { begun, asked } = journey.progress;
  const href = `/journeys/${journey.id}`;
  const writing = journey.state === 'drafting' || journey.state === 'not-yet';
  const next = {
    drafting: { label: t(begun ? 'home.next.write' : 'home.next.start'), href },
    'not-yet': { label: t('home.next.revise'), href: `${href}/feedback` },
    submitted: { label: t('home.next.look'), href },
    earned: { label: t('home.next.earned'), href },
    withdrawn: null,
  }[journey.state];
  return (
    <Card
      title={journey.microCredential.title}
      href={href}
      eyebrow={journey.issuer.name}
      meta={
        <>
          <StateChip state={journey.state} inEvaluation={journey.inEvaluation} />
          <span>
            {journey.state === 'drafting'
              ? t('home.started', { date: day(journey.startedAt) })
              : t('home.since', { date: day(journey.stateSince) })}
          </span>
          {journey.attempts > 1 && <span>{t('home.attempt', { count: journey.attempts })}</span>}
        </>
      }
      actions={
        next && (
          <Button variant={writing ? 'primary' : 'secondary'} size="small" href={next.href}>
            {next.label}
          </Button>
        )
      }
    >
      {journey.state === 'drafting' && (
        <div className={styles.cardProgress}>
          <ProgressBar label={t('home.progress', { begun, count: asked })} value={begun} max={Math.max(1, asked)} />
        </div>
      )}
    </Card>
  );
}
