import './events.ts';
import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { awardRoutesOf } from './award-routes.ts';
import { badgeRoutes } from './badge-routes.ts';
import { importRoutes } from './bulk/routes.ts';
import { documentRoutes } from './document-routes.ts';
import { embedRoutes } from './embed-routes.ts';
import { endorsementRoutes } from './endorsements/routes.ts';
import { keyRoutes } from './key-routes.ts';
import { openBadges2Routes } from './open-badges-2-routes.ts';
import { profileRoutes } from './profile-routes.ts';
import { verificationRoutes } from './verification-routes.ts';

export { startImports } from './bulk/start-imports.ts';
export { awardConsumers } from './consumers.ts';
export { holdStanding } from './hold-standing.ts';
export { awardsHolding } from './holding.ts';
export { rotateInstallationKey } from './installation-signer.ts';
export { awardPages } from './pages.ts';
export { awardOwner } from './policy.ts';
export { rewrapKeys } from './private-keys.ts';
export { sendDocument } from './public-document.ts';
export { readOffered, signForHolder } from './sign-for-holder.ts';
export { findEarner, listSignedBadges } from './signed-badges.ts';
export { dateTime } from './signing.ts';
export { verifyBadge } from './verify-badge.ts';

/**
 * Keys, status lists, badges and their verification.
 *
 * @param readHere documents of this installation that other capabilities keep, for the verify page
 */
export function awardRoutes(server: Server, ground: Ground, readHere: (address: string) => Promise<unknown>): void {
  documentRoutes(server, ground);
  openBadges2Routes(server, ground);
  embedRoutes(server, ground);
  profileRoutes(server, ground);
  keyRoutes(server, ground);
  badgeRoutes(server, ground);
  awardRoutesOf(server, ground);
  importRoutes(server, ground);
  endorsementRoutes(server, ground);
  verificationRoutes(server, ground, readHere);
}
