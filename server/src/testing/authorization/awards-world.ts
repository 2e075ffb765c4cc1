import { makeEndorsement } from '../../awards/endorsements/make-endorsement.ts';
import { anAward } from '../awards.ts';
import { aDefinition, aMicroCredential } from '../catalog.ts';
import { aFile, besidesOf } from '../portfolio.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** Two badges of the earner, one with evidence that she shares, one that she hides; a file of earlier awards; an endorsement of another's, and by another. */
export async function awardsWorld(app: TestApp, { earnerId, organizationId, otherOrganizationId }: Ground): Promise<Contribution> {
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
  const theirs = await aMicroCredential(app.database, { issuerId: otherOrganizationId });
  const endorsementId = await makeEndorsement(app.ground, {
    organizationId,
    personId: earnerId,
    endorsed: { microCredentialId: theirs.microCredentialId },
    comment: 'Our schools have seen what it changes.',
  });
  const receivedEndorsementId = await makeEndorsement(app.ground, {
    organizationId: otherOrganizationId,
    personId: earnerId,
    endorsed: { microCredentialId: shown.microCredentialId },
    comment: 'We would ask for it again.',
  });
  return {
    ids: {
      endorsementId,
      'received/endorsementId': receivedEndorsementId,
      'award-imports/importId': imported.id,
      awardId: shown.awardId,
      hiddenAwardId: hidden.awardId,
      sharedFileId: file.id,
      classId: shown.versionId,
      'people/slug': 'a-page-of-hers',
    },
  };
}
