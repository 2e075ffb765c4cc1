import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Table } from '../../ui/Table.tsx';
import styles from './talent.module.css';
import { endorsedQuery, endorsementsQuery } from './talent-queries.ts';

type Standing = 'complete' | 'lacks-one';

/** Who holds all that an endorsement asks for, and who lacks one. */
export function EndorsementsView({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('talent');
  const { data, error } = useQuery(endorsementsQuery(organizationId));
  const [chosen, setChosen] = useState('');
  const [standing, setStanding] = useState<Standing>('complete');
  const endorsement = data?.find(({ incentiveId }) => incentiveId === chosen) ?? data?.[0];
  if (error) return <ProblemCallout error={error} />;
  if (!data) return <Skeleton lines={6} />;
  if (!endorsement) return <EmptyState title={t('endorsements.none')}>{t('endorsements.noneText')}</EmptyState>;
  const { incentiveId, need, achievements } = endorsement;
  const asks = {
    need,
    of: achievements.length,
    titles: new Intl.ListFormat('en').format(achievements.map(({ title }) => title)),
  };
  const file = `/api/v1/organizations/${organizationId}/talent/endorsements/${incentiveId}/people.csv?standing=${standing}`;
  return (
    <div className={styles.pile}>
      <p className={styles.small}>{t('endorsements.lead')}</p>
      <fieldset className={styles.filters}>
        <legend className="visually-hidden">{t('filters')}</legend>
        <Select
          label={t('endorsements.which')}
          value={incentiveId}
          onChange={({ target: { value } }) => setChosen(value)}
          options={data.map((one) => ({ value: one.incentiveId, label: one.gives }))}
        />
        <Select
          label={t('endorsements.standing')}
          value={standing}
          onChange={({ target: { value } }) => setStanding(value as Standing)}
          options={[
            { value: 'complete', label: t('endorsements.complete') },
            { value: 'lacks-one', label: t('endorsements.lacks-one') },
          ]}
        />
        <span>
          <Button icon="download" href={file}>
            {t('map.csv')}
          </Button>
        </span>
      </fieldset>
      <p>{t(need === achievements.length ? 'endorsements.asksAll' : 'endorsements.asks', asks)}</p>
      <Endorsed organizationId={organizationId} incentiveId={incentiveId} standing={standing} />
    </div>
  );
}

function Endorsed({ organizationId, incentiveId, standing }: { organizationId: string; incentiveId: string; standing: Standing }) {
  const { t } = useTranslation('talent');
  const list = useInfiniteQuery(endorsedQuery(organizationId, incentiveId, standing));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ProblemCallout error={list.error} />
      {list.isSuccess && (
        <Table
          caption={t(`endorsements.${standing}`)}
          dense
          rows={rows}
          rowKey={({ personId }) => personId}
          columns={[
            {
              key: 'name',
              header: t('endorsements.name'),
              cell: ({ personId, name }) => <Link href={`/organizations/${organizationId}/educators/${personId}/statement`}>{name}</Link>,
            },
            { key: 'schools', header: t('endorsements.schools'), cell: ({ schools }) => schools.join(', ') || '–' },
            { key: 'held', header: t('endorsements.held'), numeric: true, cell: ({ held }) => held },
            ...(standing === 'lacks-one'
              ? [
                  {
                    key: 'missing',
                    header: t('endorsements.missing'),
                    cell: ({ missing }: { missing: string[] }) => missing.join(', '),
                  },
                ]
              : []),
          ]}
          empty={
            <EmptyState title={t(standing === 'complete' ? 'endorsements.nobodyComplete' : 'endorsements.nobodyLacking')}>
              {t('endorsements.nobodyText')}
            </EmptyState>
          }
        />
      )}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
    </>
  );
}
