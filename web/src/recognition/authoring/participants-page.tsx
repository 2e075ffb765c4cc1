import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { holdsRole, useSignedIn } from '../../shell/session.ts';
import { Breadcrumbs } from '../../ui/Breadcrumbs.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import { progressTones } from '../progress-tones.ts';
import { saidDate } from '../said-amount.ts';
import { programQuery } from '../taking-part-queries.ts';
import styles from './authoring.module.css';

const participantsQuery = (programId: string, q: string, schoolId: string) =>
  infiniteQueryOptions({
    queryKey: ['programs', programId, 'participants', q, schoolId],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/programs/{programId}/participants', {
          params: {
            path: { programId },
            query: { limit: 50, ...(q && { q }), ...(schoolId && { schoolId }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Who takes part in a program and how far they are: chosen, in progress, awarded, posted. Never attempts, never scores. */
export function ParticipantsPage() {
  const { t } = useTranslation('programAuthoring');
  const { t: said } = useTranslation('takingPart');
  const { organizationId, programId } = useParams({ strict: false }) as { organizationId: string; programId: string };
  const [words, setWords] = useState('');
  const [schoolId, setSchoolId] = useState('');
  const program = useQuery(programQuery(programId));
  const found = useInfiniteQuery({
    ...participantsQuery(programId, useDeferredValue(words.trim()), schoolId),
    placeholderData: (before) => before,
  });
  // reviewers come from their desk
  const posts = holdsRole(useSignedIn(), ['hr', 'recognizer-admin'], organizationId);
  const name = program.data?.definition.name;
  usePageTitle(name ? t('people.of', { name }) : t('people.title'));
  if (found.error && !found.data) return <ErrorPage error={found.error} reset={() => void found.refetch()} />;
  const people = found.data?.pages.flatMap(({ items }) => items);
  const schools = found.data?.pages[0]?.schools ?? [];
  const file = `/api/v1/programs/${programId}/participants.csv${schoolId && `?schoolId=${schoolId}`}`;
  return (
    <Page>
      <PageHeader
        look="work"
        before={
          posts ? (
            <PayPlaces organizationId={organizationId} here="programs" />
          ) : (
            <Breadcrumbs label={t('here')} items={[{ href: '/reviews', label: said('review.title') }]} />
          )
        }
        eyebrow={name}
        title={t('people.title')}
        lead={t('people.lead')}
        actions={
          people &&
          people.length > 0 && (
            <Button icon="download" href={file} download="">
              {t('people.csv')}
            </Button>
          )
        }
      />
      <div className={styles.fields}>
        <div className={styles.two}>
          <TextField
            label={t('people.find')}
            type="search"
            required={false}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {schools.length > 1 && (
            <Select
              label={t('people.school')}
              value={schoolId}
              options={[{ value: '', label: t('people.everySchool') }, ...schools.map(({ id, name: label }) => ({ value: id, label }))]}
              onChange={(event) => setSchoolId(event.target.value)}
            />
          )}
        </div>
        {!people && <Skeleton lines={5} />}
        {people?.length === 0 && (
          <EmptyState title={t(words || schoolId ? 'people.noneFound' : 'people.none')}>
            {!(words || schoolId) && t('people.noneText')}
          </EmptyState>
        )}
        {people && people.length > 0 && (
          <Table
            caption={t('people.title')}
            hideCaption
            rows={people}
            rowKey={({ educator }) => educator.id}
            columns={[
              { key: 'name', header: t('people.name'), cell: ({ educator }) => educator.name },
              { key: 'place', header: t('people.place'), cell: ({ places }) => places.join(', ') },
              { key: 'since', header: t('people.since'), cell: ({ joinedAt }) => saidDate(joinedAt) },
              { key: 'step', header: t('people.step'), cell: ({ nextStep }) => nextStep ?? t('people.through') },
              {
                key: 'lines',
                header: t('people.lines'),
                cell: ({ lines }) =>
                  lines.length ? (
                    <ul className={styles.lines}>
                      {lines.map(({ entryId, title, progress }) => (
                        <li key={entryId}>
                          {title} <StatusChip tone={progressTones[progress]}>{said(`choice.progress.${progress}`)}</StatusChip>
                        </li>
                      ))}
                    </ul>
                  ) : (
                    t('people.noLines')
                  ),
              },
            ]}
          />
        )}
        {found.hasNextPage && (
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('people.more')}
          </Button>
        )}
      </div>
    </Page>
  );
}
