import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { poolRoutes } from './assignment/pool-routes.ts';
import { startAssigning } from './assignment/start-assigning.ts';
import { calibrationRoutes } from './calibration/calibration-routes.ts';
import { commentRoutes } from './comments/comment-routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { feedbackRoutes } from './feedback-routes.ts';
import { growthRoutes } from './growth/growth-routes.ts';
import { insightRoutes } from './insight/insight-routes.ts';
import { phraseRoutes } from './phrases/phrase-routes.ts';
import { grantRoutes } from './readings/grant-routes.ts';
import { scoringRoutes } from './scoring-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';

/** The queue, the evaluator's desk, and the earner's feedback. */
export async function evaluationRoutes(server: Server, ground: Ground): Promise<void> {
  deskRoutes(server, ground);
  scoringRoutes(server, ground);
  commentRoutes(server, ground);
  feedbackRoutes(server, ground);
  settingsRoutes(server, ground);
  grantRoutes(server, ground);
  growthRoutes(server, ground);
  calibrationRoutes(server, ground);
  poolRoutes(server, ground);
  insightRoutes(server, ground);
  phraseRoutes(server, ground);
  await startAssigning(ground);
}
