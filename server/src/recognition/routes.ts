import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { claimRoutes } from './claims/routes.ts';
import { incentiveRoutes } from './incentives/routes.ts';
import { programRoutes } from './programs/routes.ts';

/** Programs, incentives, claims and the ledger. */
export function recognitionRoutes(server: Server, ground: Ground): void {
  programRoutes(server, ground);
  incentiveRoutes(server, ground);
  claimRoutes(server, ground);
}
