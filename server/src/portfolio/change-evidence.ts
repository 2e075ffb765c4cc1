import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { consentNeeded } from './problems.ts';
import { type Consent, requireLasting } from './withheld/consent.ts';

/** What may be changed of an item; what is left out stays. */
export interface EvidenceChange {
  title?: string | undefined;
  description?: string | undefined;
  showsStudents?: boolean | undefined;
  consentAttested?: boolean | undefined;
  consent?: Consent | null | undefined;
  /** The group that made it together, one of the earner's own; null when nobody else did. */
  madeWith?: string | null | undefined;
}

/**
 * Changes what the earner says of an item. Submissions made before keep what they were made with.
 * An item in which students appear is taken off every badge it was to go onto.
 *
 * @throws {Problem} 404 for strangers, and for a group that the earner is not in; 400 `consent-needed`, `consent-over`
 */
export async function changeEvidence(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  earnerId: string,
  evidenceId: string,
  change: EvidenceChange,
): Promise<void> {
  if (change.showsStudents && !change.consentAttested) throw consentNeeded();
  requireLasting(change.consent, clock());
  await database.transaction().execute(async (transaction) => {
    if (change.madeWith && !(await isMemberOf(transaction, change.madeWith, earnerId))) throw notFound('group');
    const changed = await transaction
      .updateTable('evidence_item')
      .set({
        ...(change.title === undefined ? {} : { title: change.title, title_by: 'earner' }),
        ...(change.description === undefined ? {} : { description: change.description }),
        ...(change.madeWith === undefined ? {} : { made_with_group: change.madeWith }),
        ...(change.showsStudents === undefined
          ? { shows_students: sql`shows_students` }
          : {
              shows_students: change.showsStudents,
              consent_attested_at: change.showsStudents ? sql`now()` : null,
              ...(change.consent === undefined && change.showsStudents
                ? {}
                : { consent_how: change.consent?.how ?? null, consent_until: change.consent?.until ?? null, consent_reminded_at: null }),
            }),
      })
      .where('id', '=', evidenceId)
      .where('earner_id', '=', earnerId)
      .where('removed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw notFound('evidence item');
    if (change.showsStudents)
      await transaction.updateTable('journey_evidence').set({ shared: false }).where('evidence_id', '=', evidenceId).execute();
  });
}

/** Groups themselves ask this capability for the progress of their people; so their rows are read here. Coaches accompany, they do not make. */
async function isMemberOf(transaction: Writing, groupId: string, personId: string): Promise<boolean> {
  const member = await transaction
    .selectFrom('group_member')
    .select('role')
    .where('group_id', '=', groupId)
    .where('person_id', '=', personId)
    .where('left_at', 'is', null)
    .where('role', '<>', 'coach')
    .executeTakeFirst();
  return member !== undefined;
}
