import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { JourneyCard } from './JourneyCard.tsx';
import styles from './portfolio.module.css';
import { journeysQuery, type ListedJourney } from './queries.ts';

const groups = [
  { name: 'yours', states: ['drafting', 'not-yet'] },
  { name: 'waiting', states: ['submitted'] },
  { name: 'earned', states: ['earned'] },
  { name: 'withdrawn', states: ['withdrawn'] },
] as const satisfies { name: string; states: ListedJourney['state'][] }[];

export interface HomePageProps {
  /** What other capabilities set beside the journeys: the badges, say. */
  children?: ReactNode;
}

/** Where one arrives: every journey with its one next step. */
export function HomePage({ children }: HomePageProps) {
  const { t } = useTranslation('portfolio');
  const { person } = useSignedIn();
  const journeys = useInfiniteQuery(journeysQuery);
  usePageTitle(t('journey.home'));
  if (journeys.error && !journeys.data) return <ErrorPage error={journeys.error} reset={() => void journeys.refetch()} />;
  const items = journeys.data?.pages.flatMap((page) => page.items);
  const [given = person.name] = person.name.split(' ');
  return (
    <Page>
      <PageHeader
        title={t(items?.length === 0 ? 'home.titleNew' : 'home.title', { name: given })}
        actions={
          items && items.length > 0 ? (
            <Button href="/catalog" icon="search">
              {t('home.catalog')}
            </Button>
          ) : undefined
        }
      />
      {!items && (
        <div aria-busy="true" className={styles.loading}>
          <Skeleton shape="title" />
          <Skeleton lines={4} />
        </div>
      )}
      {items?.length === 0 && (
        <EmptyState
          title={t('home.empty.title')}
          action={
            <Button variant="primary" href="/catalog">
              {t('home.catalog')}
            </Button>
          }
        >
          {t('home.empty.text')}
        </EmptyState>
      )}
      {groups.map(({ name, states }) => {
        const here = items?.filter((journey) => (states as readonly string[]).includes(journey.state)) ?? [];
        if (!here.length) return null;
        return (
          <Section key={name} title={t(`home.${name}`)}>
            <ul className={styles.journeys}>
              {here.map((journey) => (
                <li key={journey.id}>
                  <JourneyCard journey={journey} />
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
      {journeys.hasNextPage && (
        <Button busy={journeys.isFetchingNextPage} onClick={() => void journeys.fetchNextPage()}>
          {t('home.more')}
        </Button>
      )}
      {children}
      {items && items.length > 0 && (
        <p className={styles.footLink}>
          <Link href="/evidence">{t('home.library')}</Link> <span className={styles.small}>{t('home.libraryText')}</span>
        </p>
      )}
    </Page>
  );
}
