import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import styles from '../pay.module.css';
import { saidDate } from '../said-amount.ts';
import { EmploymentFile } from './EmploymentFile.tsx';
import own from './rosters.module.css';
import { type EmployedEducator, employmentQuery } from './rosters-queries.ts';

/** Who works for a recognizing entity, with the HR number of each. */
export function EmploymentPage() {
  const { t } = useTranslation('rosters');
  usePageTitle(t('employment.title'));
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const search = useSearch({ strict: false }) as { missing?: true };
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(search.missing ?? false);
  const q = useDeferredValue(words.trim());
  const people = useInfiniteQuery(employmentQuery(organizationId, q, missing));
  const rows = people.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page>
      <PageHeader
        look="work"
        before={<PayPlaces organizationId={organizationId} here="employment" />}
        title={t('employment.title')}
        lead={t('employment.lead')}
      />
      <div className={own.find}>
        <TextField
          label={t('employment.find')}
          hint={t('employment.findHint')}
          type="search"
          optional=" "
          maxLength={200}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Checkbox label={t('employment.missing')} checked={missing} onChange={(event) => setMissing(event.target.checked)} />
      </div>
      <div className={own.many}>
        <EmploymentFile organizationId={organizationId} />
      </div>
      <ProblemCallout error={people.error} />
      {people.isPending && <Skeleton lines={8} />}
      {people.isSuccess && <People organizationId={organizationId} rows={rows} busy={people.isFetching} missing={missing} />}
      {people.hasNextPage && (
        <div className={own.more}>
          <Button busy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {t('employment.more')}
          </Button>
        </div>
      )}
    </Page>
  );
}

interface PeopleProps {
  organizationId: string;
  rows: readonly EmployedEducator[];
  busy: boolean;
  missing: boolean;
}

function People({ organizationId, rows, busy, missing }: PeopleProps) {
  const { t } = useTranslation('rosters');
  return (
    <div aria-busy={busy}>
      <Table
        caption={t('employment.list')}
        hideCaption
        dense
        rows={rows}
        rowKey={({ educatorId }) => educatorId}
        columns={[
          {
            key: 'name',
            header: t('employment.name'),
            cell: ({ educatorId, name, email }) => (
              <>
                <Link href={`/organizations/${organizationId}/educators/${educatorId}/employment`}>{name}</Link>
                <br />
                <span className={styles.small}>{email}</span>
              </>
            ),
          },
          {
            key: 'number',
            header: t('employment.number'),
            cell: ({ hrIdentifier }) => hrIdentifier ?? <StatusChip tone="caution">{t('employment.noNumber')}</StatusChip>,
          },
          {
            key: 'position',
            header: t('employment.position'),
            cell: ({ current }) =>
              [current?.position, current?.contract, current?.endedOn && t('employment.fact.endedOn', { value: saidDate(current.endedOn) })]
                .filter(Boolean)
                .join(', ') || '–',
          },
          { key: 'place', header: t('employment.place'), cell: ({ places }) => places.map(({ name }) => name).join(', ') },
        ]}
        empty={
          <EmptyState headingLevel={2} title={t(missing ? 'employment.nobodyMissing' : 'employment.nobody')}>
            {t('employment.nobodyText')}
          </EmptyState>
        }
      />
    </div>
  );
}
