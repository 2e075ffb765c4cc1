import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { useGo } from '../../shell/app-link.tsx';
import { ErrorPage } from '../../shell/error-page.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import styles from '../taking-part.module.css';
import { type AuthoredProgram, authoredProgramsQuery } from './authoring-queries.ts';

const tones = { draft: 'neutral', open: 'positive', closed: 'neutral' } as const;

/** Every program of an organization, for those who write them. */
export function ProgramsPage() {
  const { t } = useTranslation('programAuthoring');
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const name = useSignedIn().memberships.find((membership) => membership.organizationId === organizationId)?.name ?? '';
  const { data, error, refetch } = useQuery(authoredProgramsQuery(organizationId));
  const [beginning, setBeginning] = useState<AuthoredProgram | 'new'>();
  usePageTitle(t('list.title'));
  if (error && !data) return <ErrorPage error={error} reset={() => void refetch()} />;
  const begin = (
    <Button variant="primary" icon="add" onClick={() => setBeginning('new')}>
      {t('list.begin')}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        look="work"
        before={<PayPlaces organizationId={organizationId} here="programs" />}
        title={t('list.title')}
        lead={t('list.lead', { name })}
        actions={data && data.length > 0 ? begin : undefined}
      />
      {!data && <Skeleton lines={4} />}
      {data?.length === 0 && (
        <EmptyState title={t('list.none')} action={begin}>
          {t('list.noneText')}
        </EmptyState>
      )}
      <ul className={styles.plain}>
        {data?.map((program) => (
          <li key={program.id}>
            <Card
              headingLevel={2}
              title={program.name}
              href={`/authoring/programs/${program.id}`}
              meta={
                <>
                  <StatusChip tone={tones[program.state]}>{t(`list.state.${program.state}`)}</StatusChip>
                  {program.number !== null && program.draftNewer && <StatusChip tone="active">{t('list.changed')}</StatusChip>}
                  {program.number !== null && <span>{t('list.number', { number: program.number })}</span>}
                  <span>{t('list.entries', { count: program.entries })}</span>
                  {program.number !== null && <span>{t('list.participants', { count: program.participants })}</span>}
                </>
              }
              actions={
                <>
                  {program.number !== null && (
                    <Button
                      size="small"
                      icon="people"
                      aria-label={t('people.linkNamed', { name: program.name })}
                      href={`/organizations/${organizationId}/programs/${program.id}`}
                    >
                      {t('people.link')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    icon="copy"
                    aria-label={t('list.copyNamed', { name: program.name })}
                    onClick={() => setBeginning(program)}
                  >
                    {t('list.copy')}
                  </Button>
                </>
              }
            />
          </li>
        ))}
      </ul>
      {beginning && (
        <Begin organizationId={organizationId} copyOf={beginning === 'new' ? null : beginning} onClose={() => setBeginning(undefined)} />
      )}
    </Page>
  );
}

interface BeginProps {
  organizationId: string;
  copyOf: AuthoredProgram | null;
  onClose: () => void;
}

function Begin({ organizationId, copyOf, onClose }: BeginProps) {
  const { t } = useTranslation('programAuthoring');
  const queries = useQueryClient();
  const go = useGo();
  const form = useId();
  const [name, setName] = useState(copyOf?.name ?? '');
  const begin = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/program-drafts', {
          params: { path: { organizationId } },
          body: { name: name.trim(), copyOf: copyOf?.id ?? null },
        }),
      ),
    onSuccess: ({ programId }) => {
      void queries.invalidateQueries({ queryKey: authoredProgramsQuery(organizationId).queryKey });
      go(`/authoring/programs/${programId}`);
    },
  });
  function send(event: FormEvent) {
    event.preventDefault();
    if (name.trim() && !begin.isPending) begin.mutate();
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={copyOf ? t('list.copyTitle', { name: copyOf.name }) : t('list.begin')}
      closeLabel={t('close')}
      actions={
        <>
          <Button variant="primary" type="submit" form={form} busy={begin.isPending} disabled={!name.trim()}>
            {t('list.make')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <form id={form} className={styles.reading} onSubmit={send}>
        {copyOf && <p>{t('list.copyText')}</p>}
        <TextField label={t('list.name')} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        <ProblemCallout error={begin.error} />
      </form>
    </Dialog>
  );
}
