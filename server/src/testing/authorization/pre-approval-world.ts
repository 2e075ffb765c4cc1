import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** Requests of the earner in the organization's program: submitted, being written, and one of the group; a nomination of the earner. */
export async function preApprovalWorld(app: TestApp, { organizationId, earnerId }: Ground): Promise<Contribution> {
  const { database } = app;
  const program = await database
    .selectFrom('program')
    .select(['id', 'current_version_id as versionId'])
    .where('recognizer_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  const group = await database.selectFrom('peer_group').select('id').where('name', '=', 'Thursday circle').executeTakeFirstOrThrow();
  const request = { program_id: program.id, recognizer_id: organizationId, educator_id: earnerId };
  const submitted = {
    state: 'submitted',
    version_id: program.versionId,
    chain: JSON.stringify([
      { title: 'Principal', role: 'reviewer' },
      { title: 'Teaching and Learning', role: 'recognizer-admin' },
    ]),
  };
  const requests = await database
    .insertInto('pre_approval')
    .values([{ ...request, ...submitted }, request, { ...request, ...submitted, group_id: group.id }])
    .returning('id')
    .execute();
  const [preApprovalId = '', draftPreApprovalId = '', groupPreApprovalId = ''] = requests.map(({ id }) => id);
  const nomination = await database
    .insertInto('nomination')
    .values({
      program_id: program.id,
      recognizer_id: organizationId,
      nominated_by: earnerId,
      foreign_id: 'https://elsewhere.example/asking',
      foreign_issuer: 'https://elsewhere.example',
      achievement: 'foreign:https://elsewhere.example/asking',
      title: 'Asking Better Questions',
      rationale: 'Students ask before they answer.',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const recognizer = await database.selectFrom('organization').select('slug').where('id', '=', organizationId).executeTakeFirstOrThrow();
  const addresses = { recognizerSlug: recognizer.slug, programSlug: 'deeper-learning' };
  return { ids: { ...addresses, nominationId: nomination.id, preApprovalId, draftPreApprovalId, groupPreApprovalId } };
}
