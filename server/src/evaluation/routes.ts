import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { deskRoutes } from './desk-routes.ts';
import { feedbackRoutes } from './feedback-routes.ts';
import { scoringRoutes } from './scoring-routes.ts';

/** The queue, the evaluator's desk, and the earner's feedback. */
export function evaluationRoutes(server: Server, ground: Ground): void {
  deskRoutes(server, ground);
  scoringRoutes(server, ground);
  feedbackRoutes(server, ground);
}
