import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import styles from './community.module.css';
import { groupsQuery } from './queries.ts';

/** My groups. */
export function GroupsPage() {
  const { t } = useTranslation('community');
  const groups = useInfiniteQuery(groupsQuery);
  usePageTitle(t('title'));
  if (groups.error && !groups.data) return <ErrorPage error={groups.error} reset={() => void groups.refetch()} />;
  const items = groups.data?.pages.flatMap((page) => page.items);
  const form = (
    <Button variant="primary" icon="add" href="/groups/new">
      {t('form')}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} actions={items?.length ? form : undefined} />
      {!items && <Skeleton lines={4} />}
      {items?.length === 0 && (
        <EmptyState title={t('empty')} action={form}>
          {t('emptyText')}
        </EmptyState>
      )}
      <ul className={styles.plain}>
        {items?.map((group) => (
          <li key={group.id}>
            <Card
              headingLevel={2}
              title={group.name}
              href={`/groups/${group.id}`}
              eyebrow={[t(`kind.${group.kind}`), group.organization].filter(Boolean).join(' · ')}
              meta={
                <>
                  <span>{t('members', { count: group.members })}</span>
                  {group.role !== 'member' && <StatusChip icon="star">{t(`role.${group.role}`)}</StatusChip>}
                  {group.closed && <StatusChip icon="lock">{t('closed')}</StatusChip>}
                </>
              }
            />
          </li>
        ))}
      </ul>
      {groups.hasNextPage && (
        <Button busy={groups.isFetchingNextPage} onClick={() => void groups.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  );
}
