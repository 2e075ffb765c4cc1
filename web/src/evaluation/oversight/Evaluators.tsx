import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/generated.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { Ago } from '../Ago.tsx';
import { told } from '../queries.ts';
import styles from './oversight.module.css';
import { evaluatorsQuery, settingsQuery } from './queries.ts';

type Evaluator =
  paths['/api/v1/organizations/{organizationId}/evaluators']['get']['responses'][200]['content']['application/json']['items'][number];

/** Who evaluates, what they carry and for what they are named; and who might be invited. */
export function Evaluators({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('evaluation');
  const { data } = useQuery(evaluatorsQuery(organizationId));
  const { data: settings } = useQuery(settingsQuery(organizationId));
  const [changing, setChanging] = useState<Evaluator | null>(null);
  if (!data || !settings) return <Skeleton shape="block" />;
  const titles = new Map(settings.microCredentials.map(({ id, title }) => [id, title]));
  return (
    <>
      <Section title={t('oversight.views.evaluators')} lead={t('evaluators.lead')}>
        <Table
          caption={t('oversight.views.evaluators')}
          hideCaption
          rows={data.items}
          rowKey={({ personId }) => personId}
          empty={t('evaluators.none')}
          columns={[
            { key: 'name', header: t('queue.evaluator'), cell: ({ name, isLead }) => (isLead ? t('evaluators.leadName', { name }) : name) },
            {
              key: 'load',
              header: t('evaluators.load'),
              numeric: true,
              cell: ({ inHand, assigned, capacity }) => t('queue.levels', { set: inHand + assigned, of: capacity }),
            },
            { key: 'decided', header: t('evaluators.decided'), numeric: true, cell: ({ decided }) => decided },
            {
              key: 'named',
              header: t('evaluators.named'),
              cell: ({ namedFor }) => namedFor.map((id) => titles.get(id)).join(', ') || t('evaluators.all'),
            },
            { key: 'away', header: t('evaluators.away'), cell: ({ awayUntil }) => awayUntil ?? '–' },
            {
              key: 'change',
              header: t('queue.action'),
              cell: (one) => (
                <Button size="small" onClick={() => setChanging(one)}>
                  {t('evaluators.change')}
                </Button>
              ),
            },
          ]}
        />
      </Section>
      <Candidates organizationId={organizationId} microCredentials={settings.microCredentials} />
      {changing && (
        <ChangeDialog
          organizationId={organizationId}
          evaluator={changing}
          microCredentials={settings.microCredentials}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  );
}

interface MicroCredential {
  id: string;
  title: string;
}

function ChangeDialog({
  organizationId,
  evaluator,
  microCredentials,
  onClose,
}: {
  organizationId: string;
  evaluator: Evaluator;
  microCredentials: MicroCredential[];
  onClose: () => void;
}) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const client = useQueryClient();
  const [capacity, setCapacity] = useState(evaluator.capacity);
  const [awayUntil, setAwayUntil] = useState(evaluator.awayUntil ?? '');
  const [namedFor, setNamedFor] = useState(evaluator.namedFor);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/organizations/{organizationId}/evaluators/{personId}', {
          params: { path: { organizationId, personId: evaluator.personId } },
          body: { capacity, awayUntil: awayUntil || null, namedFor },
        }),
      ),
    onSuccess: onClose,
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
    onSettled: () => client.invalidateQueries({ queryKey: evaluatorsQuery(organizationId).queryKey }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      holdOpen
      title={evaluator.name}
      closeLabel={t('close')}
      actions={
        <Button variant="primary" busy={save.isPending} onClick={() => save.mutate()}>
          {t('evaluators.save')}
        </Button>
      }
    >
      <div className={styles.form}>
        <TextField
          type="number"
          width="short"
          label={t('evaluators.capacity')}
          hint={t('evaluators.capacityHint')}
          min={1}
          max={100}
          value={Number.isNaN(capacity) ? '' : capacity}
          onChange={(event) => setCapacity(event.target.valueAsNumber)}
        />
        <TextField
          type="date"
          width="medium"
          optional={t('evaluators.optional')}
          label={t('evaluators.awayUntil')}
          hint={t('evaluators.awayHint')}
          value={awayUntil}
          onChange={(event) => setAwayUntil(event.target.value)}
        />
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{t('evaluators.namedFor')}</legend>
          {microCredentials.map(({ id, title }) => (
            <Checkbox
              key={id}
              label={title}
              checked={namedFor.includes(id)}
              onChange={(event) => setNamedFor(event.target.checked ? [...namedFor, id] : namedFor.filter((one) => one !== id))}
            />
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}

/** Educators who hold a micro-credential, and may be invited to evaluate it. */
function Candidates({ organizationId, microCredentials }: { organizationId: string; microCredentials: MicroCredential[] }) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const [microCredentialId, setMicroCredentialId] = useState('');
  const { data } = useQuery({
    queryKey: ['evaluator-candidates', organizationId, microCredentialId],
    enabled: microCredentialId !== '',
    queryFn: () =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/evaluator-candidates', {
          params: { path: { organizationId }, query: { microCredentialId } },
        }),
      ),
  });
  const invite = useMutation({
    mutationFn: (personId: string) =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/evaluator-candidates/{personId}/invitation', {
          params: { path: { organizationId, personId } },
          body: { microCredentialId },
        }),
      ),
    onSuccess: () => toast({ text: t('evaluators.invited') }),
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
  });
  return (
    <Section title={t('evaluators.candidates')} lead={t('evaluators.candidatesLead')}>
      <Select
        label={t('queue.microCredential')}
        placeholder={t('evaluators.choose')}
        optional=""
        value={microCredentialId}
        onChange={(event) => setMicroCredentialId(event.target.value)}
        options={microCredentials.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {data &&
        (data.items.length ? (
          <Table
            caption={t('evaluators.candidates')}
            hideCaption
            rows={data.items}
            rowKey={({ personId }) => personId}
            columns={[
              { key: 'name', header: t('educator'), cell: ({ name }) => name },
              { key: 'at', header: t('evaluators.earned'), cell: ({ awardedAt }) => <Ago at={awardedAt} /> },
              {
                key: 'invite',
                header: t('queue.action'),
                cell: ({ personId }) => (
                  <Button size="small" busy={invite.isPending && invite.variables === personId} onClick={() => invite.mutate(personId)}>
                    {t('evaluators.invite')}
                  </Button>
                ),
              },
            ]}
          />
        ) : (
          <EmptyState headingLevel={3} title={t('evaluators.noCandidates')}>
            {t('evaluators.noCandidatesText')}
          </EmptyState>
        ))}
    </Section>
  );
}
