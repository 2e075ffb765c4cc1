import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Link } from '../../ui/Link.tsx';
import { ClaimState } from '../ClaimState.tsx';
import styles from '../pay.module.css';
import type { DeskClaim } from '../pay-queries.ts';
import { saidAmount, saidDate } from '../said-amount.ts';
import type { Move } from './use-moves.ts';

export interface OpenClaimProps {
  claim: DeskClaim;
  organizationId: string;
  busy: boolean;
  may: (move: Move) => boolean;
  onPost: () => void;
  onAsk: (move: 'hold' | 'decline') => void;
}

/** One claim with its proof in plain words, what posting it gives, and the decisions. Never attempts or scores. */
export function OpenClaim({ claim, organizationId, busy, may, onPost, onAsk }: OpenClaimProps) {
  const { t } = useTranslation('pay');
  const { educator, title, program, difficulty, hours, earnedOn, submittedOn, postedOn, proof, preApproval, state, reason, gives, gave } =
    claim;
  return (
    <article className={styles.pane}>
      <div className={styles.head}>
        <p className={styles.small}>
          <Link href={`/organizations/${organizationId}/educators/${educator.id}/statement`}>{educator.name}</Link>
          {educator.hrIdentifier && ` · ${t('desk.hrIdentifier', { number: educator.hrIdentifier })}`}
        </p>
        <h2>{title}</h2>
        <ClaimState state={state} />
        {reason && state !== 'posted' && <p>{t('claims.reason', { reason })}</p>}
      </div>
      {gave.length > 0 && (
        <KeyValueList
          look="facts"
          items={gave.map((entry) => ({
            key: `${t('desk.gives', { kind: t(`kind.${entry.kind as 'credit'}`), date: saidDate(entry.effectiveOn) })}${
              entry.withOthers ? `, ${t('desk.withOthers', { count: entry.withOthers })}` : ''
            }`,
            value: saidAmount(entry),
            id: `${entry.incentiveId}/${entry.kind}/${entry.unit}/${entry.effectiveOn}/${entry.amount}`,
          }))}
        />
      )}
      {state === 'posted' && gave.length === 0 && <p className={styles.small}>{t('desk.gaveNothing')}</p>}
      {gives.length > 0 ? (
        <KeyValueList
          look="facts"
          items={gives.map((gain) => ({
            key: t('desk.gives', { kind: t(`kind.${gain.kind as 'credit'}`), date: saidDate(gain.effectiveOn) }),
            value: saidAmount(gain),
            id: `${gain.incentiveId}/${gain.kind}/${gain.unit}/${gain.effectiveOn}`,
          }))}
        />
      ) : (
        (state === 'submitted' || state === 'held') && <p className={styles.small}>{t('desk.givesNothing')}</p>
      )}
      <KeyValueList
        items={[
          {
            key: t('desk.proof'),
            value:
              proof.kind === 'award' ? (
                <>
                  {proof.suspendedAt ? t('desk.suspended', { date: saidDate(proof.suspendedAt) }) : t('desk.ours')}{' '}
                  <a href={`/verify?badge=${encodeURIComponent(`${location.origin}/badges/${proof.awardId}`)}`}>{t('desk.verify')}</a>
                </>
              ) : (
                t('desk.foreign', { issuer: proof.issuer, date: saidDate(proof.verifiedAt) })
              ),
          },
          {
            key: t('desk.preApproval'),
            value: preApproval ? (
              <Link href={`/pre-approvals/${preApproval.id}`}>{t('desk.granted', { date: saidDate(preApproval.grantedOn) })}</Link>
            ) : (
              t('desk.noPreApproval')
            ),
          },
          { key: t('desk.program'), value: program.name },
          { key: t('desk.worth'), value: t('desk.difficulty', { difficulty, hours: Number(hours) }) },
          { key: t('desk.earned'), value: saidDate(earnedOn) },
          { key: t('desk.submitted'), value: saidDate(submittedOn) },
          ...(postedOn && state === 'posted' ? [{ key: t('desk.posted'), value: saidDate(postedOn) }] : []),
        ]}
      />
      <div className={styles.bar}>
        {may('post') && (
          <Button variant="primary" busy={busy} onClick={onPost}>
            {t('desk.post')}
          </Button>
        )}
        {may('hold') && <Button onClick={() => onAsk('hold')}>{t(state === 'posted' ? 'desk.takeBack' : 'desk.hold')}</Button>}
        {may('decline') && <Button onClick={() => onAsk('decline')}>{t('desk.decline')}</Button>}
      </div>
    </article>
  );
}
