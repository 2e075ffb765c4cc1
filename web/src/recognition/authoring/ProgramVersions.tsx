import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { saidDate } from '../said-amount.ts';
import type { BeingWritten } from './authoring-queries.ts';

type Version = BeingWritten['versions'][number];

/** What was published, when, by whom, and what each version changed; nothing where nothing was published. */
export function ProgramVersions({ versions }: { versions: readonly Version[] }) {
  const { t } = useTranslation('programAuthoring');
  if (versions.length === 0) return null;
  return (
    <Section title={t('versions.title')} lead={t('versions.lead')}>
      <Table
        caption={t('versions.title')}
        hideCaption
        dense
        rows={versions}
        rowKey={({ number }) => String(number)}
        columns={[
          { key: 'number', header: t('versions.number'), cell: ({ number }) => t('list.number', { number }) },
          { key: 'at', header: t('versions.at'), cell: ({ publishedAt }) => saidDate(publishedAt) },
          { key: 'by', header: t('versions.by'), cell: ({ publishedBy }) => publishedBy ?? '–' },
          { key: 'what', header: t('versions.what'), cell: ({ changes }) => <Changed changes={changes} /> },
        ]}
      />
    </Section>
  );
}

function Changed({ changes }: Pick<Version, 'changes'>) {
  const { t } = useTranslation('programAuthoring');
  if (!changes) return t('versions.first');
  const { parts, added, removed, changed } = changes;
  const said = [
    ...parts.map((part) => t(`versions.part.${part}`)),
    ...(added ? [t('versions.added', { count: added })] : []),
    ...(removed ? [t('versions.removed', { count: removed })] : []),
    ...(changed ? [t('versions.changed', { count: changed })] : []),
  ];
  return said.join('; ') || t('versions.same');
}
