import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/generated.ts';
import { ConfirmDialog } from '../../identity/ConfirmDialog.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { problemOf } from '../../shell/problem-of.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from '../pay.module.css';
import { closingsQuery } from '../pay-queries.ts';
import { saidAmount, saidDate } from '../said-amount.ts';

type Closing = components['schemas']['Closing'];
type Sums = Closing['totals'];

/** What waits, the closing of a period, and the periods that were closed. */
export function Closings({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('pay');
  // what a closing would take is shown for the day that is chosen
  const [endsOn, setEndsOn] = useState('');
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...closingsQuery(organizationId, endsOn),
    placeholderData: (before) => before,
  });
  const open = data?.pages[0]?.open;
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <>
      <div className="no-print">
        <Section title={t('payroll.open')} lead={t('payroll.openLead')}>
          <CloseForm organizationId={organizationId} endsOn={endsOn} onChange={setEndsOn}>
            <div className={styles.pane} aria-live="polite">
              <p className={styles.small}>{endsOn ? t('payroll.dueBy', { date: saidDate(endsOn) }) : t('payroll.dueToday')}</p>
              <ProblemCallout error={error} />
              {!open && !error && <Skeleton lines={2} />}
              {open && (open.length ? <SumsTable caption={t('payroll.open')} sums={open} /> : <p>{t('payroll.nothing')}</p>)}
            </div>
          </CloseForm>
        </Section>
      </div>
      <Section title={t('payroll.closings')}>
        {items?.length === 0 && <EmptyState title={t('payroll.noClosings')}>{t('payroll.noClosingsText')}</EmptyState>}
        {items && items.length > 0 && <ClosingsTable organizationId={organizationId} items={items} />}
        {hasNextPage && (
          <span className={`no-print ${styles.none}`}>
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('payroll.earlier')}
            </Button>
          </span>
        )}
      </Section>
    </>
  );
}

/** Sums by kind and unit: exact, in tabular figures. */
function SumsTable({ caption, sums }: { caption: string; sums: Sums }) {
  const { t } = useTranslation('pay');
  return (
    <Table
      caption={caption}
      hideCaption
      dense
      rows={sums}
      rowKey={({ kind, unit }) => `${kind}/${unit}`}
      columns={[
        { key: 'kind', header: t('payroll.kind'), cell: ({ kind }) => t(`kind.${kind as 'credit'}`) },
        { key: 'amount', header: t('payroll.amount'), numeric: true, cell: saidAmount },
        { key: 'entries', header: t('payroll.count'), numeric: true, cell: ({ entries }) => entries },
      ]}
    />
  );
}

interface CloseFormProps {
  organizationId: string;
  /** Empty until it is chosen. */
  endsOn: string;
  onChange: (endsOn: string) => void;
  /** What the closing would take. */
  children: ReactNode;
}

function CloseForm({ organizationId, endsOn, onChange, children }: CloseFormProps) {
  const { t } = useTranslation('pay');
  const queries = useQueryClient();
  const toast = useToast();
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const close = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/organizations/{organizationId}/closings', { params: { path: { organizationId } }, body: { endsOn } })),
    onSuccess: ({ number, entries }) => {
      setAsking(false);
      onChange('');
      toast({ text: t('payroll.closed', { number, count: entries }), tone: 'positive' });
      return queries.invalidateQueries({ queryKey: ['closings', organizationId] });
    },
  });
  function ask(event: FormEvent) {
    event.preventDefault();
    setMissing(!endsOn);
    if (!endsOn) return;
    close.reset();
    setAsking(true);
  }
  return (
    <form className={styles.form} onSubmit={ask} noValidate>
      <TextField
        label={t('payroll.endsOn')}
        hint={t('payroll.endsOnHint')}
        type="date"
        width="medium"
        value={endsOn}
        {...(missing && !endsOn && { error: t('payroll.noDay') })}
        onChange={(event) => onChange(event.target.value)}
      />
      {children}
      <span>
        <Button type="submit" variant="primary">
          {t('payroll.close')}
        </Button>
      </span>
      {asking && (
        <ConfirmDialog
          title={t('payroll.closeTitle', { date: saidDate(endsOn) })}
          text={t('payroll.closeText')}
          submit={t('payroll.close')}
          error={close.error}
          busy={close.isPending}
          onConfirm={() => close.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}

function ClosingsTable({ organizationId, items }: { organizationId: string; items: readonly Closing[] }) {
  const { t } = useTranslation('pay');
  const make = useMutation({
    mutationFn: (closing: Closing) =>
      answer(api.POST('/api/v1/closings/{closingId}/payroll', { params: { path: { closingId: closing.id } } })),
  });
  return (
    <>
      <Table
        caption={t('payroll.closings')}
        hideCaption
        dense
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          { key: 'number', header: t('payroll.period'), cell: ({ number }) => t('payroll.numbered', { number }) },
          { key: 'ended', header: t('payroll.ended'), cell: ({ endsOn }) => saidDate(endsOn) },
          {
            key: 'by',
            header: t('payroll.by'),
            cell: ({ closedAt, closedBy }) =>
              closedBy ? t('payroll.byWhom', { date: saidDate(closedAt), name: closedBy }) : saidDate(closedAt),
          },
          { key: 'entries', header: t('payroll.count'), numeric: true, cell: ({ entries }) => entries },
          {
            key: 'totals',
            header: t('payroll.totals'),
            numeric: true,
            cell: ({ totals }) => totals.map(saidAmount).join(', ') || '–',
          },
          {
            key: 'file',
            header: t('payroll.file'),
            cell: (closing) => (
              <Button
                size="small"
                busy={make.isPending && make.variables.id === closing.id}
                aria-label={t('payroll.makeNamed', { number: closing.number })}
                onClick={() => make.mutate(closing)}
              >
                {t('payroll.make')}
              </Button>
            ),
          },
        ]}
      />
      <ProblemCallout
        error={make.error}
        {...(make.error &&
          problemOf(make.error).code === 'hr-identifiers-missing' && {
            actions: <Button href={`/organizations/${organizationId}/employment?missing=true`}>{t('payroll.recordNumbers')}</Button>,
          })}
      />
      {make.data && make.variables && (
        <section aria-live="polite" className={styles.control}>
          <h3 className={styles.name}>{t('payroll.control', { file: make.data.fileName })}</h3>
          <p className={styles.small}>{t('payroll.controlText', { count: make.data.rows, sha: make.data.sha256.slice(0, 12) })}</p>
          <SumsTable caption={t('payroll.control', { file: make.data.fileName })} sums={make.data.totals} />
          {make.data.leftOut.length > 0 && <p>{t('payroll.leftOut', { what: make.data.leftOut.map(saidAmount).join(', ') })}</p>}
          <span>
            <Button variant="primary" icon="download" href={`/api/v1/closings/${make.variables.id}/payroll.csv`}>
              {t('payroll.download')}
            </Button>
          </span>
        </section>
      )}
    </>
  );
}
