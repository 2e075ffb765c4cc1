import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Page } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

const route = getRouteApi('/signed-in/journeys/new');

/**
 * Where "Start your journey" leads: starts one on the current version, or finds the one under way, and goes on to it. A second call
 * finds what the first has started, so that a reload or a double click does no harm.
 */
export function StartJourneyPage() {
  const { t } = useTranslation('portfolio');
  const { microCredential } = route.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  usePageTitle(t('start.title'));
  const journey = useQuery({
    queryKey: ['start-journey', microCredential],
    queryFn: async () => {
      const { id } = await answer(api.GET('/api/v1/micro-credentials/{slug}', { params: { path: { slug: microCredential } } }));
      const { journeyId } = await answer(api.POST('/api/v1/journeys', { body: { microCredentialId: id } }));
      await queries.invalidateQueries({ queryKey: ['journeys'] });
      return journeyId;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  useEffect(() => {
    if (journey.data) router.history.replace(`/journeys/${journey.data}`); // the way back leads to the catalog
  }, [journey.data, router]);
  if (journey.error) return <ErrorPage error={journey.error} reset={() => void journey.refetch()} />;
  return (
    <Page>
      <div aria-busy="true" role="status">
        <p className="visually-hidden">{t('start.title')}</p>
        <Skeleton shape="title" />
        <Skeleton lines={8} />
      </div>
    </Page>
  );
}
