import { z } from 'zod';
import { changeProfile, PersonName, readAccount } from '../identity/index.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database/database.ts';
import { profileNotTaken } from './problems.ts';

/** A profile as Open Badges 3.0 has it; of what a program sends, name and description are kept. */
export const ProfileBody = z
  .looseObject({ name: PersonName, description: z.string().trim().max(200).optional() })
  .meta({ id: 'OpenBadgesProfile' });

/** The person as Open Badges 3.0 Profile; the id is the one that the person's badges name. */
export async function readProfile(database: Database, personId: string): Promise<Record<string, unknown>> {
  const { name, headline, email } = await readAccount(database, personId);
  return {
    '@context': ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: `urn:uuid:${personId}`,
    type: ['Profile'],
    name,
    email,
    ...(headline ? { description: headline } : {}),
  };
}

/**
 * Takes a profile from a program: name and description. An e-mail address is confirmed by its owner, never by a program.
 *
 * @throws {Problem} 400 `profile-not-taken`
 */
export async function putProfile(
  database: Database,
  { personId, clientId }: { personId: string; clientId: string },
  body: z.infer<typeof ProfileBody>,
): Promise<Record<string, unknown>> {
  const current = await readProfile(database, personId);
  if (body.id !== undefined && body.id !== current.id) throw profileNotTaken('The id of a profile stays as it is.');
  if (body.email !== undefined && body.email !== current.email)
    throw profileNotTaken('E-mail addresses are changed and confirmed by the person, in Brevet.');
  await database.transaction().execute(async (transaction) => {
    await changeProfile(transaction, personId, { name: body.name, headline: body.description ?? null });
    await audit(transaction, {
      personId,
      action: 'profile.changed-by-program',
      subjectType: 'person',
      subjectId: personId,
      details: { clientId },
    });
  });
  return readProfile(database, personId);
}
