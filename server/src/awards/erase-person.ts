import type { OpenBadgeCredential } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { type ErasureStep, eraseBy } from '../platform/holding.ts';
import { dateTime, signerOf } from './signing.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

/**
 * Awards keep their proof: the badge stays at its address, signed, with its place in the status list. Evidence goes from it, so it is signed
 * once more without; copies that people hold stay what they are.
 */
export function erasureOfAwards(ground: Parts): readonly ErasureStep[] {
  return [
    {
      name: 'badges',
      when: 'then',
      async erase(transaction, personId) {
        const changed = await signWithoutEvidence(ground, transaction, personId);
        return (
          changed +
          (await eraseBy(
            transaction,
            sql`delete from public_profile where person_id = ${personId}`,
            sql`delete from wallet_offer where award_id in (select id from award where earner_id = ${personId})`,
            sql`update award_import_row set email = 'erased@erased.invalid', name = '', narrative = '', evidence_url = ''
              where email in (select email from email_address where person_id = ${personId} and verified_at is not null)
                or id in (select import_row_id from award where earner_id = ${personId})`,
          ))
        );
      },
    },
  ];
}

async function signWithoutEvidence(ground: Parts, transaction: Writing, personId: string): Promise<number> {
  const awards = await transaction
    .selectFrom('award')
    .innerJoin('organization as issuer', 'issuer.id', 'award.issuer_id')
    .select(['award.id', 'award.credential', 'issuer.id as issuerId', 'issuer.slug'])
    .where('award.earner_id', '=', personId)
    .execute();
  let changed = 0;
  for (const { id, credential, issuerId, slug } of awards) {
    const { proof: _, evidence, ...badge } = JSON.parse(credential) as OpenBadgeCredential & { proof: unknown };
    // each page that was kept names the person
    await sql`select pg_notify('public_content', 'award:' || ${id}::text)`.execute(transaction);
    if (!evidence) continue;
    const signer = await signerOf(ground, transaction, { id: issuerId, slug });
    const issuer = typeof badge.issuer === 'string' ? signer.id : { ...badge.issuer, id: signer.id };
    const signed = await signer.badges.issue({ ...badge, issuer } as OpenBadgeCredential, { created: dateTime(ground.clock()) });
    await transaction
      .updateTable('award')
      .set({ credential: JSON.stringify(signed) })
      .where('id', '=', id)
      .execute();
    changed += 1;
  }
  return changed;
}
