import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { Table } from '../../ui/Table.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { Ago } from '../Ago.tsx';
import { told } from '../queries.ts';
import styles from './oversight.module.css';
import { anchorsQuery } from './queries.ts';
import { WriteAnchor } from './WriteAnchor.tsx';

/** Anchors, and how close evaluators come to them. */
export function Anchors({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const client = useQueryClient();
  const [isWriting, setWriting] = useState(false);
  const { data } = useQuery(anchorsQuery(organizationId));
  const done = () => client.invalidateQueries({ queryKey: anchorsQuery(organizationId).queryKey });
  const retire = useMutation({
    mutationFn: (anchorId: string) =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/anchors/{anchorId}/retire', { params: { path: { organizationId, anchorId } } }),
      ),
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
    onSettled: done,
  });
  const letIn = useMutation({
    mutationFn: ({ microCredentialId, personId, met }: { microCredentialId: string; personId: string; met: boolean }) =>
      answer(
        api.PUT('/api/v1/organizations/{organizationId}/calibrations/{microCredentialId}/{personId}', {
          params: { path: { organizationId, microCredentialId, personId } },
          body: { met },
        }),
      ),
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
    onSettled: done,
  });
  if (!data) return <Skeleton shape="block" />;
  if (isWriting) return <WriteAnchor organizationId={organizationId} onDone={() => setWriting(false)} />;
  const write = <Button onClick={() => setWriting(true)}>{t('anchors.write')}</Button>;
  if (!data.anchors.length)
    return (
      <EmptyState title={t('anchors.none')} action={write}>
        {t('anchors.noneText')}
      </EmptyState>
    );
  return (
    <>
      <Section title={t('oversight.views.anchors')} lead={t('anchors.lead')}>
        <Table
          caption={t('oversight.views.anchors')}
          hideCaption
          rows={data.anchors}
          rowKey={({ anchorId }) => anchorId}
          columns={[
            { key: 'title', header: t('anchors.anchor'), cell: ({ title }) => title },
            { key: 'about', header: t('queue.microCredential'), cell: ({ microCredentialTitle }) => microCredentialTitle },
            { key: 'use', header: t('anchors.use'), cell: ({ use }) => t(`anchors.uses.${use}`) },
            { key: 'scored', header: t('anchors.scored'), numeric: true, cell: ({ scored }) => scored },
            {
              key: 'exact',
              header: t('anchors.exact'),
              numeric: true,
              cell: ({ exact }) => (exact === null ? '–' : t('percent', { value: exact })),
            },
            {
              key: 'retire',
              header: t('queue.action'),
              cell: ({ anchorId, retired }) =>
                retired ? (
                  <StatusChip>{t('anchors.retired')}</StatusChip>
                ) : (
                  <Button size="small" onClick={() => retire.mutate(anchorId)}>
                    {t('anchors.retire')}
                  </Button>
                ),
            },
          ]}
        />
        <p className={styles.more}>{write}</p>
      </Section>
      <Section title={t('anchors.standings')} lead={t('anchors.standingsLead')}>
        <Table
          caption={t('anchors.standings')}
          hideCaption
          rows={data.standings}
          rowKey={({ personId, microCredentialId, use }) => `${personId}/${microCredentialId}/${use}`}
          empty={t('anchors.noStandings')}
          columns={[
            { key: 'name', header: t('queue.evaluator'), cell: ({ name }) => name },
            { key: 'about', header: t('queue.microCredential'), cell: ({ microCredentialTitle }) => microCredentialTitle },
            { key: 'use', header: t('anchors.use'), cell: ({ use }) => t(`anchors.uses.${use}`) },
            { key: 'scored', header: t('anchors.scored'), numeric: true, cell: ({ scored }) => scored },
            { key: 'exact', header: t('anchors.exact'), numeric: true, cell: ({ exact }) => t('percent', { value: exact }) },
            { key: 'lean', header: t('anchors.lean'), numeric: true, cell: ({ lean }) => t('anchors.leanValue', { value: lean }) },
            { key: 'last', header: t('anchors.last'), cell: ({ lastAt }) => <Ago at={lastAt} /> },
            {
              key: 'met',
              header: t('anchors.mayScore'),
              cell: ({ use, met, ...of }) =>
                use === 'drift' ? (
                  '–'
                ) : met ? (
                  <StatusChip tone="positive">{t('anchors.met')}</StatusChip>
                ) : (
                  <Button size="small" onClick={() => letIn.mutate({ ...of, met: true })}>
                    {t('anchors.letIn')}
                  </Button>
                ),
            },
          ]}
        />
      </Section>
    </>
  );
}
