import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { settleEveryone } from '../ledger/settle-everyone.ts';
import { termsAreRetroactive } from '../problems.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { Terms } from './terms.ts';

/**
 * Publishes terms that hold for awards from a day on. Terms of the past stand: the first ones may begin whenever, later ones today or
 * later.
 *
 * @throws {Problem} 409 `not-a-recognizer`, `terms-are-retroactive`
 */
export async function publishTerms(
  ground: Pick<Ground, 'jobs' | 'clock'>,
  transaction: Writing,
  publication: { recognizerId: string; effectiveFrom: string; terms: Terms; publishedBy: string | null },
): Promise<{ number: number }> {
  const { recognizerId, effectiveFrom, publishedBy } = publication;
  const terms = Terms.parse(publication.terms);
  const { timezone } = await findRecognizer(transaction, recognizerId);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`incentives/${recognizerId}`}, 0))`.execute(transaction);
  const { last } = await transaction
    .selectFrom('recognition_terms')
    .select(sql<number>`coalesce(max(number), 0)`.as('last'))
    .where('recognizer_id', '=', recognizerId)
    .executeTakeFirstOrThrow();
  const today = dateIn(timezone, ground.clock());
  if (last > 0 && effectiveFrom < today) throw termsAreRetroactive(today);
  const number = last + 1;
  await transaction
    .insertInto('recognition_terms')
    .values({ recognizer_id: recognizerId, number, effective_from: effectiveFrom, terms: JSON.stringify(terms), published_by: publishedBy })
    .execute();
  await settleEveryone(ground, transaction, recognizerId, `Counted anew by version ${number} of the terms.`);
  return { number };
}
