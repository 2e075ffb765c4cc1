import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { problemsQuery } from './rosters-queries.ts';

/** What is wrong with an import, by file and row. */
export function Problems({ organizationId, importId, count }: { organizationId: string; importId: string; count: number }) {
  const { t } = useTranslation('rosters');
  const problems = useInfiniteQuery(problemsQuery(organizationId, importId));
  return (
    <Section
      title={t('imports.wrong', { count })}
      lead={
        <>
          {t('imports.wrongText')} {count > 1000 && t('imports.wrongFirst')}
        </>
      }
      action={
        <Button size="small" icon="download" href={`/api/v1/organizations/${organizationId}/roster-imports/${importId}/problems.csv`}>
          {t('imports.wrongFile')}
        </Button>
      }
    >
      <ProblemCallout error={problems.error} />
      <Table
        caption={t('imports.wrong', { count })}
        hideCaption
        dense
        rows={problems.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ number }) => String(number)}
        columns={[
          { key: 'file', header: t('imports.file'), cell: ({ file }) => file },
          { key: 'row', header: t('imports.row'), numeric: true, cell: ({ row }) => row ?? t('imports.wholeFile') },
          { key: 'column', header: t('imports.column'), cell: ({ column }) => column },
          { key: 'problem', header: t('imports.problem'), cell: ({ message }) => message },
        ]}
      />
      {problems.hasNextPage && (
        <Button busy={problems.isFetchingNextPage} onClick={() => void problems.fetchNextPage()}>
          {t('imports.more')}
        </Button>
      )}
    </Section>
  );
}
