import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Select } from '../ui/Select.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { NominateForm } from './NominateForm.tsx';
import { type ListedNomination, nominationsQuery } from './nominations-queries.ts';
import styles from './taking-part.module.css';
import { programQuery } from './taking-part-queries.ts';

const route = getRouteApi('/signed-in/my-programs/$programId/nominations');
const states = ['open', 'accepted', 'declined', 'withdrawn'] as const;

/** What colleagues propose for a program's list. */
export function NominationsPage() {
  const { t } = useTranslation('nominations');
  const { programId } = route.useParams();
  usePageTitle(t('title'));
  const [state, setState] = useState<ListedNomination['state']>('open');
  const [proposing, setProposing] = useState(false);
  const program = useQuery(programQuery(programId));
  const found = useInfiniteQuery(nominationsQuery(programId, state));
  const error = program.error ?? found.error;
  if (error) return <ErrorPage error={error} reset={() => void found.refetch()} />;
  const items = found.data?.pages.flatMap((page) => page.items);
  const propose = (
    <Button variant="primary" icon="add" onClick={() => setProposing(true)}>
      {t('nominate')}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumbs
            label={t('here')}
            items={[
              { href: '/my-programs', label: t('programs') },
              { href: `/my-programs/${programId}`, label: program.data?.definition.name ?? '…' },
            ]}
          />
        }
        title={t('title')}
        lead={t('lead')}
        actions={!proposing && (items?.length || state !== 'open') ? propose : undefined}
      />
      {proposing ? (
        <NominateForm programId={programId} onDone={() => setProposing(false)} />
      ) : (
        <div className={styles.reading}>
          <Select
            label={t('filter')}
            value={state}
            options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
            onChange={(event) => setState(event.target.value as ListedNomination['state'])}
          />
          {!items && <Skeleton lines={4} />}
          {items?.length === 0 &&
            (state === 'open' ? (
              <EmptyState title={t('empty')} action={propose}>
                {t('emptyText')}
              </EmptyState>
            ) : (
              <p>{t('emptyState')}</p>
            ))}
          <ul className={styles.plain}>
            {items?.map((nomination) => (
              <li key={nomination.id}>
                <Card
                  headingLevel={2}
                  title={nomination.title}
                  href={`/nominations/${nomination.id}`}
                  eyebrow={t('by', { name: nomination.by.name })}
                  meta={
                    <>
                      <span>{t('support', { count: nomination.support })}</span>
                      <span>{t('comments', { count: nomination.comments })}</span>
                    </>
                  }
                >
                  <p>{nomination.rationale.length > 240 ? `${nomination.rationale.slice(0, 240)}…` : nomination.rationale}</p>
                </Card>
              </li>
            ))}
          </ul>
          {found.hasNextPage && (
            <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}
