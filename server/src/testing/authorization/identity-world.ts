import { makeMailedToken } from '../../identity/mailed-token.ts';
import { aMember, aPerson } from '../builders.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** The earner's addresses, passkey and session; an open invitation; a member. */
export async function identityWorld({ database }: TestApp, { earnerId, organizationId }: Ground): Promise<Contribution> {
  const address = await database
    .insertInto('email_address')
    .values({ person_id: earnerId, email: `second-${earnerId}@example.org` })
    .returning('id')
    .executeTakeFirstOrThrow();
  const passkey = await database
    .insertInto('passkey')
    .values({ person_id: earnerId, public_key: 'a key', credential_id: earnerId, counter: 0, device_type: 'multiDevice', backed_up: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  const session = await database
    .insertInto('session')
    .values({ person_id: earnerId, token: earnerId, expires_at: new Date(Date.now() + 3_600_000) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const member = await aMember(database, organizationId, 'educator');
  const invited = await aPerson(database);
  const { token, hash } = makeMailedToken();
  const invitation = await database
    .insertInto('invitation')
    .values({
      organization_id: organizationId,
      email: invited.email,
      roles: ['educator'],
      token_hash: hash,
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    ids: {
      addressId: address.id,
      passkeyId: passkey.id,
      sessionId: session.id,
      invitationId: invitation.id,
      'invitations/token': token,
      personId: member.id,
    },
    people: { 'the invited person': invited, 'the member themselves': { id: member.id, role: 'educator' } },
  };
}
