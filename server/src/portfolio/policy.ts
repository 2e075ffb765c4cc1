import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { anyOf, holdersOf, isId, ownerOnly, type Policy, type Role } from '../platform/http/access.ts';
import { consentEnded } from './withheld/withheld.ts';

/** Who may do what with journeys, evidence, uploads and files. */

export const journeyOwner = ownerOnly('journey-owner', 'The earner whose journey it is.', async ({ journeyId }, database) => {
  if (!isId(journeyId)) return null;
  const journey = await database.selectFrom('journey').select('earner_id').where('id', '=', journeyId).executeTakeFirst();
  return journey?.earner_id ?? null;
});

/** The same people; asked within the statement that saves, so that saving is one round trip. It hides from strangers by itself. */
export const journeyOwnerInStatement: Policy = {
  name: 'journey-owner-in-statement',
  allows: 'The earner whose journey it is (asked by the statement that saves).',
  needsSignIn: true,
  decide: ({ params }) => (isId(params.journeyId) ? 'allow' : 'hide'),
};

export const evidenceOwner = ownerOnly('evidence-owner', 'The earner whose item it is.', async ({ evidenceId }, database) => {
  if (!isId(evidenceId)) return null;
  const item = await database.selectFrom('evidence_item').select('earner_id').where('id', '=', evidenceId).executeTakeFirst();
  return item?.earner_id ?? null;
});

export const uploadOwner = ownerOnly('upload-owner', 'The person who began the upload.', async ({ uploadId = '' }, database) => {
  if (!/^[0-9a-f]{32}$/.test(uploadId)) return null;
  const upload = await database.selectFrom('upload').select('owner_id').where('id', '=', uploadId).executeTakeFirst();
  return upload?.owner_id ?? null;
});

const fileOwner = ownerOnly('file-owner', 'The earner whose file it is.', async ({ fileId }, database) => {
  if (!isId(fileId)) return null;
  const file = await database.selectFrom('file').select('owner_id').where('id', '=', fileId).executeTakeFirst();
  return file?.owner_id ?? null;
});

const fileEvaluator: Policy = {
  name: 'file-evaluator',
  allows: 'The evaluator who took a submission that holds it, and the evaluation leads of its issuer.',
  needsSignIn: true,
  async decide({ caller, params: { fileId }, database }) {
    if (!caller || !isId(fileId)) return 'hide';
    const within = (role: Role) =>
      caller.memberships.filter(({ roles }) => roles.includes(role)).map(({ organizationId }) => organizationId);
    const led = within('evaluation-lead');
    // who took it and has left since sees it no longer
    const scored = [...led, ...within('evaluator')];
    const { rows } = await sql`select from submission_file held
      where held.file_id = ${fileId}
        -- consent that has ended hides it from them
        and not exists (select from evidence_item where evidence_item.file_id = held.file_id and ${consentEnded})
        and (
        exists (select from evaluation where evaluation.submission_id = held.submission_id
          and (evaluation.issuer_id = any (${led}::uuid[])
            or (evaluation.evaluator_id = ${caller.personId} and evaluation.issuer_id = any (${scored}::uuid[]))))
        -- or it is looked at as the anchor that was made of the submission
        or exists (select from anchor join evaluation on evaluation.anchor_id = anchor.id
          where anchor.submission_id = held.submission_id
            and evaluation.evaluator_id = ${caller.personId} and evaluation.issuer_id = any (${scored}::uuid[])))
      limit 1`.execute(database);
    return rows.length ? 'allow' : 'hide';
  },
};

/** Whether everybody may see a file: its earner shares it on a badge that is shown, neither revoked nor suspended, and no students appear in it. */
export async function isShownOnBadge(database: Database, fileId: string): Promise<boolean> {
  const { rows } = await sql`select from submission_file held join award on award.submission_id = held.submission_id
    where held.file_id = ${fileId} and held.shared and not held.shows_students
      and not exists (select from award_revocation where award_id = award.id)
      and not exists (select from award_suspension where award_id = award.id and ended_at is null)
      and not exists (select from award_showing where award_id = award.id and not shown)
    limit 1`.execute(database);
  return rows.length > 0;
}

const fileOnBadge: Policy = {
  name: 'file-on-badge',
  allows: 'Anyone, for evidence its earner shares on a badge that is shown, neither revoked nor suspended.',
  needsSignIn: false,
  decide: async ({ params: { fileId }, database }) => (isId(fileId) && (await isShownOnBadge(database, fileId)) ? 'allow' : 'hide'),
};

const fileInPublicUse: Policy = {
  name: 'file-in-public-use',
  allows: 'Anyone, for the material of a course.',
  needsSignIn: false,
  async decide({ params: { fileId }, database }) {
    if (!isId(fileId)) return 'hide';
    const use = await database
      .selectFrom('file_use')
      .select('file_id')
      .where('file_id', '=', fileId)
      .where('public', '=', true)
      .executeTakeFirst();
    return use ? 'allow' : 'hide';
  },
};

export const fileViewer = anyOf('file-viewer', fileOwner, fileEvaluator, fileOnBadge, fileInPublicUse);

export const retentionKeepers = holdersOf(
  'retention-keepers',
  'Issuer admins of the organization.',
  ['issuer-admin'],
  ({ organizationId }) => (isId(organizationId) ? organizationId.toLowerCase() : null),
  'hide',
);
