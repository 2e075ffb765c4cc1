import { z } from 'zod';
import type { App } from '../app.ts';
import { actAs } from './acting.ts';
import { readDemoFile } from './demo-content.ts';

const DemoEndorsement = z.object({
  endorser: z.string(),
  /** The administrator who signs for it. */
  by: z.string(),
  microCredential: z.string().optional(),
  issuer: z.string().optional(),
  comment: z.string(),
});

/**
 * Lets organizations of the demo vouch for micro-credentials and issuers of others, through the API. A demo in which somebody has endorsed
 * already is left as it is.
 *
 * @param emails address by key of a person
 * @returns how many endorsements were signed now
 */
export async function liveEndorsements(app: App, emails: ReadonlyMap<string, string>): Promise<number> {
  const { database } = app.ground;
  if (await database.selectFrom('endorsement').select('id').executeTakeFirst()) return 0;
  const endorsements = z.array(DemoEndorsement).parse(readDemoFile('endorsements.json'));
  const idOf = async (table: 'organization' | 'micro_credential', slug: string) =>
    (await database.selectFrom(table).select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id;
  for (const { endorser, by, microCredential, issuer, comment } of endorsements) {
    const admin = await actAs(app, emails.get(by) ?? by);
    const endorsed = microCredential
      ? { microCredentialId: await idOf('micro_credential', microCredential) }
      : { issuerId: await idOf('organization', issuer ?? '') };
    await admin.send('POST', `/api/v1/organizations/${await idOf('organization', endorser)}/endorsements`, { endorsed, comment });
  }
  return endorsements.length;
}
