import type { Authentication } from '../identity/index.ts';
import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { connectionRoutes } from './connection-routes.ts';
import { forgetExpiredTokens } from './forget-expired.ts';
import { importedRoutes } from './imported-routes.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { openBadgesRoutes } from './open-badges-routes.ts';
import { createProvider } from './provider.ts';
import { vcApiRoutes } from './vc-api/routes.ts';
import { walletRoutes } from './wallet-routes.ts';

export { authorizationServer } from './authorization-server.ts';
export { exchangeHolding } from './holding.ts';
export { vcApiLists } from './vc-api/read-lists.ts';

/** Badges going out to and coming in from other systems. */
export async function exchangeRoutes(server: Server, ground: Ground, authentication: Authentication): Promise<void> {
  const provider = createProvider(authentication, ground.config.url);
  await oauthRoutes(server, ground, provider);
  connectionRoutes(server, ground, provider);
  await openBadgesRoutes(server, ground);
  importedRoutes(server, ground);
  await walletRoutes(server, ground);
  vcApiRoutes(server, ground);
  await forgetExpiredTokens(ground);
}
