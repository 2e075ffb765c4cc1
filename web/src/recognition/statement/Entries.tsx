import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import styles from '../pay.module.css';
import type { LedgerEntry } from '../pay-queries.ts';
import { saidAmount, saidDate } from '../said-amount.ts';
import { foldReversals } from './fold-reversals.ts';

/** The entries that stand, the newest first, each with its why; those taken back are folded together with what took them back. */
export function Entries({ entries }: { entries: readonly LedgerEntry[] }) {
  const { t } = useTranslation('pay');
  const { standing, takenBack } = foldReversals(entries);
  return (
    <Section title={t('entries.title')} lead={t('entries.lead')}>
      {standing.length > 0 && (
        <ol className={styles.entries}>
          {standing.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {takenBack.length > 0 && (
        <Disclosure title={t('entries.takenBack', { count: takenBack.length })}>
          <p className={styles.small}>{t('entries.takenBackText')}</p>
          <ol className={styles.entries}>
            {takenBack.map(({ entry, reversal }) => (
              <Entry key={entry.id} entry={entry} reversal={reversal} />
            ))}
          </ol>
        </Disclosure>
      )}
    </Section>
  );
}

function Entry({ entry, reversal }: { entry: LedgerEntry; reversal?: LedgerEntry }) {
  const { t } = useTranslation('pay');
  const titles = [...entry.claims.map(({ title }) => title), ...entry.startingBalances.map(() => t('entries.balance'))];
  return (
    <li>
      <div className={styles.entryHead}>
        <span className={styles.amount}>{saidAmount(entry)}</span>
        <span className={styles.entryWhat}>
          <span>{titles.join(', ') || entry.rule?.name}</span>
          <span className={styles.small}>
            {t(`kind.${entry.kind as 'credit'}`)} ·{' '}
            {t('entries.dates', { earned: saidDate(entry.earnedOn), effective: saidDate(entry.effectiveOn) })}
          </span>
          {reversal && (
            <span className={styles.row}>
              <StatusChip tone="caution" icon="undo">
                {t('entries.back', { date: saidDate(reversal.recordedAt) })}
              </StatusChip>
              {reversal.reason && <span className={styles.small}>{reversal.reason}</span>}
            </span>
          )}
        </span>
      </div>
      <Disclosure title={t('entries.why')}>
        <Why entry={entry} />
      </Disclosure>
    </li>
  );
}

/** What an entry rests on: the rule's version, claims, awards, pre-approvals, starting balances, and the period that took it. */
function Why({ entry: { rule, claims, startingBalances, reason, closedWith } }: { entry: LedgerEntry }) {
  const { t } = useTranslation('pay');
  return (
    <div className={styles.why}>
      {rule && (
        <p>
          <strong>{t('entries.rule', { name: rule.name, version: rule.version })}</strong> {rule.sentence}
        </p>
      )}
      {claims.map(({ id, title, program, earnedOn, awardId, foreignBadgeId, preApproval }) => (
        <p key={id}>
          {awardId ? <a href={`/badges/${awardId}`}>{title}</a> : title}
          {foreignBadgeId && ` (${t('entries.foreign')})`}: {t('entries.claim', { program, date: saidDate(earnedOn) })}
          {preApproval && (
            <>
              {' '}
              <a href={`/pre-approvals/${preApproval.id}`}>{t('entries.preApproved', { date: saidDate(preApproval.grantedOn) })}</a>
            </>
          )}
        </p>
      ))}
      {startingBalances.map(({ id, note, asOf }) => (
        <p key={id}>
          {t('entries.startingBalance', { date: saidDate(asOf) })} {note}
        </p>
      ))}
      {reason && <p>{reason}</p>}
      <p className={styles.small}>
        {closedWith ? t('entries.closed', { number: closedWith.number, date: saidDate(closedWith.endsOn) }) : t('entries.open')}
      </p>
    </div>
  );
}
