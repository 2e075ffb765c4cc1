import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../../shell/error-page.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from '../pay.module.css';
import { type Statement, statementQuery } from '../pay-queries.ts';
import { saidAmount, saidCount, saidDate } from '../said-amount.ts';
import { Entries } from './Entries.tsx';

export interface StatementViewProps {
  organizationId: string;
  educatorId: string;
  /** Over the title: a choice between statements. */
  before?: ReactNode;
  /** What the educator can do; stands before the entries. */
  children?: ReactNode;
}

/** Balances, what waits, and every entry with its why; prints as it is. */
export function StatementView({ organizationId, educatorId, before, children }: StatementViewProps) {
  const { t } = useTranslation('pay');
  const { data, error, refetch } = useQuery(statementQuery(organizationId, educatorId));
  usePageTitle(data && t('statement.of', { name: data.educator.name }));
  if (error && !data) return <ErrorPage error={error} reset={() => void refetch()} />;
  if (!data)
    return (
      <div aria-busy="true">
        <Skeleton shape="title" />
        <Skeleton lines={8} />
      </div>
    );
  const file = `/api/v1/organizations/${organizationId}/educators/${educatorId}/statement`;
  const { educator, recognizer, asOf, licenceEndsOn, balances, entries } = data;
  return (
    <>
      <PageHeader
        before={before}
        eyebrow={recognizer.name}
        title={t('statement.of', { name: educator.name })}
        lead={
          educator.hrIdentifier
            ? t('statement.asOfWith', { date: saidDate(asOf), number: educator.hrIdentifier })
            : t('statement.asOf', { date: saidDate(asOf) })
        }
        actions={
          <span className={`${styles.row} ${styles.unprinted}`}>
            <Button icon="download" href={`${file}.pdf`}>
              {t('statement.pdf')}
            </Button>
            <Button icon="download" href={`${file}.csv`}>
              {t('statement.csv')}
            </Button>
            <Button icon="print" onClick={() => window.print()}>
              {t('statement.print')}
            </Button>
          </span>
        }
      />
      {balances.length > 0 ? (
        <KeyValueList
          look="facts"
          items={[
            ...balances.map((balance) => ({
              id: `${balance.kind}/${balance.unit}`,
              key: t(`kind.${balance.kind as 'credit'}`),
              value: saidAmount(balance),
            })),
            ...(licenceEndsOn
              ? [{ id: 'licence', key: t('statement.licence'), value: t('statement.licenceEnds', { date: saidDate(licenceEndsOn) }) }]
              : []),
          ]}
        />
      ) : (
        <EmptyState title={t('statement.empty')}>{t(children ? 'statement.emptyText' : 'statement.emptyOfAnother')}</EmptyState>
      )}
      <Waiting statement={data} />
      {children}
      {entries.length > 0 && <Entries entries={entries} />}
    </>
  );
}

/** Every incentive in force: its sentence, what waits for a partner, what caps leave. */
function Waiting({ statement: { progress } }: { statement: Statement }) {
  const { t } = useTranslation('pay');
  if (!progress.length) return null;
  return (
    <Section title={t('statement.standing')} lead={t('statement.standingLead')}>
      <ul className={styles.rules}>
        {progress.map(({ incentiveId, name, sentence, waiting, caps, given, pays, forfeited }) => (
          <li key={incentiveId}>
            <div>
              <h3 className={styles.name}>{name}</h3>
              <p className={styles.small}>{sentence}</p>
            </div>
            <p className={styles.standing}>
              {given && <strong>{t('statement.given')}</strong>}
              {!given && waiting && (
                <strong>{t('statement.waits', { have: Number(waiting.amount), of: saidCount(waiting.of, waiting.unit) })}</strong>
              )}
              {!given && waiting?.since && (
                <span>
                  {waiting.lapsesOn
                    ? t('statement.lapses', { date: saidDate(waiting.lapsesOn) })
                    : t('statement.since', { date: saidDate(waiting.since) })}
                </span>
              )}
              {caps.map(({ per, amount, left }) => (
                <span key={per}>
                  {t('statement.cap', {
                    left: saidAmount({ ...pays, amount: left }),
                    amount: saidAmount({ ...pays, amount }),
                    per: t(`per.${per as 'cycle'}`),
                  })}
                </span>
              ))}
              {Number(forfeited) > 0 && <span>{t('statement.forfeited', { amount: saidAmount({ ...pays, amount: forfeited }) })}</span>}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
