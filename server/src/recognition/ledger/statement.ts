import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { notARecognizer } from '../problems.ts';
import { dateIn } from '../recognizer.ts';
import { employmentOn } from './counting.ts';
import type { Facts } from './facts.ts';
import { type FoundStatement, findStatement } from './find-statement.ts';
import { decimalOf, hundredthsOf } from './hundredths.ts';
import { awardFactOf, startingFactOf } from './load-facts.ts';
import { loadRules, type Rules, saidOn } from './load-rules.ts';
import { type Progress, progressOf } from './progress.ts';

/** An entry with its reasons: "why" opens them. */
export interface StatementEntry {
  id: string;
  kind: string;
  unit: string;
  amount: string;
  earnedOn: string;
  effectiveOn: string;
  recordedAt: Date;
  /** The closing that took it to payroll. */
  closedWith: { number: number; endsOn: string } | null;
  reverses: string | null;
  /** The entry that takes it back. */
  reversedBy: string | null;
  /** Why it was reversed, on a reversal. */
  reason: string | null;
  /** The rule as it was published; null for a starting balance. */
  rule: { incentiveId: string; name: string; version: number; sentence: string } | null;
  claims: {
    id: string;
    title: string;
    program: string;
    earnedOn: string;
    awardId: string | null;
    foreignBadgeId: string | null;
    preApproval: { id: string; grantedOn: string } | null;
  }[];
  startingBalances: { id: string; note: string; asOf: string }[];
}

/** What an educator earned with a recognizer, what it is worth, and why. */
export interface Statement {
  recognizer: { id: string; slug: string; name: string };
  educator: { id: string; name: string; hrIdentifier: string | null };
  asOf: string;
  /** The last day of the educator's licence, where Human Resources recorded it. */
  licenceEndsOn: string | null;
  balances: { kind: string; unit: string; amount: string }[];
  /** The newest first. */
  entries: StatementEntry[];
  progress: (Progress & { name: string; sentence: string })[];
}

/**
 * @throws {Problem} 404 `not-found` for somebody who never had to do with the recognizer; 409 `not-a-recognizer`
 */
export async function readStatement(
  database: Database,
  { recognizerId, educatorId }: { recognizerId: string; educatorId: string },
  now: Date,
): Promise<Statement> {
  const found = await findStatement(database, recognizerId, educatorId);
  if (!found) throw notFound('organization');
  const { recognizer, isRecognizer, timezone, educator, isKnown } = found;
  if (!isRecognizer) throw notARecognizer();
  if (!educator || !isKnown) throw notFound('statement');
  const rules = await loadRules(database, recognizerId, found.rules);
  const asOf = dateIn(timezone, now);
  const entries = entriesOf(found, rules);
  const said = saidOn(rules, asOf);
  return {
    recognizer,
    educator,
    asOf,
    licenceEndsOn: employmentOn(found.employment, asOf)?.licenceEndsOn ?? null,
    balances: balancesOf(entries),
    entries,
    progress: progressOf(factsOf(found), rules.rulebook, asOf).flatMap((progress) => {
      const words = said.get(progress.incentiveId);
      return words ? [{ ...progress, ...words }] : [];
    }),
  };
}

/** What the ledger counts: posted claims, employment, balances of imports that were not withdrawn. */
const factsOf = ({ claims, employment, balances }: FoundStatement): Facts => ({
  awards: claims.flatMap(({ id, submittedOn, postedOn, state, countsAs, programId, difficulty, hours, earnedOn, approvedOn }) =>
    state === 'posted' && postedOn
      ? [awardFactOf({ claimId: id, countsAs, programId, difficulty, hours, earnedOn, proofOn: submittedOn, postedOn, approvedOn })]
      : [],
  ),
  employment,
  starting: balances.flatMap(({ isWithdrawn, note: _, ...balance }) => (isWithdrawn ? [] : [startingFactOf(balance)])),
});

/** The entries with the rule, the claims and the balances that they name. */
function entriesOf({ entries, claims, balances }: FoundStatement, { versions, said }: Rules): StatementEntry[] {
  const numbers = new Map(versions.map(({ versionId, number }) => [versionId, number]));
  const reversals = new Map(entries.flatMap(({ id, reverses }) => (reverses ? [[reverses, id]] : [])));
  const reasons = claims.map(({ id, title, program, earnedOn, awardId, foreignBadgeId, preApprovalId, approvedOn }) => ({
    id,
    title,
    program,
    earnedOn,
    awardId,
    foreignBadgeId,
    preApproval: preApprovalId && approvedOn ? { id: preApprovalId, grantedOn: approvedOn } : null,
  }));
  return entries.map(({ claimIds, startingBalanceIds, incentiveId, versionId, recordedAt, ...entry }) => {
    const words = versionId === null ? undefined : said.get(versionId);
    return {
      ...entry,
      recordedAt: new Date(recordedAt),
      reversedBy: reversals.get(entry.id) ?? null,
      rule: incentiveId && versionId && words ? { incentiveId, version: numbers.get(versionId) ?? 0, ...words } : null,
      claims: reasons.filter(({ id }) => claimIds.includes(id)),
      startingBalances: balances.filter(({ id }) => startingBalanceIds.includes(id)).map(({ id, note, asOf }) => ({ id, note, asOf })),
    };
  });
}

/** Sums by kind and unit; what sums to nothing is left out. */
function balancesOf(entries: readonly StatementEntry[]): Statement['balances'] {
  const sums = new Map<string, { kind: string; unit: string; sum: number }>();
  for (const { kind, unit, amount } of entries) {
    const key = `${kind}/${unit}`;
    const known = sums.get(key) ?? { kind, unit, sum: 0 };
    known.sum += hundredthsOf(amount);
    sums.set(key, known);
  }
  return [...sums.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, { kind, unit, sum }]) => (sum === 0 ? [] : [{ kind, unit, amount: decimalOf(sum) }]));
}
