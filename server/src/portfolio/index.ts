import './events.ts';
import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { startChecks } from './check-files.ts';
import { rosterRoutes } from './class-roster/routes.ts';
import { startCleanUp } from './clean-up.ts';
import { startConverting } from './documents/convert-in-background.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { journeyRoutes } from './journey-routes.ts';
import { startLinkLooks } from './links/look-at-link.ts';
import { startLooking } from './media/look-at-file.ts';
import { mediaRoutes } from './media/media-routes.ts';
import { startRetention } from './retention/let-evidence-go.ts';
import { retentionRoutes } from './retention/retention-routes.ts';
import { uploadRoutes } from './upload-routes.ts';
import { startConsentReminders } from './withheld/remind-of-consent.ts';

export { applyDecision } from './apply-decision.ts';
export { fileNotices } from './check-files.ts';
export { holdBeginnings } from './hold-beginnings.ts';
export { loadSubmission } from './load-submission.ts';
export { ShownFile, shownFiles } from './media/shown-files.ts';
export { portfolioHolding } from './own-data/holding.ts';
export { reopenForAppeal, returnSubmission } from './return-submission.ts';
export { sendObject } from './send-object.ts';
export { progressOf } from './shared-progress.ts';
export { answerKey, Snapshot, SubmittedEvidence, SubmittedFile } from './snapshot.ts';
export { takeUpload } from './take-upload.ts';
export { takeAwayEvidence } from './withheld/take-away.ts';
export { type ReadEvidence, Withheld, withoutWithheld } from './withheld/withheld.ts';

/** Journeys, evidence, uploads, files and submissions. */
export async function portfolioRoutes(server: Server, ground: Ground): Promise<void> {
  journeyRoutes(server, ground);
  evidenceRoutes(server, ground);
  uploadRoutes(server, ground);
  fileRoutes(server, ground);
  mediaRoutes(server, ground);
  retentionRoutes(server, ground);
  rosterRoutes(server, ground);
  await startLooking(ground, server.log);
  await startConverting(ground, server.log);
  await startLinkLooks(ground);
  await startCleanUp(ground);
  await startChecks(ground, server.log);
  await startConsentReminders(ground);
  await startRetention(ground);
}
