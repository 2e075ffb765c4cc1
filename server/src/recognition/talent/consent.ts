import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { recognizersOf } from '../ledger/value-for-educator.ts';

/** What an educator says about being found by name. */
export const Consent = z.object({
  shown: z.boolean().meta({ description: 'Whether the name is shown beside what was earned' }),
  offers: z.array(z.enum(['coaching', 'leading'])).max(2),
  contact: z.enum(['message', 'address']).meta({ description: 'By a message through Brevet, or by the e-mail address' }),
  note: z.string().trim().max(300),
});
export type Consent = z.infer<typeof Consent>;

/** Nobody is shown by name who has not said so. */
const unsaid: Consent = { shown: false, offers: [], contact: 'message', note: '' };

/** What somebody said to each of those they work for. */
export async function readConsents(
  database: Database,
  personId: string,
): Promise<(Consent & { recognizer: { id: string; slug: string; name: string } })[]> {
  const recognizers = await recognizersOf(database, personId);
  const said = await database
    .selectFrom('talent_consent')
    .select(['recognizer_id as recognizerId', 'shown', 'note', sql<Consent['offers']>`offers`.as('offers')])
    .select(sql<Consent['contact']>`contact`.as('contact'))
    .where('person_id', '=', personId)
    .execute();
  return recognizers.map(({ id, slug, name }) => {
    const { recognizerId: _, ...consent } = said.find(({ recognizerId }) => recognizerId === id) ?? { recognizerId: id, ...unsaid };
    return { ...consent, recognizer: { id, slug, name } };
  });
}

/** Says it anew; it holds at once. */
export async function giveConsent(
  database: Database,
  { recognizerId, personId, consent }: { recognizerId: string; personId: string; consent: Consent },
): Promise<void> {
  const { shown, contact, note } = consent;
  const values = { shown, contact, note, offers: [...new Set(consent.offers)] };
  await database
    .insertInto('talent_consent')
    .values({ recognizer_id: recognizerId, person_id: personId, ...values })
    .onConflict((conflict) => conflict.columns(['recognizer_id', 'person_id']).doUpdateSet({ ...values, updated_at: sql<Date>`now()` }))
    .execute();
}
