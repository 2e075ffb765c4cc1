import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { type AccessQuestion, type Caller, hasRole, isId, ownerOnly, type Policy, type Role } from '../platform/http/access.ts';
import { eligibleFor, uninvolved } from './assignment/eligible.ts';
import { withoutConflict } from './conflicts.ts';

/** Who scores. */
export const scoringRoles: readonly Role[] = ['evaluator', 'evaluation-lead'];
/** Who oversees scoring. */
export const leadRoles: readonly Role[] = ['evaluation-lead'];

/** Organizations in which the caller holds one of the roles. */
export const organizationsWith = (caller: Caller, roles: readonly Role[]): string[] =>
  caller.memberships.filter((membership) => membership.roles.some((role) => roles.includes(role))).map((m) => m.organizationId);

/** How a caller stands to an evaluation; null when there is none. */
async function standing(database: Database, evaluationId: string | undefined, personId: string) {
  if (!isId(evaluationId)) return null;
  const row = await database
    .selectFrom('evaluation')
    .select([
      'issuer_id',
      'evaluator_id',
      'scored_by',
      'earner_id',
      'anchor_id',
      eligibleFor(personId).as('free'),
      uninvolved(personId).as('uninvolved'),
      // a lead who reads the submission oneself, and has not decided, sees no other's reading of it
      sql<boolean>`exists (select from evaluation own where own.submission_id = evaluation.submission_id and own.id <> evaluation.id
        and own.evaluator_id = ${personId} and own.state = 'taken')`.as('reads'),
    ])
    .where('id', '=', evaluationId)
    .executeTakeFirst();
  return row ?? null;
}

type Standing = NonNullable<Awaited<ReturnType<typeof standing>>>;

/** A policy on an evaluation. Nobody ever gets near own work, and whoever is refused learns nothing: not even that it exists. */
function aboutEvaluation(name: string, allows: string, may: (caller: Caller, evaluation: Standing) => boolean): Policy {
  return {
    name,
    allows,
    needsSignIn: true,
    async decide({ caller, params, database }: AccessQuestion) {
      const evaluation = caller && (await standing(database, params.evaluationId, caller.personId));
      if (!evaluation || evaluation.earner_id === caller.personId) return 'hide';
      return may(caller, evaluation) ? 'allow' : 'hide';
    },
  };
}

const scores = (caller: Caller, { issuer_id }: Standing) => hasRole(caller, issuer_id, scoringRoles);
const leads = (caller: Caller, { issuer_id }: Standing) => hasRole(caller, issuer_id, leadRoles);
/** Has it in hand, or had it last: who lost it is told so instead of being shown nothing. */
const holds = ({ personId }: Caller, { evaluator_id, scored_by }: Standing) =>
  evaluator_id === personId || (evaluator_id === null && scored_by === personId);

/** Conflicts of interest hide, too: a refusal with a reason would tell the evaluator whose colleague waits there. */
export const mayTake = aboutEvaluation(
  'evaluators-without-conflict',
  'Evaluators and leads of the issuing organization who have no conflict of interest.',
  (caller, evaluation) => scores(caller, evaluation) && evaluation.free,
);

export const mayScore = aboutEvaluation(
  'evaluator-in-charge',
  'The evaluator who has taken it.',
  (caller, evaluation) => scores(caller, evaluation) && holds(caller, evaluation),
);

export const mayRead = aboutEvaluation(
  'evaluator-in-charge-or-lead',
  'The evaluator who has taken it, and the leads of the issuing organization.',
  (caller, evaluation) =>
    (leads(caller, evaluation) && !evaluation.reads) || (scores(caller, evaluation) && evaluation.evaluator_id === caller.personId),
);

export const mayRelease = aboutEvaluation(
  'evaluator-in-charge-or-lead',
  'The evaluator who has taken it, and the leads of the issuing organization.',
  (caller, evaluation) => leads(caller, evaluation) || (scores(caller, evaluation) && holds(caller, evaluation)),
);

export const mayTakeAway = aboutEvaluation('lead-of-evaluation', 'Evaluation leads of the issuing organization.', (caller, evaluation) =>
  leads(caller, evaluation),
);

export const mayGrant = aboutEvaluation(
  'grantor-without-conflict',
  'Evaluation leads of the issuing organization who have no conflict of interest and did not read it themselves.',
  (caller, evaluation) => leads(caller, evaluation) && evaluation.uninvolved && evaluation.evaluator_id !== caller.personId,
);

/** Holders of roles in the organization that the route names; others see nothing. */
function inOrganization(name: string, allows: string, roles: readonly Role[]): Policy {
  return {
    name,
    allows,
    needsSignIn: true,
    decide: ({ caller, params: { organizationId } }) =>
      caller && isId(organizationId) && hasRole(caller, organizationId, roles) ? 'allow' : 'hide',
  };
}

export const evaluatorsOfOrganization = inOrganization(
  'evaluators-of-organization',
  'Evaluators and leads of the organization.',
  scoringRoles,
);
export const leadsOfOrganization = inOrganization('leads-of-organization', 'Evaluation leads of the organization.', leadRoles);

export const mayAnswerAppeal: Policy = {
  name: 'lead-without-conflict',
  allows: 'Evaluation leads of the issuing organization who have no conflict of interest.',
  needsSignIn: true,
  async decide({ caller, params: { appealId }, database }) {
    if (!caller || !isId(appealId)) return 'hide';
    const appeal = await database
      .selectFrom('appeal')
      .innerJoin('decision', 'decision.id', 'appeal.decision_id')
      .innerJoin('evaluation', 'evaluation.id', 'decision.evaluation_id')
      .select(['appeal.issuer_id', withoutConflict(caller.personId).as('free')])
      .where('appeal.id', '=', appealId)
      .executeTakeFirst();
    return appeal?.free && hasRole(caller, appeal.issuer_id, leadRoles) ? 'allow' : 'hide';
  },
};

export const settingsKeepers = inOrganization(
  'evaluation-settings-keepers',
  'Evaluation leads and administrators of the issuing organization.',
  ['evaluation-lead', 'issuer-admin'],
);

export const journeyOwner = ownerOnly('journey-owner', 'The earner whose journey it is.', async ({ journeyId }, database) => {
  if (!isId(journeyId)) return null;
  const journey = await database.selectFrom('journey').select('earner_id').where('id', '=', journeyId).executeTakeFirst();
  return journey?.earner_id ?? null;
});
