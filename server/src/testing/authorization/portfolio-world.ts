import { beginUpload } from '../../portfolio/begin-upload.ts';
import { aMicroCredential } from '../catalog.ts';
import { aFile, aJourney, besidesOf } from '../portfolio.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** A journey of the earner under way, an item of evidence that nobody else has seen, an upload begun. */
export async function portfolioWorld(app: TestApp, { earnerId, organizationId }: Ground): Promise<Contribution> {
  const { microCredentialId } = await aMicroCredential(app.database, { issuerId: organizationId });
  const journey = await aJourney(app, { earnerId, microCredentialId });
  const file = await aFile(app, earnerId);
  const item = await app.database
    .insertInto('evidence_item')
    .values({ earner_id: earnerId, kind: 'image', title: 'The wall of questions', file_id: file.id })
    .returning('id')
    .executeTakeFirstOrThrow();
  await besidesOf(app, file.id);
  const uploadId = earnerId.replaceAll('-', '');
  await beginUpload(app.ground, { id: uploadId, ownerId: earnerId, name: 'lesson.mp4', size: 1000, kind: 'video' });
  return {
    ids: {
      journeyId: journey.id,
      partId: 'overview',
      requirementId: 'context',
      criterionId: 'clear',
      evidenceId: item.id,
      fileId: file.id,
      uploadId,
      captionId: file.id,
      language: 'en',
    },
    bodies: {
      'PUT /api/v1/journeys/:journeyId/answers/:partId/:requirementId': { text: 'Fourth graders.', revision: 0 },
    },
  };
}
