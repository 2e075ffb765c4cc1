import type { ProveItIsYou } from '../identity/index.ts';
import type { Ground } from '../platform/ground.ts';
import type { Holding } from '../platform/holding.ts';
import type { Server } from '../platform/http/server.ts';
import { startErasures } from './erasure/start-erasures.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { makeExportQueue } from './export/ask-for-export.ts';
import { makeExport } from './export/make-export.ts';
import { exportRoutes } from './export-routes.ts';
import { privacyHolding } from './holding.ts';

/**
 * What people may ask of their own data: a copy of all of it, and that it goes.
 *
 * @param others what the other capabilities keep of people
 */
export async function privacyRoutes(server: Server, ground: Ground, proveItIsYou: ProveItIsYou, others: readonly Holding[]): Promise<void> {
  const holdings = [...others, privacyHolding(ground)];
  exportRoutes(server, ground);
  erasureRoutes(server, ground, proveItIsYou);
  await ground.jobs.work<{ exportId: string }>(makeExportQueue, ({ exportId }) => makeExport(ground, holdings, exportId));
  await startErasures(ground, holdings);
}
