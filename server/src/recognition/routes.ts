import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { claimRoutes } from './claims/routes.ts';
import { incentiveRoutes } from './incentives/routes.ts';
import { insightRoutes } from './insight/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { nominationRoutes } from './nominations/routes.ts';
import { participationRoutes } from './participation/routes.ts';
import { payrollRoutes } from './payroll/routes.ts';
import { preApprovalRoutes } from './pre-approval/routes.ts';
import { programAuthoringRoutes } from './programs/authoring-routes.ts';
import { programRoutes } from './programs/routes.ts';
import { employmentRoutes } from './rosters/employment-routes.ts';
import { rosterRoutes } from './rosters/roster-routes.ts';
import { simulatorRoutes } from './simulator/routes.ts';
import { talentRoutes } from './talent/routes.ts';

/** Programs, incentives, claims, the ledger, payroll, insight and the simulator. */
export function recognitionRoutes(server: Server, ground: Ground): void {
  programRoutes(server, ground);
  programAuthoringRoutes(server, ground);
  incentiveRoutes(server, ground);
  claimRoutes(server, ground);
  ledgerRoutes(server, ground);
  payrollRoutes(server, ground);
  employmentRoutes(server, ground);
  rosterRoutes(server, ground);
  talentRoutes(server, ground);
  participationRoutes(server, ground);
  nominationRoutes(server, ground);
  preApprovalRoutes(server, ground);
  insightRoutes(server, ground);
  simulatorRoutes(server, ground);
}
