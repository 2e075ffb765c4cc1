import { type RawBuilder, sql } from 'kysely';
import { unseen } from '../platform/database/planned-once.ts';

/**
 * Conflicts of interest: whose work an evaluator may never score.
 *
 * 1. Own work.
 * 2. Work of somebody with whom one shares an employer: a recognizing entity that either is a member of, or that stands above such an
 *    organization (the district above a school). So colleagues at one school, at two schools of one district, and a school's teacher
 *    and the district's coach all conflict. Membership in an issuing organization is no employment: educators who evaluate for an
 *    issuer may be evaluated by each other.
 * 3. Work of somebody with whom one is in a group (a PLC or cohort) now, as member, leader or coach.
 * 4. Work of somebody whom one has recognized in a submission, and said so.
 *
 * `conflictBetween` is the rule, `withoutConflict` the same rule in SQL, and a test holds the two to each other.
 */

/** An organization as far as the rule looks at it. */
export interface EmployingOrganization {
  id: string;
  isRecognizer: boolean;
  parentId: string | null;
}

/** A person as far as the rule looks at it. */
export interface PersonAtWork {
  personId: string;
  /** Organizations the person is a member of, in whatever role. */
  memberOf: readonly string[];
  /** Groups the person is in now. */
  groups?: readonly string[];
  /** Earners whose work the person has recognized, as said when giving it back. */
  recognized?: readonly string[];
}

export type Conflict = 'own-work' | 'shared-employer' | 'shared-group' | 'recognized';

/** The recognizing entities that employ a person: those of the memberships, and those above. */
export function employersOf(person: PersonAtWork, organizations: readonly EmployingOrganization[]): Set<string> {
  const byId = new Map(organizations.map((organization) => [organization.id, organization]));
  const seen = new Set<string>();
  const employers = new Set<string>();
  for (const start of person.memberOf) {
    for (let at = byId.get(start); at && !seen.has(at.id); at = at.parentId === null ? undefined : byId.get(at.parentId)) {
      seen.add(at.id);
      if (at.isRecognizer) employers.add(at.id);
    }
  }
  return employers;
}

/**
 * Why this evaluator may not score this earner; null when there is no reason.
 *
 * @param organizations all that either is a member of, with those above them
 */
export function conflictBetween(
  evaluator: PersonAtWork,
  earner: PersonAtWork,
  organizations: readonly EmployingOrganization[],
): Conflict | null {
  if (evaluator.personId === earner.personId) return 'own-work';
  if (evaluator.recognized?.includes(earner.personId)) return 'recognized';
  if (evaluator.groups?.some((id) => earner.groups?.includes(id))) return 'shared-group';
  const employers = employersOf(evaluator, organizations);
  return [...employersOf(earner, organizations)].some((id) => employers.has(id)) ? 'shared-employer' : null;
}

/**
 * The rule in SQL: true for rows whose earner this evaluator may score. The evaluator's side is walked once a query (up to the
 * employers, then down to everything under them), each row costs one look into the earner's memberships.
 *
 * @param earnerId column of the earner, e.g. `evaluation.earner_id`
 */
export function withoutConflict(evaluatorId: string, earnerId = 'evaluation.earner_id'): RawBuilder<boolean> {
  const earner = sql.ref(earnerId);
  const evaluator = unseen(evaluatorId, 'uuid');
  return sql<boolean>`(${earner} <> ${evaluator} and not exists (
    select from membership tie
    where tie.person_id = ${earner} and tie.organization_id in (
      with recursive above as (
        select o.id, o.parent_id, o.is_recognizer from membership m join organization o on o.id = m.organization_id where m.person_id = ${evaluator}
        union
        select o.id, o.parent_id, o.is_recognizer from above join organization o on o.id = above.parent_id
      ), under as (
        select id from above where is_recognizer
        union
        select o.id from under join organization o on o.parent_id = under.id
      )
      select id from under
    )
  ) and not exists (
    select from group_member theirs join group_member own on own.group_id = theirs.group_id and own.left_at is null
    where theirs.person_id = ${earner} and theirs.left_at is null and own.person_id = ${evaluator}
  ) and not exists (
    select from declared_conflict declared where declared.earner_id = ${earner} and declared.evaluator_id = ${evaluator}
  ))`;
}
