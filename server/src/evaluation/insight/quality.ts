import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { krippendorffsAlpha } from '../agreement/alpha.ts';
import { bootstrapInterval } from '../agreement/bootstrap.ts';
import { type DoubleRead, doubleReadings } from './double-readings.ts';

/** Below this many, a figure says more about persons than about quality. */
export const fewest = 5;

/** A figure with how much it rests on; null where that is too little to say. */
export interface Told {
  value: number | null;
  of: number;
}

/** What everybody may know about how a micro-credential is evaluated. */
export interface Quality {
  /** Percent of educators with a decision who have earned it. */
  passRate: Told;
  /** Median days from submission to decision, over the last year. */
  turnaroundDays: Told;
  /** Mean attempts of those who earned it. */
  attempts: Told;
  /** Krippendorff's alpha (ordinal) of two independent readings, with a 95 % interval; null where too few were read twice. */
  reliability: Told & { low: number | null; high: number | null };
}

/** Says a figure only where it rests on enough. */
export function told(value: number | null, of: number): Told {
  return { value: of < fewest ? null : value, of: of < fewest ? 0 : of };
}

/** The reliability of readings: alpha over criteria of submissions that were read twice. */
export function reliabilityOf(readings: readonly DoubleRead[]): Quality['reliability'] {
  const submissions = [...Map.groupBy(readings, ({ submissionId }) => submissionId).values()];
  const alpha = (sample: readonly (readonly DoubleRead[])[]) =>
    krippendorffsAlpha(
      sample.flatMap((one) => one.map(({ heights }) => heights)),
      'ordinal',
    );
  const base = told(alpha(submissions), submissions.length);
  // whole submissions are drawn, because the criteria of one hang together
  const interval = base.value === null ? null : bootstrapInterval(submissions, alpha, { seed: 1, samples: 500 });
  return { ...base, low: interval?.low ?? null, high: interval?.high ?? null };
}

/** The quality panel of a micro-credential. */
export async function qualityOf(database: Database, microCredentialId: string): Promise<Quality> {
  const { rows } = await sql<{ decided: number; earned: number; attempts: number | null; days: number | null; recent: number }>`
    with first as (
      select submission.journey_id, max(submission.attempt) as attempt, bool_or(decision.outcome = 'pass') as earned
      from decision
      join submission on submission.id = decision.submission_id
      join reading_plan plan on plan.submission_id = submission.id
      where plan.micro_credential_id = ${microCredentialId}
        and not exists (select from decision later where later.supersedes = decision.id)
      group by submission.journey_id
    ), waits as (
      select extract(epoch from decision.decided_at - submission.submitted_at)::float8 / 86400 as days
      from decision
      join submission on submission.id = decision.submission_id
      join reading_plan plan on plan.submission_id = submission.id
      where plan.micro_credential_id = ${microCredentialId} and decision.supersedes is null and decision.decided_at > now() - interval '1 year'
    )
    select (select count(*)::int from first) as decided, (select count(*)::int from first where earned) as earned,
      (select avg(attempt)::float8 from first where earned) as attempts,
      (select percentile_cont(0.5) within group (order by days) from waits) as days, (select count(*)::int from waits) as recent`.execute(
    database,
  );
  const [row] = rows;
  const { decided = 0, earned = 0, attempts = null, days = null, recent = 0 } = row ?? {};
  const rate = told(decided ? (100 * earned) / decided : null, decided);
  return {
    // what is left over must not tell about a few, either
    passRate: decided - earned > 0 && decided - earned < fewest && decided < 2 * fewest ? { value: null, of: 0 } : rate,
    turnaroundDays: told(days, recent),
    attempts: told(attempts, earned),
    reliability: reliabilityOf(await doubleReadings(database, { microCredentialId })),
  };
}
