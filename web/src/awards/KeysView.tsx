import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Link } from '../ui/Link.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Table } from '../ui/Table.tsx';
import { useToast } from '../ui/Toast.tsx';
import { BadgeStatusChoice } from './BadgeStatusChoice.tsx';
import { dayOf, exactly } from './day.ts';
import styles from './issued.module.css';
import { keysQuery } from './queries.ts';

export interface KeysViewProps {
  /** One that does not issue signs endorsements only. */
  organization: { organizationId: string; slug: string; isIssuer: boolean };
}

/** The keys an organization signs with, their replacement, and what its badges can tell later. For administrators. */
export function KeysView({ organization: { organizationId, slug, isIssuer } }: KeysViewProps) {
  const { t } = useTranslation('keeping');
  const { data: keys, error } = useQuery(keysQuery(organizationId));
  const [asking, setAsking] = useState(false);
  if (!keys) return error ? <ProblemCallout error={error} /> : <Skeleton lines={4} />;
  const current = keys.items.find(({ retiredAt }) => retiredAt === null);
  const document = `/issuers/${slug}/did.json`;
  return (
    <div className={styles.keys}>
      <p className={styles.lead}>{t(isIssuer ? 'keys.lead' : 'keys.leadOfEndorser')}</p>
      <KeyValueList
        items={[
          { key: t('keys.did'), value: <span className={styles.mono}>{keys.did}</span> },
          ...(isIssuer || current ? [{ key: t('keys.document'), value: <Link href={document}>{document}</Link> }] : []),
        ]}
      />
      <Table
        caption={t('keys.caption')}
        hideCaption
        rows={keys.items}
        rowKey={({ name }) => name}
        columns={[
          {
            key: 'name',
            header: t('keys.name'),
            cell: ({ publicKeyMultibase }) => <span className={styles.mono}>{publicKeyMultibase}</span>,
          },
          {
            key: 'since',
            header: t('keys.since'),
            cell: ({ createdAt }) => (
              <time dateTime={createdAt} title={exactly(createdAt)}>
                {dayOf(createdAt)}
              </time>
            ),
          },
          {
            key: 'state',
            header: t('keys.state'),
            cell: ({ retiredAt }) =>
              retiredAt ? (
                <StatusChip>{t('keys.retired', { day: dayOf(retiredAt) })}</StatusChip>
              ) : (
                <StatusChip tone="positive">{t('keys.current')}</StatusChip>
              ),
          },
        ]}
        empty={
          <EmptyState headingLevel={3} title={t('keys.none')}>
            {t('keys.noneText')}
          </EmptyState>
        }
      />
      <p>
        <Button onClick={() => setAsking(true)}>{t(current ? 'keys.rotate' : 'keys.first')}</Button>
      </p>
      {isIssuer && <BadgeStatusChoice organizationId={organizationId} chosen={keys.badgeStatus} />}
      {asking && <RotateDialog organizationId={organizationId} replaces={current?.name ?? null} onClose={() => setAsking(false)} />}
    </div>
  );
}

function RotateDialog({
  organizationId,
  replaces,
  onClose,
}: {
  organizationId: string;
  /** The key that is current as far as this page knows; another meanwhile is a conflict. */
  replaces: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const { queryKey } = keysQuery(organizationId);
  const rotate = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/organizations/{organizationId}/keys', { params: { path: { organizationId } }, body: { replaces } })),
    onSuccess: (keys) => {
      queries.setQueryData(queryKey, keys);
      toast({ text: t('keys.rotated') });
      onClose();
    },
    onError: () => queries.invalidateQueries({ queryKey }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(replaces ? 'keys.rotateTitle' : 'keys.first')}
      closeLabel={t('close')}
      actions={
        <>
          <Button variant="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            {t(rotate.isPending ? 'keys.rotating' : replaces ? 'keys.rotateSubmit' : 'keys.first')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{t(replaces ? 'keys.rotateText' : 'keys.noneText')}</p>
      <ProblemCallout error={rotate.error} />
    </Dialog>
  );
}
