import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { type Holding, listOf, toldRows } from '../platform/holding.ts';
import { erasureOfAccount } from './erase-person.ts';

/** Accounts as their people get them: never what opens them (hashes, tokens, keys). */
export function identityHolding(ground: Pick<Ground, 'database' | 'mail'>): Holding {
  const { database } = ground;
  return {
    name: 'account',
    about: 'Your name and addresses, where you are signed in, your roles in organizations, and what you did there.',
    erasure: erasureOfAccount(ground),
    async *copy(personId) {
      yield toldRows(
        database,
        'account.json',
        sql`select id, name, headline, email, created_at,
          ${listOf(sql`select email, verified_at as "confirmedAt" from email_address where person_id = ${personId} order by id`)} as addresses,
          ${listOf(sql`select name, created_at as "addedAt" from passkey where person_id = ${personId} order by id`)} as passkeys,
          ${listOf(sql`select created_at as "startedAt", updated_at as "usedAt", ip_address as "network", user_agent as "browser"
            from session where person_id = ${personId} order by updated_at desc`)} as sessions
          from person where id = ${personId}`,
      );
      yield toldRows(
        database,
        'memberships.json',
        sql`select organization.name as organization, membership.roles, membership.created_at as since
          from membership join organization on organization.id = organization_id where person_id = ${personId} order by membership.created_at`,
      );
      yield toldRows(
        database,
        'invitations.json',
        sql`select organization.name as organization, invitation.email, invitation.roles, invitation.created_at as invited_at, accepted_at
          from invitation join organization on organization.id = organization_id
          where accepted_by = ${personId} or invitation.email in (select email from email_address where person_id = ${personId} and verified_at is not null)
          order by invitation.id`,
      );
      yield toldRows(
        database,
        'what-you-did.json',
        sql`select at, action, subject_type, subject_id, details from audit_entry where person_id = ${personId} order by id`,
      );
    },
  };
}
