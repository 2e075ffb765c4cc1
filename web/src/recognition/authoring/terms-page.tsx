import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { numberOf } from '../../learning/draft-parts.ts';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { holdsRole, useSignedIn } from '../../shell/session.ts';
import { Button } from '../../ui/Button.tsx';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { FormProblem } from '../FormProblem.tsx';
import { errorAt } from '../incentives/error-at.ts';
import { PayPlaces } from '../PayPlaces.tsx';
import { saidDate } from '../said-amount.ts';
import styles from './authoring.module.css';
import { termsQuery } from './authoring-queries.ts';
import { calendarOf, type PublishedTerms, saidMonthDay, type Terms } from './terms-words.ts';

/** Terms as they were published. */
interface Version {
  number: number;
  effectiveFrom: string;
  terms: Terms;
}

/** Currency, years, pay days and cycle, as they hold and held; administrators publish new ones. */
export function TermsPage() {
  const { t } = useTranslation('programAuthoring');
  usePageTitle(t('terms.title'));
  const { organizationId } = useParams({ strict: false }) as { organizationId: string };
  const mayPublish = holdsRole(useSignedIn(), ['recognizer-admin'], organizationId);
  const { data, error, refetch } = useQuery(termsQuery(organizationId));
  const [editing, setEditing] = useState(false);
  if (error && !data) return <ErrorPage error={error} reset={() => void refetch()} />;
  return (
    <Page>
      <PageHeader
        look="work"
        before={<PayPlaces organizationId={organizationId} here="terms" />}
        title={t('terms.title')}
        lead={t('terms.lead')}
        actions={
          mayPublish && data && !editing ? (
            <Button icon="edit" onClick={() => setEditing(true)}>
              {t('terms.change')}
            </Button>
          ) : undefined
        }
      />
      {!data && <Skeleton lines={6} />}
      {data && <Said terms={data.terms} versions={data.versions} />}
      {data && editing && (
        <TermsForm
          organizationId={organizationId}
          standing={data.terms}
          isFirst={data.versions.length === 0}
          onClose={() => setEditing(false)}
        />
      )}
    </Page>
  );
}

function Said({ terms, versions }: { terms: Terms; versions: readonly Version[] }) {
  const { t } = useTranslation('programAuthoring');
  const calendar = (one: Terms) => t(`terms.said.${one.payCalendar.kind}`, calendarOf(one.payCalendar));
  return (
    <>
      {versions.length === 0 && <p>{t('terms.ours')}</p>}
      <KeyValueList
        items={[
          { key: t('terms.currency'), value: terms.currency },
          { key: t('terms.fiscal'), value: saidMonthDay(terms.fiscalYearStart) },
          { key: t('terms.contract'), value: saidMonthDay(terms.contractYearStart) },
          { key: t('terms.calendar'), value: calendar(terms) },
          { key: t('terms.cycle'), value: t('terms.cycleSaid', { count: terms.cycle.years, anchor: saidDate(terms.cycle.anchor) }) },
        ]}
      />
      {versions.length > 0 && (
        <Section title={t('terms.versions')}>
          <Table
            caption={t('terms.versions')}
            hideCaption
            rows={[...versions].reverse()}
            rowKey={({ number }) => String(number)}
            columns={[
              { key: 'number', header: t('terms.number'), cell: ({ number }) => t('list.number', { number }) },
              { key: 'from', header: t('terms.holds'), cell: ({ effectiveFrom }) => saidDate(effectiveFrom) },
              {
                key: 'says',
                header: t('terms.says'),
                cell: ({ terms: one }) =>
                  t('terms.sentence', {
                    currency: one.currency,
                    fiscal: saidMonthDay(one.fiscalYearStart),
                    contract: saidMonthDay(one.contractYearStart),
                    calendar: calendar(one),
                    count: one.cycle.years,
                    anchor: saidDate(one.cycle.anchor),
                  }),
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}

interface TermsFormProps {
  organizationId: string;
  standing: Terms;
  /** The first terms may begin in the past. */
  isFirst: boolean;
  onClose: () => void;
}

function TermsForm({ organizationId, standing, isFirst, onClose }: TermsFormProps) {
  const { t } = useTranslation('programAuthoring');
  const queries = useQueryClient();
  const toast = useToast();
  const [terms, setTerms] = useState(standing);
  const [from, setFrom] = useState('');
  const publish = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/recognition-terms', {
          params: { path: { organizationId } },
          body: { effectiveFrom: from, terms: terms as PublishedTerms },
        }),
      ),
    onSuccess: () => {
      toast({ text: t('terms.done', { date: saidDate(from) }), tone: 'positive' });
      onClose();
      return queries.invalidateQueries({ queryKey: termsQuery(organizationId).queryKey });
    },
  });
  const set = (change: Partial<Terms>) => setTerms({ ...terms, ...change });
  const at = (path: string) => errorAt(publish.error, path);
  function send(event: FormEvent) {
    event.preventDefault();
    if (!publish.isPending) publish.mutate();
  }
  const { payCalendar, cycle } = terms;
  return (
    <Section title={t('terms.new')}>
      <form className={`${styles.editor} ${styles.fields}`} onSubmit={send} noValidate>
        <TextField
          label={t('terms.currency')}
          hint={t('terms.currencyHint')}
          width="short"
          maxLength={3}
          value={terms.currency}
          error={at('terms/currency')}
          onChange={(event) => set({ currency: event.target.value.toUpperCase() })}
        />
        <div className={styles.two}>
          <MonthDay
            label={t('terms.fiscal')}
            value={terms.fiscalYearStart}
            error={at('terms/fiscalYearStart')}
            onChange={(fiscalYearStart) => set({ fiscalYearStart })}
          />
          <MonthDay
            label={t('terms.contract')}
            value={terms.contractYearStart}
            error={at('terms/contractYearStart')}
            onChange={(contractYearStart) => set({ contractYearStart })}
          />
        </div>
        <PayDays payCalendar={payCalendar} at={at} onChange={(next) => set({ payCalendar: next })} />
        <div className={styles.two}>
          <TextField
            label={t('terms.years')}
            hint={t('terms.cycleHint')}
            type="number"
            min={1}
            max={20}
            value={Number.isNaN(cycle.years) ? '' : cycle.years}
            error={at('terms/cycle/years')}
            onChange={(event) => set({ cycle: { ...cycle, years: numberOf(event.target) ?? Number.NaN } })}
          />
          <TextField
            label={t('terms.cycleAnchor')}
            type="date"
            value={cycle.anchor}
            error={at('terms/cycle/anchor')}
            onChange={(event) => set({ cycle: { ...cycle, anchor: event.target.value } })}
          />
        </div>
        <TextField
          label={t('terms.from')}
          hint={isFirst ? undefined : t('terms.fromHint')}
          type="date"
          width="medium"
          value={from}
          error={at('effectiveFrom')}
          onChange={(event) => setFrom(event.target.value)}
        />
        <FormProblem error={publish.error} part="terms" />
        <span className={styles.buttons}>
          <Button variant="primary" type="submit" busy={publish.isPending}>
            {t(publish.isPending ? 'terms.publishing' : 'terms.publish')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </span>
      </form>
    </Section>
  );
}

const months = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));
const days = Array.from({ length: 28 }, (_, day) => String(day + 1).padStart(2, '0'));

interface MonthDayProps {
  label: string;
  /** `07-01`. */
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** A day of every year. */
function MonthDay({ label, value, error, onChange }: MonthDayProps) {
  return (
    <Select
      label={label}
      value={value}
      error={error}
      options={[...new Set([...months.map((month) => `${month}-01`), value])]
        .sort()
        .map((one) => ({ value: one, label: saidMonthDay(one) }))}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface PayDaysProps {
  payCalendar: Terms['payCalendar'];
  at: (path: string) => string | undefined;
  onChange: (payCalendar: Terms['payCalendar']) => void;
}

/** The days on which pay periods begin. */
function PayDays({ payCalendar, at, onChange }: PayDaysProps) {
  const { t } = useTranslation('programAuthoring');
  const first: Record<Terms['payCalendar']['kind'], Terms['payCalendar']> = {
    monthly: { kind: 'monthly', day: 1 },
    'twice-a-month': { kind: 'twice-a-month', days: [1, 16] },
    'every-n-weeks': { kind: 'every-n-weeks', weeks: 2, anchor: new Intl.DateTimeFormat('sv-SE').format(new Date()) },
  };
  const dayOptions = days.map((day) => ({ value: String(Number(day)), label: String(Number(day)) }));
  return (
    <div className={styles.two}>
      <Select
        label={t('terms.calendar')}
        value={payCalendar.kind}
        options={(['monthly', 'twice-a-month', 'every-n-weeks'] as const).map((kind) => ({
          value: kind,
          label: t(`terms.calendars.${kind}`),
        }))}
        onChange={(event) => onChange(first[event.target.value as Terms['payCalendar']['kind']])}
      />
      {payCalendar.kind === 'monthly' && (
        <Select
          label={t('terms.day')}
          value={String(payCalendar.day)}
          options={dayOptions}
          onChange={(event) => onChange({ kind: 'monthly', day: Number(event.target.value) })}
        />
      )}
      {payCalendar.kind === 'twice-a-month' &&
        ([0, 1] as const).map((place) => (
          <Select
            key={place}
            label={t(place === 0 ? 'terms.first' : 'terms.second')}
            value={String(payCalendar.days[place])}
            error={place === 1 ? at('terms/payCalendar') : undefined}
            options={dayOptions}
            onChange={(event) => {
              const day = Number(event.target.value);
              onChange({ kind: 'twice-a-month', days: payCalendar.days.map((one, index) => (index === place ? day : one)) });
            }}
          />
        ))}
      {payCalendar.kind === 'every-n-weeks' && (
        <>
          <Select
            label={t('terms.weeks')}
            value={String(payCalendar.weeks)}
            options={[1, 2, 3, 4].map((weeks) => ({ value: String(weeks), label: String(weeks) }))}
            onChange={(event) => onChange({ ...payCalendar, weeks: Number(event.target.value) })}
          />
          <TextField
            label={t('terms.anchor')}
            type="date"
            value={payCalendar.anchor}
            error={at('terms/payCalendar/anchor')}
            onChange={(event) => onChange({ ...payCalendar, anchor: event.target.value })}
          />
        </>
      )}
    </div>
  );
}
