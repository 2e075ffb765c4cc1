import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { type Holding, listOf, toldRows } from '../platform/holding.ts';
import { erasureOfRecognition } from './erase-person.ts';

/** What recognizers know of an educator. */
export function recognitionHolding({ database }: Pick<Ground, 'database'>): Holding {
  return {
    name: 'recognition',
    about: 'Programs you take part in, pre-approvals, claims, every line of your statements, and what your employers recorded of you.',
    erasure: erasureOfRecognition,
    async *copy(personId) {
      const told = (path: string, query: ReturnType<typeof sql>) => toldRows(database, path, query);
      yield told(
        'programs.json',
        sql`select organization.name as recognizer, version.definition ->> 'title' as program, part.joined_at, part.left_at,
            ${listOf(sql`select step_id as "stepId", completed_at as "completedAt" from participation_step step
              where step.program_id = part.program_id and step.educator_id = part.educator_id`)} as steps,
            ${listOf(sql`select entry_id as "entryId", chosen_at as "chosenAt" from participation_choice choice
              where choice.program_id = part.program_id and choice.educator_id = part.educator_id`)} as choices
          from participation part join program on program.id = part.program_id join organization on organization.id = program.recognizer_id
          join program_version version on version.id = part.version_id
          where part.educator_id = ${personId} order by part.joined_at`,
      );
      yield told(
        'pre-approvals.json',
        sql`select request.id, organization.name as recognizer, request.state, request.rationale, request.student_effect, request.mission_fit,
            request.starts_on, request.ends_on, request.granted_at, request.created_at,
            request.educator_id = ${personId} as begun_by_you, member.note as your_note,
            ${listOf(sql`select title, entry_id as "entryId" from pre_approval_line line
              where line.pre_approval_id = request.id and line.educator_id = ${personId}`)} as your_lines,
            ${listOf(sql`select number, act, state, reason, taken_at as "takenAt" from pre_approval_act act
              where act.pre_approval_id = request.id order by number`)} as steps
          from pre_approval request join organization on organization.id = request.recognizer_id
          left join pre_approval_member member on member.pre_approval_id = request.id and member.educator_id = ${personId}
          where request.educator_id = ${personId} or member.educator_id is not null order by request.id`,
      );
      yield told(
        'claims.json',
        sql`select claim.id, organization.name as recognizer, claim.title, claim.award_id, claim.foreign_badge_id, claim.earned_on, claim.submitted_on,
            claim.posted_on, claim.state, claim.reason,
            ${listOf(sql`select state, reason, taken_at as "takenAt" from claim_step where claim_id = claim.id order by id`)} as steps
          from claim join organization on organization.id = claim.recognizer_id where claim.educator_id = ${personId} order by claim.id`,
      );
      yield told(
        'statement.json',
        sql`select entry.id, organization.name as recognizer, entry.kind, entry.unit, entry.amount::text as amount, entry.earned_on, entry.effective_on,
            entry.claim_ids, entry.reverses, entry.reason, entry.recorded_at, version.sentence as rule
          from ledger_entry entry join organization on organization.id = entry.recognizer_id
          left join incentive_version version on version.id = entry.incentive_version_id
          where entry.educator_id = ${personId} order by entry.id`,
      );
      yield told(
        'starting-balances.json',
        sql`select organization.name as recognizer, kind, unit, amount::text as amount, as_of, note
          from starting_balance join organization on organization.id = recognizer_id where educator_id = ${personId} order by starting_balance.id`,
      );
      yield told(
        'employment.json',
        sql`select organization.name as employer, school.name as school, effective_on, ended_on, hired_on, hr_identifier, position, contract,
            licence_starts_on, licence_ends_on
          from employment join organization on organization.id = recognizer_id left join organization school on school.id = school_id
          where educator_id = ${personId} order by employment.id`,
      );
      yield told(
        'rosters.json',
        sql`select organization.name as employer, kind, active, data from roster_record
          join organization on organization.id = recognizer_id where person_id = ${personId}`,
      );
      yield told(
        'nominations.json',
        sql`select nomination.id, title, rationale, state, created_at, nominated_by = ${personId} as yours,
            exists (select from nomination_support where nomination_id = nomination.id and person_id = ${personId}) as supported,
            ${listOf(sql`select text, created_at as "writtenAt" from nomination_comment comment
              where comment.nomination_id = nomination.id and comment.author_id = ${personId} order by id`)} as your_comments
          from nomination where nominated_by = ${personId}
            or exists (select from nomination_support where nomination_id = nomination.id and person_id = ${personId})
            or exists (select from nomination_comment where nomination_id = nomination.id and author_id = ${personId}) order by nomination.id`,
      );
      yield told(
        'talent-map.json',
        sql`select organization.name as recognizer, shown, offers, contact, note, talent_consent.updated_at
          from talent_consent join organization on organization.id = recognizer_id where person_id = ${personId}`,
      );
      yield told(
        'badges-from-elsewhere.json',
        sql`select id, title, issuer_name, achievement_id, credential_id, awarded_at, verified_at, report
          from foreign_badge where educator_id = ${personId} order by id`,
      );
      const badges = await database
        .selectFrom('foreign_badge')
        .select(['id', 'source'])
        .where('educator_id', '=', personId)
        .orderBy('id')
        .execute();
      // as it was handed in: JSON, JWT, PNG or SVG
      for (const { id, source } of badges) yield { path: `badges-from-elsewhere/${id}`, bytes: source };
    },
  };
}
