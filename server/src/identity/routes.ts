import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { accountRoutes } from './account-routes.ts';
import { addressRoutes } from './address-routes.ts';
import type { Authentication } from './authentication.ts';
import { forgetExpired } from './forget-expired.ts';
import { createForward } from './forward.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { limitNetworks } from './limits.ts';
import { organizationRoutes } from './organization-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

/** Everything of identity over HTTP, and its nightly forgetting. */
export async function identityRoutes(server: Server, ground: Ground, authentication: Authentication): Promise<void> {
  const forward = createForward(authentication, ground.config.url);
  limitNetworks(server);
  signInRoutes(server, ground, authentication, forward);
  passkeyRoutes(server, ground, forward);
  accountRoutes(server, ground, forward);
  addressRoutes(server, ground);
  organizationRoutes(server, ground);
  invitationRoutes(server, ground);
  await forgetExpired(ground);
}
