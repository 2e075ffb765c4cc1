import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../shell/page-title.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { PublishBar, type PublishBarProps } from './PublishBar.tsx';

export interface AuthoringPageProps<T extends { title: string }> extends PublishBarProps<T> {
  organization: { id: string; name: string };
  /** Of the version that stands; null before the first. */
  number: number | null;
  /** Where the published one is seen. */
  seenAt: ReactNode;
  write: ReactNode;
  preview: ReactNode;
  share: ReactNode;
}

/** Where a course or a survey is written: saved as it is typed, looked at as others will see it, published as a version. */
export function AuthoringPage<T extends { title: string }>({
  document,
  publish,
  nameOf,
  organization,
  number,
  seenAt,
  write,
  preview,
  share,
}: AuthoringPageProps<T>) {
  const { t } = useTranslation('learning');
  const title = document.value.title || t('authoring.untitled');
  usePageTitle(title);
  return (
    <Page>
      <PageHeader
        look="work"
        before={
          <Breadcrumbs label={t('here')} items={[{ href: `/organizations/${organization.id}/learning`, label: organization.name }]} />
        }
        title={title}
        meta={
          <>
            <StatusChip tone={number ? 'positive' : 'neutral'}>
              {number ? t('authoring.published', { number }) : t('authoring.unpublished')}
            </StatusChip>
            {number && seenAt}
          </>
        }
      />
      <PublishBar document={document} publish={publish} nameOf={nameOf} />
      <Tabs
        label={t('authoring.title')}
        tabs={[
          { id: 'write', title: t('authoring.write'), content: write },
          { id: 'preview', title: t('authoring.preview'), content: preview },
          { id: 'share', title: t('authoring.sharing'), content: share },
        ]}
      />
    </Page>
  );
}

/** The same page's shape while the draft is on its way. */
export function AuthoringSkeleton() {
  return (
    <Page>
      <Skeleton shape="title" />
      <Skeleton lines={8} />
    </Page>
  );
}

/** What a path of a definition is called: the titles on the way there. */
export function placeIn<Parent extends { title: string }>(
  [first, index, member, childIndex, ...rest]: readonly string[],
  parents: { member: string; items: readonly Parent[] },
  children: { member: string; of: (parent: Parent) => readonly { title: string }[] },
): string {
  if (first !== parents.member || index === undefined) return first ?? '';
  const parent = parents.items[Number(index)];
  const child = parent && member === children.member && childIndex !== undefined ? children.of(parent)[Number(childIndex)] : undefined;
  return [parent?.title || `${Number(index) + 1}`, child ? child.title || `${Number(childIndex) + 1}` : member, ...(child ? rest : [])]
    .filter(Boolean)
    .join(' › ');
}
