import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { krippendorffsAlpha } from '../agreement/alpha.ts';
import { fleissKappa, percentAgreement } from '../agreement/kappa.ts';
import { severityByEvaluator } from '../agreement/severity.ts';
import { doubleReadings } from './double-readings.ts';
import { type PairAgreement, pairsOf } from './pairs.ts';
import { type Quality, reliabilityOf } from './quality.ts';

/** What an issuer may know about its evaluation. */
export interface EvaluationInsight {
  /** Journeys: how many were started, handed in, sent back with "not yet" at least once, earned. */
  funnel: { started: number; submitted: number; returned: number; earned: number };
  /** Hours from submission to decision. */
  time: { decided: number; medianHours: number | null; p90Hours: number | null; late: number };
  /** How often each level was set, in standing decisions, by criterion; carried levels not counted again. */
  levels: {
    microCredentialId: string;
    microCredentialTitle: string;
    partTitle: string;
    criterionTitle: string;
    levels: { name: string; count: number }[];
  }[];
  /** By month: criteria read twice, percent with the same level, Fleiss' kappa, Krippendorff's alpha (ordinal). */
  agreement: { month: string; criteria: number; percent: number | null; kappa: number | null; alpha: number | null }[];
  /** By pair of evaluators. */
  pairs: (Omit<PairAgreement, 'evaluatorIds'> & { evaluators: { personId: string; name: string }[] })[];
  reliability: Quality['reliability'];
  evaluators: {
    personId: string;
    name: string;
    decided: number;
    inHand: number;
    medianHours: number | null;
    lean: number | null;
    shared: number;
  }[];
}

/**
 * @param about.microCredentialId one micro-credential; all of the issuer without it
 * @param about.since only what was started or submitted since then
 */
export async function evaluationInsight(
  database: Database,
  about: { issuerId: string; microCredentialId?: string | undefined; since?: Date | undefined },
): Promise<EvaluationInsight> {
  const { issuerId } = about;
  const microCredentialId = about.microCredentialId ?? null;
  const since = about.since ?? null;
  const [funnel, time, levels, evaluators, doubles] = await Promise.all([
    sql<EvaluationInsight['funnel']>`
      select count(*)::int as started,
        count(*) filter (where exists (select from submission s where s.journey_id = journey.id))::int as submitted,
        count(*) filter (where exists (select from submission s join decision d on d.submission_id = s.id and d.outcome = 'not-yet'
          where s.journey_id = journey.id))::int as returned,
        count(*) filter (where journey.state = 'earned')::int as earned
      from journey join micro_credential mc on mc.id = journey.micro_credential_id
      where mc.issuer_id = ${issuerId} and (${microCredentialId}::uuid is null or mc.id = ${microCredentialId})
        and (${since}::timestamptz is null or journey.started_at >= ${since})`.execute(database),
    sql<EvaluationInsight['time']>`
      select count(*)::int as decided,
        percentile_cont(0.5) within group (order by extract(epoch from d.decided_at - s.submitted_at)::float8 / 3600) as "medianHours",
        percentile_cont(0.9) within group (order by extract(epoch from d.decided_at - s.submitted_at)::float8 / 3600) as "p90Hours",
        count(*) filter (where d.decided_at > plan.due_at)::int as late
      from decision d join submission s on s.id = d.submission_id join reading_plan plan on plan.submission_id = s.id
      where plan.issuer_id = ${issuerId} and d.supersedes is null
        and (${microCredentialId}::uuid is null or plan.micro_credential_id = ${microCredentialId})
        and (${since}::timestamptz is null or s.submitted_at >= ${since})`.execute(database),
    sql<EvaluationInsight['levels'][number]>`
      with set as (
        select plan.micro_credential_id, s.version_id, score->>'partId' as part_id, score->>'criterionId' as criterion_id,
          score->>'levelId' as level_id, count(*)::int as count
        from decision d join submission s on s.id = d.submission_id join reading_plan plan on plan.submission_id = s.id,
          jsonb_array_elements(d.scores) score
        where plan.issuer_id = ${issuerId} and not jsonb_exists(score, 'attempt')
          and not exists (select from decision later where later.supersedes = d.id)
          and (${microCredentialId}::uuid is null or plan.micro_credential_id = ${microCredentialId})
          and (${since}::timestamptz is null or s.submitted_at >= ${since})
        group by 1, 2, 3, 4, 5
      )
      select mc.id as "microCredentialId", version.title as "microCredentialTitle", part.value->>'title' as "partTitle",
        criterion.value->>'title' as "criterionTitle",
        (select jsonb_agg(jsonb_build_object('name', level.value->>'name', 'count', coalesce(
            (select sum(set.count) from set where set.version_id = version.id and set.part_id = part.value->>'id'
              and set.criterion_id = criterion.value->>'id' and set.level_id = level.value->>'id'), 0)) order by level.place)
          from jsonb_array_elements(part.value->'levels') with ordinality level (value, place)) as levels
      from (select distinct micro_credential_id, version_id from set) used
      join micro_credential mc on mc.id = used.micro_credential_id
      join micro_credential_version version on version.id = used.version_id,
        jsonb_array_elements(version.definition->'parts') with ordinality part (value, place),
        jsonb_array_elements(part.value->'criteria') with ordinality criterion (value, place)
      order by 2, version.number, part.place, criterion.place
      limit 500`.execute(database),
    sql<Omit<EvaluationInsight['evaluators'][number], 'lean' | 'shared'>>`
      select person.id as "personId", person.name, count(*) filter (where e.state = 'decided')::int as decided,
        count(*) filter (where e.state = 'taken')::int as "inHand",
        percentile_cont(0.5) within group (order by extract(epoch from e.decided_at - e.taken_at)::float8 / 3600)
          filter (where e.state = 'decided') as "medianHours"
      from evaluation e join person on person.id = e.evaluator_id
      where e.issuer_id = ${issuerId} and e.anchor_id is null and e.state in ('decided', 'taken')
        and (${microCredentialId}::uuid is null or e.micro_credential_id = ${microCredentialId})
        and (${since}::timestamptz is null or e.queued_at >= ${since})
      group by person.id order by decided desc, person.name limit 200`.execute(database),
    doubleReadings(database, { issuerId, microCredentialId: about.microCredentialId, since: about.since }),
  ]);
  const severity = severityByEvaluator(
    doubles.flatMap(({ submissionId, partId, criterionId, evaluatorIds, heights, levels: of }) =>
      evaluatorIds.map((evaluatorId, index) => ({
        unit: `${submissionId}/${partId}/${criterionId}`,
        evaluatorId,
        height: (heights[index] ?? 0) / Math.max(1, of - 1),
      })),
    ),
  );
  return {
    funnel: funnel.rows[0] ?? { started: 0, submitted: 0, returned: 0, earned: 0 },
    time: time.rows[0] ?? { decided: 0, medianHours: null, p90Hours: null, late: 0 },
    levels: levels.rows,
    agreement: [...Map.groupBy(doubles, ({ month }) => month)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, read]) => {
        const units = read.map(({ heights }) => heights);
        const percent = percentAgreement(units);
        return {
          month,
          criteria: read.length,
          percent: percent === null ? null : percent * 100,
          kappa: fleissKappa(units),
          alpha: krippendorffsAlpha(units, 'ordinal'),
        };
      }),
    pairs: await withNames(database, pairsOf(doubles)),
    reliability: reliabilityOf(doubles),
    evaluators: evaluators.rows.map((row) => {
      const { lean = null, shared = 0 } = severity.find(({ evaluatorId }) => evaluatorId === row.personId) ?? {};
      return { ...row, lean, shared };
    }),
  };
}

async function withNames(database: Database, pairs: PairAgreement[]): Promise<EvaluationInsight['pairs']> {
  const ids = [...new Set(pairs.flatMap(({ evaluatorIds }) => evaluatorIds))];
  const people = ids.length ? await database.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute() : [];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return pairs.map(({ evaluatorIds, ...pair }) => ({
    ...pair,
    evaluators: evaluatorIds.map((personId) => ({ personId, name: names.get(personId) ?? '' })),
  }));
}
