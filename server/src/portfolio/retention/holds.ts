import { sql } from 'kysely';
import type { Hold } from './retention-clock.ts';

/** A hold as JSON tells it. */
export type ToldHold = Omit<Hold, 'since'> & { since: string | null };

/**
 * SQL of what each submission says about how long an item (`evidence_item`) is kept; journeys under way that hold it without a submission
 * keep it, too.
 */
export const holdsOfItem = sql<ToldHold[]>`(
  select coalesce(json_agg(json_build_object('issuer', issuer.name, 'organizationId', issuer.id, 'since', place.since, 'open', place.open,
    'shown', place.shown,
    'days', case when evidence_item.shows_students then coalesce(policy.students_days, policy.all_days) else policy.all_days end)), '[]')
  from (
    select journey.micro_credential_id,
      journey.state in ('drafting', 'submitted')
        or exists (select from appeal where appeal.submission_id = submission.id and appeal.state = 'open') as open,
      -- work on the next attempt begins the time anew
      case when journey.state = 'not-yet' then greatest(decided.at, (select max(answer.updated_at) from answer where answer.journey_id = journey.id))
        when journey.state = 'withdrawn' then coalesce(decided.at, journey.state_since)
        else decided.at end as since,
      exists (select from submission_file shared join award on award.submission_id = shared.submission_id
        where shared.submission_id = submission.id and shared.file_id = evidence_item.file_id and shared.shared and not shared.shows_students
          and not exists (select from award_revocation where award_revocation.award_id = award.id)
          and not exists (select from award_showing where award_showing.award_id = award.id and not award_showing.shown)) as shown
    from submission_evidence held join submission on submission.id = held.submission_id join journey on journey.id = submission.journey_id
    left join lateral (select max(decided_at) as at from decision where decision.submission_id = submission.id) decided on true
    where held.evidence_id = evidence_item.id
      -- an edition that went back unread decides nothing
      and not exists (select from submission_return where submission_return.submission_id = submission.id)
    union all
    select journey.micro_credential_id, true, null, false
    from journey_evidence placed join journey on journey.id = placed.journey_id
    where placed.evidence_id = evidence_item.id and journey.state in ('drafting', 'submitted')
  ) place
  join micro_credential on micro_credential.id = place.micro_credential_id
  join organization issuer on issuer.id = micro_credential.issuer_id
  left join evidence_retention policy on policy.organization_id = issuer.id)`;

/** Holds as the rule takes them. */
export const heard = (told: readonly ToldHold[]): Hold[] =>
  told.map(({ since, ...hold }) => ({ ...hold, since: since === null ? null : new Date(since) }));
