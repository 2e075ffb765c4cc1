import { useInfiniteQuery, useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import type { Award } from '../../awards/answers.ts';
import { myAwardsQuery } from '../../awards/queries.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { Section } from '../../ui/Section.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { ClaimState } from '../ClaimState.tsx';
import styles from '../pay.module.css';
import { type Claim, myClaimsQuery, valueQuery } from '../pay-queries.ts';
import { saidAmount, saidDate } from '../said-amount.ts';

/** My awards that this recognizer takes, each claimed with one press, and how my claims stand. */
export function MyClaims({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('pay');
  const claims = useInfiniteQuery(myClaimsQuery);
  const awards = useInfiniteQuery(myAwardsQuery);
  const mine = claims.data?.pages.flatMap(({ items }) => items).filter(({ recognizer }) => recognizer.id === organizationId);
  const standing = new Set(
    mine?.flatMap(({ state, proof }) => (proof.kind === 'award' && state !== 'withdrawn' && state !== 'declined' ? [proof.awardId] : [])),
  );
  const open = (awards.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ id, kind, revoked, suspended }) => kind === 'micro-credential' && !revoked && !suspended && !standing.has(id),
  );
  return (
    <Section title={t('claims.title')} lead={t('claims.lead')}>
      <ProblemCallout error={claims.error ?? awards.error} />
      {mine && <Claimable organizationId={organizationId} awards={open} />}
      <ul className={styles.list}>
        {mine?.map((claim) => (
          <MyClaim key={claim.id} claim={claim} />
        ))}
      </ul>
      {mine?.length === 0 && <p className={`${styles.small} ${styles.none}`}>{t('claims.none')}</p>}
      <span className={styles.row}>
        {claims.hasNextPage && <Button onClick={() => void claims.fetchNextPage()}>{t('claims.more')}</Button>}
        {awards.hasNextPage && <Button onClick={() => void awards.fetchNextPage()}>{t('claims.moreAwards')}</Button>}
      </span>
    </Section>
  );
}

/** Awards that a program here takes and that are not handed in; nothing where there are none. */
function Claimable({ organizationId, awards }: { organizationId: string; awards: readonly Award[] }) {
  const { t } = useTranslation('pay');
  const queries = useQueryClient();
  const toast = useToast();
  const values = useQueries({ queries: awards.map(({ art }) => valueQuery(art.microCredentialId)) });
  const claim = useMutation({
    mutationFn: ({ id }: Award) => answer(api.POST('/api/v1/claims', { body: { organizationId, proof: { awardId: id } } })),
    onSuccess: (_made, { title }) => {
      toast({ text: t('claims.claimed', { title }), tone: 'positive' });
      void queries.invalidateQueries({ queryKey: ['value'] });
      return queries.invalidateQueries({ queryKey: myClaimsQuery.queryKey });
    },
  });
  const taken = awards.flatMap((award, index) => {
    const value = values[index]?.data?.find(({ recognizer, counted }) => recognizer.id === organizationId && counted === 'no');
    return value ? [{ award, value }] : [];
  });
  return (
    <>
      <ProblemCallout error={claim.error} />
      <ul className={styles.list}>
        {taken.map(({ award, value }) => (
          <li key={award.id} className={styles.listed}>
            <span className={styles.entryWhat}>
              <Link href={`/badges/${award.id}`}>{award.title}</Link>
              <span className={styles.small}>
                {t('claims.award', { date: saidDate(award.awardedAt), program: value.program.name })}
                {value.gives.length > 0 && ` · ${t('claims.gives', { what: value.gives.map(saidAmount).join(', ') })}`}
                {value.program.asksPreApproval && ` ${t('claims.ifApproved')}`}
              </span>
            </span>
            <Button
              variant={value.program.asksPreApproval ? 'secondary' : 'primary'}
              size="small"
              busy={claim.isPending && claim.variables.id === award.id}
              aria-label={t('claims.claimNamed', { title: award.title })}
              onClick={() => claim.mutate(award)}
            >
              {t('claims.claim')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function MyClaim({ claim }: { claim: Claim }) {
  const { t } = useTranslation('pay');
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/claims/{claimId}/withdrawal', { params: { path: { claimId: claim.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: myClaimsQuery.queryKey }),
  });
  const { state, title, program, reason, submittedOn, postedOn, proof } = claim;
  return (
    <li className={styles.listed}>
      <span className={styles.entryWhat}>
        <span>{title}</span>
        <span className={styles.small}>
          {program.name} ·{' '}
          {postedOn && state === 'posted'
            ? t('claims.posted', { date: saidDate(postedOn) })
            : t('claims.submitted', { date: saidDate(submittedOn) })}
        </span>
        {state === 'posted' && proof.kind === 'award' && proof.suspendedAt && (
          <span>{t('claims.suspended', { date: saidDate(proof.suspendedAt) })}</span>
        )}
        {reason && state !== 'posted' && <span>{t('claims.reason', { reason })}</span>}
        <ProblemCallout error={withdraw.error} />
      </span>
      <span className={styles.row}>
        <ClaimState state={state} />
        {(state === 'submitted' || state === 'held') && (
          <Button
            variant="quiet"
            size="small"
            busy={withdraw.isPending}
            aria-label={t('claims.withdrawNamed', { title })}
            onClick={() => withdraw.mutate()}
          >
            {t('claims.withdraw')}
          </Button>
        )}
      </span>
    </li>
  );
}
