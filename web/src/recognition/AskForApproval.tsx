import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { groupsQuery } from '../community/queries.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Section } from '../ui/Section.tsx';
import { Select } from '../ui/Select.tsx';
import { RequestState } from './RequestState.tsx';
import styles from './taking-part.module.css';
import { type Standing, useAct } from './taking-part-queries.ts';

/** Asking for pre-approval, alone or with a group one leads, and the requests there are. */
export function AskForApproval({ standing }: { standing: Standing }) {
  const { t } = useTranslation('takingPart');
  const router = useRouter();
  const [choosing, setChoosing] = useState(false);
  const begin = useAct(
    (groupId: string | null) =>
      answer(
        api.POST('/api/v1/programs/{programId}/pre-approvals', {
          params: { path: { programId: standing.program.id } },
          body: { groupId },
        }),
      ),
    ({ preApprovalId }) => router.history.push(`/pre-approvals/${preApprovalId}`),
  );
  return (
    <Section title={t('ask.title')} lead={t('ask.lead')}>
      {standing.preApprovals.length > 0 && (
        <ul className={styles.plain}>
          {standing.preApprovals.map(({ id, state, group }) => (
            <li key={id}>
              <Card
                title={group ? t('ask.openGroup', { group }) : t('ask.open')}
                href={`/pre-approvals/${id}`}
                meta={<RequestState state={state} />}
              />
            </li>
          ))}
        </ul>
      )}
      <p className={styles.row}>
        <Button variant={standing.preApprovals.length ? 'secondary' : 'primary'} busy={begin.isPending} onClick={() => begin.mutate(null)}>
          {t('ask.alone')}
        </Button>
        {standing.takesGroups && <Button onClick={() => setChoosing(true)}>{t('ask.group')}</Button>}
      </p>
      {choosing && <GroupChoice busy={begin.isPending} onChoose={(groupId) => begin.mutate(groupId)} onClose={() => setChoosing(false)} />}
    </Section>
  );
}

function GroupChoice({ busy, onChoose, onClose }: { busy: boolean; onChoose(groupId: string): void; onClose(): void }) {
  const { t } = useTranslation('takingPart');
  const groups = useInfiniteQuery(groupsQuery);
  const led = groups.data?.pages.flatMap(({ items }) => items).filter(({ role, closed }) => role === 'leader' && !closed) ?? [];
  const [groupId, setGroupId] = useState('');
  const chosen = groupId || led[0]?.id;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('ask.group')}
      closeLabel={t('close')}
      actions={
        chosen ? (
          <Button variant="primary" busy={busy} onClick={() => onChoose(chosen)}>
            {t('ask.group')}
          </Button>
        ) : (
          <Button variant="primary" href="/groups/new">
            {t('ask.form')}
          </Button>
        )
      }
    >
      {led.length > 0 ? (
        <Select
          label={t('ask.whichGroup')}
          value={chosen ?? ''}
          onChange={(event) => setGroupId(event.target.value)}
          options={led.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <p>{groups.isLoading ? '…' : t('ask.noGroup')}</p>
      )}
    </Dialog>
  );
}
