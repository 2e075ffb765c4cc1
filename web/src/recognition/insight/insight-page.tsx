import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session.ts';
import { Callout } from '../../ui/Callout.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PayPlaces } from '../PayPlaces.tsx';
import { payDesks } from '../pay-navigation.ts';
import { saidAmount } from '../said-amount.ts';
import { AdoptionByMonth, AdoptionBySchool } from './Adoption.tsx';
import { Cost } from './Cost.tsx';
import styles from './insight.module.css';
import { type InsightFilter, insightFile, insightQuery } from './insight-queries.ts';
import type { PartProps } from './part-props.ts';
import { Credits, StepTimes, UnderWay } from './UnderWay.tsx';

/** What a recognizing entity sees of adoption, work under way, cost, times and credits. */
export function InsightPage() {
  const { t } = useTranslation('districtInsight');
  usePageTitle(t('title'));
  const navigate = useNavigate();
  const desks = payDesks(useSignedIn());
  const { organizationId } = useParams({ strict: false }) as { organizationId?: string };
  const filter = useSearch({ strict: false }) as InsightFilter;
  const chosen = desks.find((desk) => desk.organizationId === organizationId) ?? desks[0];
  const { data, error, refetch } = useQuery({ ...insightQuery(chosen?.organizationId ?? '', filter), enabled: Boolean(chosen) });
  if (!chosen)
    return (
      <Page>
        <EmptyState headingLevel={1} title={t('noRole')}>
          {t('noRoleText')}
        </EmptyState>
      </Page>
    );
  if (error && !data) return <ErrorPage error={error} reset={() => void refetch()} />;
  const go = (id: string, search: InsightFilter) =>
    void navigate({ to: '/organizations/$organizationId/insight', params: { organizationId: id }, search, replace: true });
  const set = (part: InsightFilter) => {
    const next = { ...filter, ...part };
    go(chosen.organizationId, Object.fromEntries(Object.entries(next).filter(([, value]) => value)));
  };
  const part = data && { insight: data, file: (name: string) => insightFile(chosen.organizationId, name, filter) };
  return (
    <Page width="wide">
      <PageHeader
        look="work"
        eyebrow={chosen.name}
        title={t('title')}
        lead={t('lead')}
        before={<PayPlaces organizationId={chosen.organizationId} here="insight" />}
      />
      <fieldset className={styles.filters}>
        <legend className="visually-hidden">{t('filters')}</legend>
        {desks.length > 1 && (
          <Select
            label={t('which')}
            value={chosen.organizationId}
            options={desks.map((desk) => ({ value: desk.organizationId, label: desk.name }))}
            onChange={(event) => go(event.target.value, {})}
          />
        )}
        <Select
          label={t('school')}
          value={filter.schoolId ?? ''}
          options={[{ value: '', label: t('everySchool') }, ...(data?.schools ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => set({ schoolId: event.target.value })}
        />
        <Select
          label={t('program')}
          value={filter.programId ?? ''}
          options={[{ value: '', label: t('everyProgram') }, ...(data?.programs ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => set({ programId: event.target.value })}
        />
        <TextField
          label={t('from')}
          type="month"
          value={filter.from ?? data?.from ?? ''}
          onChange={(event) => set({ from: event.target.value })}
        />
        <TextField label={t('to')} type="month" value={filter.to ?? data?.to ?? ''} onChange={(event) => set({ to: event.target.value })} />
      </fieldset>
      <ProblemCallout error={error} />
      {!part && <Skeleton lines={10} />}
      {part && (
        <>
          <Summary {...part} />
          <AdoptionByMonth {...part} />
          {!filter.schoolId && <AdoptionBySchool {...part} />}
          <UnderWay {...part} />
          <Cost {...part} />
          <StepTimes {...part} />
          <Credits {...part} />
        </>
      )}
    </Page>
  );
}

/** The figures one comes for, at a glance. */
function Summary({ insight: { adoption, cost, countedAt, counting, smallestCell } }: PartProps) {
  const { t } = useTranslation('districtInsight');
  const { educators, withAward, share, months } = adoption;
  const awards = months.reduce((sum, month) => sum + month.awards, 0);
  const money = (amount: string) => saidAmount({ kind: 'stipend', unit: cost?.currency ?? 'USD', amount });
  return (
    <div className={styles.summary}>
      {educators === null ? (
        <Callout title={t('withheld')}>{t('withheldText', { smallest: smallestCell })}</Callout>
      ) : (
        <KeyValueList
          look="facts"
          items={[
            { id: 'share', key: t('facts.share'), value: share === null ? '–' : `${Math.round(share)}%` },
            { id: 'people', key: t('facts.people'), value: t('facts.peopleOf', { withAward, educators }) },
            { id: 'awards', key: t('facts.awards'), value: awards },
            ...(cost ? [{ id: 'raises', key: t('facts.raises'), value: money(cost.raisesInForce) }] : []),
          ]}
        />
      )}
      <p className={styles.counted} aria-live="polite">
        {t('counted', { at: new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(countedAt)) })}{' '}
        {counting && t('counting')}
      </p>
    </div>
  );
}
