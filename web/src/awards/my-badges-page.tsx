import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ImportedBadges } from '../exchange/ImportedBadges.tsx';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { MyBadge } from './MyBadge.tsx';
import styles from './my-badges.module.css';
import { ProfilePageSection } from './ProfilePageSection.tsx';
import { myAwardsQuery } from './queries.ts';
import { TranscriptSection } from './TranscriptSection.tsx';

/** Everything one has earned, newest first. */
export function MyBadgesPage() {
  const { t } = useTranslation('keeping');
  const awards = useInfiniteQuery(myAwardsQuery);
  usePageTitle(t('mine.title'));
  if (awards.error && !awards.data) return <ErrorPage error={awards.error} reset={() => void awards.refetch()} />;
  const items = awards.data?.pages.flatMap((page) => page.items);
  return (
    <Page>
      <PageHeader title={t('mine.title')} {...(items?.length !== 0 && { lead: t('mine.lead') })} />
      {!items && (
        <div aria-busy="true">
          <Skeleton lines={8} />
        </div>
      )}
      {items?.length === 0 && (
        <EmptyState
          title={t('mine.empty')}
          action={
            <span className={styles.first}>
              <Button variant="primary" href="/catalog">
                {t('mine.find')}
              </Button>
              <Button href="/home">{t('mine.journeys')}</Button>
            </span>
          }
        >
          {t('mine.emptyText')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <ul className={styles.badges}>
          {items.map((award) => (
            <li key={award.id}>
              <MyBadge award={award} />
            </li>
          ))}
        </ul>
      )}
      {awards.hasNextPage && (
        <p className={styles.more}>
          <Button busy={awards.isFetchingNextPage} onClick={() => void awards.fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
      <ImportedBadges />
      {items && items.length > 0 && <TranscriptSection />}
      {items && <ProfilePageSection />}
      {items && (
        <Section title={t('found.title')} lead={t('found.lead')}>
          <Button href="/found">{t('found.open')}</Button>
        </Section>
      )}
    </Page>
  );
}
