import './events.ts';
import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { objectFolder, openDiskStorage } from '../platform/storage/disk-storage.ts';
import { startChecks } from './check-files.ts';
import { startCleanUp } from './clean-up.ts';
import { startConverting } from './documents/convert-in-background.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { journeyRoutes } from './journey-routes.ts';
import { startLinkLooks } from './links/look-at-link.ts';
import { startLooking } from './media/look-at-file.ts';
import { mediaRoutes } from './media/media-routes.ts';
import { uploadRoutes } from './upload-routes.ts';

export { applyDecision } from './apply-decision.ts';
export { fileNotices } from './check-files.ts';
export { loadSubmission } from './load-submission.ts';
export { ShownFile, shownFiles } from './media/shown-files.ts';
export { reopenForAppeal, returnSubmission } from './return-submission.ts';
export { progressOf } from './shared-progress.ts';
export { answerKey, Snapshot, SubmittedEvidence, SubmittedFile } from './snapshot.ts';
export { takeUpload } from './take-upload.ts';

/** Journeys, evidence, uploads, files and submissions. */
export async function portfolioRoutes(server: Server, ground: Ground): Promise<void> {
  const storage = openDiskStorage(objectFolder(ground.config));
  journeyRoutes(server, ground);
  evidenceRoutes(server, ground, storage);
  uploadRoutes(server, ground, storage);
  fileRoutes(server, ground, storage);
  mediaRoutes(server, ground, storage);
  await startLooking(ground, storage, server.log);
  await startConverting(ground, storage, server.log);
  await startLinkLooks(ground);
  await startCleanUp(ground, storage);
  await startChecks(ground, storage, server.log);
}
