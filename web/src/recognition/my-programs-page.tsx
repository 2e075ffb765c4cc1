import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { longDay } from './long-day.ts';
import { RequestState } from './RequestState.tsx';
import styles from './taking-part.module.css';
import { type ListedProgram, ownRequestsQuery, programsQuery, type Standing, standingsQuery } from './taking-part-queries.ts';

/** My programs, the next step of each, and what else is open to me. */
export function MyProgramsPage() {
  const { t } = useTranslation('takingPart');
  usePageTitle(t('mine.title'));
  const programs = useQuery(programsQuery);
  const standings = useQuery(standingsQuery);
  const requests = useQuery(ownRequestsQuery);
  const error = programs.error ?? standings.error;
  if (error && !programs.data) return <ErrorPage error={error} reset={() => void programs.refetch()} />;
  const offered = programs.data?.items.filter(({ joined, state }) => !joined && state === 'open');
  const mine = standings.data?.items;
  return (
    <Page>
      <PageHeader title={t('mine.title')} lead={t('mine.lead')} />
      {(!mine || !offered) && <Skeleton lines={4} />}
      {mine?.length === 0 && offered?.length === 0 && (
        <EmptyState title={t('mine.empty')} action={<Button href="/catalog">{t('mine.emptyAction')}</Button>}>
          {t('mine.emptyText')}
        </EmptyState>
      )}
      {mine && mine.length > 0 && (
        <Section title={t('mine.joined')}>
          <ul className={styles.plain}>
            {mine.map((standing) => (
              <li key={standing.program.id}>
                <Joined standing={standing} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {requests.data && requests.data.items.length > 0 && (
        <Section title={t('mine.requests')}>
          <ul className={styles.plain}>
            {requests.data.items.map(({ id, state, program, group, titles }) => (
              <li key={id}>
                <Card
                  title={group ? t('ask.openGroup', { group: group.name }) : program.name}
                  href={`/pre-approvals/${id}`}
                  meta={<RequestState state={state} />}
                >
                  {titles.length > 0 && <p className={styles.small}>{titles.join(' · ')}</p>}
                </Card>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {offered && offered.length > 0 && (
        <Section title={t('mine.offered')}>
          <ul className={styles.plain}>
            {offered.map((program) => (
              <li key={program.id}>
                <Card
                  title={program.name}
                  href={`/my-programs/${program.id}`}
                  eyebrow={program.recognizer.name}
                  meta={
                    <>
                      <span>{t('mine.entries', { count: program.entries })}</span>
                      {program.asksPreApproval && <span>{t('mine.asks')}</span>}
                      <JoiningNote program={program} />
                    </>
                  }
                >
                  <p>{program.summary}</p>
                </Card>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

/** When an offered program can be joined, where that is not at any time. */
function JoiningNote({ program: { joining, opensOn, closesOn } }: { program: ListedProgram }) {
  const { t } = useTranslation('takingPart');
  if (joining === 'full') return <StatusChip>{t('mine.full')}</StatusChip>;
  if (joining === 'over') return <StatusChip>{t('mine.over')}</StatusChip>;
  if (joining === 'not-yet' && opensOn) return <span>{t('mine.opens', { date: longDay(opensOn) })}</span>;
  return closesOn && <span>{t('mine.until', { date: longDay(closesOn) })}</span>;
}

function Joined({ standing: { program, recognizer, steps, choices, asksPreApproval, preApprovals } }: { standing: Standing }) {
  const { t } = useTranslation('takingPart');
  const next = steps.find(({ state }) => state === 'next');
  return (
    <Card
      title={program.name}
      href={`/my-programs/${program.id}`}
      eyebrow={recognizer.name}
      meta={
        <>
          {next && <span>{t('mine.next', { step: next.title })}</span>}
          {!next && asksPreApproval && preApprovals.length === 0 && <span>{t('mine.nextAsk')}</span>}
          {choices.length > 0 && <span>{t('mine.chosen', { count: choices.length })}</span>}
        </>
      }
    >
      {choices.length > 0 && <p className={styles.small}>{choices.map(({ title }) => title).join(' · ')}</p>}
    </Card>
  );
}
