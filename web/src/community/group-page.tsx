import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { Columns } from '../ui/Columns.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Announcements } from './Announcements.tsx';
import { BoardView } from './BoardView.tsx';
import { Choices } from './Choices.tsx';
import { calendarDay } from './calendar-day.ts';
import styles from './community.module.css';
import { GroupSettings } from './GroupSettings.tsx';
import { InvitePeople } from './InvitePeople.tsx';
import { People } from './People.tsx';
import { groupQuery } from './queries.ts';

/** A group: what is new, how far it has come, who is in it. */
export function GroupPage() {
  const { t } = useTranslation('community');
  const { groupId } = useParams({ strict: false }) as { groupId: string };
  const { data: group, error, refetch } = useQuery(groupQuery(groupId));
  usePageTitle(group?.name);
  if (error && !group) return <ErrorPage error={error} reset={() => void refetch()} />;
  if (!group)
    return (
      <Page>
        <Skeleton shape="title" />
        <Skeleton lines={8} />
      </Page>
    );
  const guides = group.mine.role !== 'member' && !group.closed;
  const dates = [
    group.startsOn && t('from', { date: calendarDay(group.startsOn) }),
    group.endsOn && t('until', { date: calendarDay(group.endsOn) }),
  ].filter(Boolean);
  return (
    <Page>
      <PageHeader
        look="work"
        before={<Breadcrumbs label={t('here')} items={[{ href: '/groups', label: t('title') }]} />}
        eyebrow={[t(`kind.${group.kind}`), group.organization?.name].filter(Boolean).join(' · ')}
        title={group.name}
        meta={
          <>
            <span>{t('members', { count: group.people.filter(({ role }) => role !== 'coach').length })}</span>
            {dates.length > 0 && <span>{dates.join(' ')}</span>}
            {group.mine.role !== 'member' && <StatusChip icon="star">{t(`role.${group.mine.role}`)}</StatusChip>}
            {group.closed && <StatusChip icon="lock">{t('closed')}</StatusChip>}
          </>
        }
      />
      {group.purpose && <p className={styles.purpose}>{group.purpose}</p>}
      <Columns
        aside={
          <div className={styles.aside}>
            <People group={group} />
            <Choices group={group} />
          </div>
        }
      >
        <Section title={t('announcements.title')}>
          <Announcements group={group} mayWrite={guides} />
        </Section>
        <Section title={t('board.title')} lead={t('board.lead')}>
          <BoardView groupId={group.id} />
        </Section>
        {guides && (
          <Section title={t('invite.title')} lead={t('invite.lead')}>
            <InvitePeople groupId={group.id} />
          </Section>
        )}
        {guides && (
          <Disclosure title={t('settings.title')}>
            <GroupSettings group={group} />
          </Disclosure>
        )}
      </Columns>
    </Page>
  );
}
