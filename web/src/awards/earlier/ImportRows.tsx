import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusChip, type StatusTone } from '../../ui/StatusChip.tsx';
import { Table } from '../../ui/Table.tsx';
import styles from './earlier.module.css';
import { type ImportDetail, type ImportRow, importRowsQuery, type RowState } from './queries.ts';

const tones: Record<RowState, StatusTone> = { unchecked: 'neutral', good: 'active', bad: 'caution', waiting: 'info', issued: 'positive' };
const choices = ['all', 'bad', 'good', 'waiting', 'issued'] as const;
type Chosen = (typeof choices)[number];

/** What became of each row, a page at a time; those that need mending first, while there are some. */
export function ImportRows({ organizationId, found }: { organizationId: string; found: ImportDetail }) {
  const { t } = useTranslation('earlier');
  const { progress, state, rows: all } = found;
  const [wanted, setWanted] = useState<Chosen>();
  const chosen = wanted ?? (progress.bad > 0 && state === 'checked' ? 'bad' : 'all');
  const rows = useInfiniteQuery(importRowsQuery(organizationId, found.id, chosen === 'all' ? undefined : chosen, state));
  const items = rows.data?.pages.flatMap((page) => page.items);
  const count = (choice: Chosen) => (choice === 'all' ? all : progress[choice]).toLocaleString('en-US');
  return (
    <>
      <div className={styles.filter}>
        <RadioGroup
          legend={t('list.filter')}
          name="rows"
          inline
          value={chosen}
          onChange={(choice) => setWanted(choice as Chosen)}
          options={choices
            .filter((choice) => choice === 'all' || choice === chosen || progress[choice] > 0)
            .map((choice) => ({ value: choice, label: `${t(`list.${choice}`)} (${count(choice)})` }))}
        />
      </div>
      <ProblemCallout error={rows.error} />
      {!items && !rows.error && <Skeleton lines={6} />}
      {items && (
        <Table
          caption={t('list.caption')}
          hideCaption
          dense
          rows={items}
          rowKey={({ row }) => String(row)}
          columns={[
            { key: 'row', header: t('list.row'), numeric: true, cell: ({ row }) => row.toLocaleString('en-US') },
            { key: 'state', header: t('list.state'), cell: (row) => <RowStanding row={row} /> },
            { key: 'earner', header: t('list.earner'), cell: (row) => <Earner row={row} /> },
            {
              key: 'microCredential',
              header: t('list.microCredential'),
              cell: (row) => <span className={styles.said}>{row.microCredential}</span>,
            },
            { key: 'day', header: t('list.day'), cell: (row) => <span className={styles.said}>{row.awardedOn}</span> },
          ]}
          empty={
            <EmptyState headingLevel={3} title={t('list.none')}>
              {t('list.noneText')}
            </EmptyState>
          }
        />
      )}
      {rows.hasNextPage && (
        <p className={styles.after}>
          <Button busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </p>
      )}
    </>
  );
}

function RowStanding({ row: { state, problems, awardId, email } }: { row: ImportRow }) {
  const { t } = useTranslation('earlier');
  return (
    <span className={styles.rowState}>
      <StatusChip tone={tones[state]}>{t(`list.${state}`)}</StatusChip>
      {problems.map(({ code, message }) => (
        <span key={code}>{message}</span>
      ))}
      {awardId && (
        <Link href={`/badges/${awardId}`} aria-label={t('list.badgeOf', { email })}>
          {t('list.badge')}
        </Link>
      )}
    </span>
  );
}

function Earner({ row: { name, email } }: { row: ImportRow }) {
  return (
    <span className={styles.rowState}>
      {name && <span>{name}</span>}
      <span className={styles.said}>{email}</span>
    </span>
  );
}
