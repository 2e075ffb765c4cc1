import { verifyPassword } from 'better-auth/crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { callerOf } from '../platform/http/access.ts';
import { Problem } from '../platform/http/problem.ts';
import type { Authentication } from './authentication.ts';
import { createForward } from './forward.ts';
import { PasskeyAnswer } from './schemas.ts';

/** What one shows again before something that cannot be undone: a session may be somebody's who found the browser open. */
export const Proof = z.union([z.object({ password: z.string().min(1).max(200) }), z.object({ passkey: PasskeyAnswer })]);
export type Proof = z.infer<typeof Proof>;

const wrongProof = () =>
  new Problem(403, 'not-proven', 'That was not it', 'Nothing was changed. Check your password, or use your passkey.');

/** Asks whether a proof is the caller's own. */
export type ProveItIsYou = (request: FastifyRequest, reply: FastifyReply, proof: Proof) => Promise<void>;

/**
 * @returns throws {Problem} 403 `not-proven` where the password is another, the passkey somebody else's, or the account has none
 */
export function createProveItIsYou(
  { database, config }: Pick<Ground, 'database' | 'config'>,
  authentication: Authentication,
): ProveItIsYou {
  const forward = createForward(authentication, config.url);
  return async (request, reply, proof) => {
    const { personId } = callerOf(request);
    if ('password' in proof) {
      const account = await database
        .selectFrom('account')
        .select('password')
        .where('person_id', '=', personId)
        .where('provider_id', '=', 'credential')
        .executeTakeFirst();
      if (!account?.password || !(await verifyPassword({ hash: account.password, password: proof.password }))) throw wrongProof();
      return;
    }
    const own = await database
      .selectFrom('passkey')
      .select('id')
      .where('person_id', '=', personId)
      .where('credential_id', '=', proof.passkey.id)
      .executeTakeFirst();
    if (!own) throw wrongProof();
    await forward(request, reply, { path: '/passkey/verify-authentication', body: { response: proof.passkey } });
  };
}
