import { anAward } from '../awards.ts';
import { aDefinition } from '../catalog.ts';
import { aFile, besidesOf } from '../portfolio.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** Two badges of the earner, one with evidence that she shares, one that she hides; a file of earlier awards. */
export async function awardsWorld(app: TestApp, { earnerId, organizationId }: Ground): Promise<Contribution> {
  const file = await aFile(app, earnerId);
  await besidesOf(app, file.id);
  const shown = await anAward(app, {
    earnerId,
    issuerId: organizationId,
    definition: aDefinition(),
    evidence: [
      {
        id: file.id,
        partId: 'work-examples',
        requirementId: 'artifact',
        kind: 'image',
        title: 'The exit slips',
        description: '',
        url: null,
        page: null,
        file,
        durationSeconds: null,
        showsStudents: false,
        shared: true,
      },
    ],
  });
  const hidden = await anAward(app, { earnerId, issuerId: organizationId, definition: aDefinition() });
  await app.database.insertInto('award_showing').values({ award_id: hidden.awardId, shown: false }).execute();
  await app.database.insertInto('public_profile').values({ person_id: earnerId, slug: 'a-page-of-hers', shown: true }).execute();
  const imported = await app.database
    .insertInto('award_import')
    .values({ organization_id: organizationId, file_name: 'earlier.csv', rows: 1, state: 'issued', told_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    ids: {
      'award-imports/importId': imported.id,
      awardId: shown.awardId,
      hiddenAwardId: hidden.awardId,
      sharedFileId: file.id,
      classId: shown.versionId,
      'people/slug': 'a-page-of-hers',
    },
  };
}
