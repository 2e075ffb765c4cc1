import { createHash, randomBytes } from 'node:crypto';
import { Definition } from '../catalog/definition.ts';
import type { Database } from '../platform/database/database.ts';
import { neutralName } from '../portfolio/file-name.ts';
import { answerKey, Snapshot, type SubmittedEvidence, type SubmittedFile } from '../portfolio/index.ts';
import { keepRendition } from '../portfolio/media/keep-rendition.ts';
import { aPerson } from './builders.ts';
import { aMicroCredential } from './catalog.ts';
import type { TestApp } from './test-app.ts';

/** A picture of one pixel: the smallest real file. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADAgH/eL9GtQAAAABJRU5ErkJggg==',
  'base64',
);

/** Where the application under test keeps uploaded bytes. */
export const storageOf = (app: TestApp) => app.ground.storage;

/** A file of a person, with real bytes in the store. */
export async function aFile(
  app: TestApp,
  ownerId: string,
  { name = 'Photo of Emma Miller.png', mediaType = 'image/png', bytes = onePixel as Uint8Array } = {},
): Promise<SubmittedFile> {
  const key = randomBytes(16).toString('hex');
  await storageOf(app).write(key, bytes);
  const sha256 = createHash('sha256').update(bytes).digest();
  const { id } = await app.database
    .insertInto('file')
    .values({ owner_id: ownerId, name, media_type: mediaType, size: bytes.length, sha256, storage_key: key })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, name: neutralName({ id, mediaType }), mediaType, size: bytes.length, sha256: sha256.toString('hex'), captions: [] };
}

/** What stands beside a file: a poster, a PDF, and captions whose id is the file's own. */
export async function besidesOf(app: TestApp, fileId: string): Promise<void> {
  for (const purpose of ['poster', 'pdf'] as const)
    await keepRendition({ database: app.database, storage: storageOf(app) }, fileId, {
      purpose,
      mediaType: 'image/png',
      bytes: onePixel,
      madeBy: 'server',
    });
  await app.database
    .insertInto('file_caption')
    .values({ id: fileId, file_id: fileId, language: 'en', text: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nWhat do you notice?\n' })
    .execute();
}

interface MadeJourney {
  id: string;
  earnerId: string;
  microCredentialId: string;
  issuerId: string;
  versionId: string;
  definition: Definition;
}

/** A journey under way, on the current version of a micro-credential. */
export async function aJourney(
  app: TestApp,
  overrides: { earnerId?: string; microCredentialId?: string; state?: 'drafting' | 'submitted' | 'not-yet' | 'earned' | 'withdrawn' } = {},
): Promise<MadeJourney> {
  const earnerId = overrides.earnerId ?? (await aPerson(app.database)).id;
  const microCredentialId = overrides.microCredentialId ?? (await aMicroCredential(app.database)).microCredentialId;
  const version = await app.database
    .selectFrom('micro_credential')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'micro_credential.current_version_id')
    .select(['micro_credential_version.id', 'micro_credential.issuer_id', 'micro_credential_version.definition'])
    .where('micro_credential.id', '=', microCredentialId)
    .executeTakeFirstOrThrow();
  const { id } = await app.database
    .insertInto('journey')
    .values({
      earner_id: earnerId,
      micro_credential_id: microCredentialId,
      version_id: version.id,
      state: overrides.state ?? 'drafting',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    id,
    earnerId,
    microCredentialId,
    issuerId: version.issuer_id,
    versionId: version.id,
    definition: Definition.parse(version.definition),
  };
}

/**
 * A submission with complete work, handed in as the application does it: the event goes to its consumers.
 * Without a micro-credential named, it is one of its own.
 *
 * @param overrides.journeyId of an earlier attempt; the journey goes back to `submitted`
 * @param overrides.snapshot replaces parts of the complete work
 */
export async function aSubmission(
  app: TestApp,
  overrides: {
    microCredentialId?: string;
    earnerId?: string;
    journeyId?: string;
    changeNote?: string;
    snapshot?: Partial<Snapshot>;
  } = {},
): Promise<MadeJourney & { submissionId: string; journeyId: string; attempt: number }> {
  const journey = overrides.journeyId
    ? await journeyAgain(app.database, overrides.journeyId)
    : await aJourney(app, { ...overrides, state: 'submitted' });
  const work = await completeWork(app, journey);
  const snapshot = Snapshot.parse({ ...work, ...overrides.snapshot });
  return app.database.transaction().execute(async (transaction) => {
    const before = await transaction.selectFrom('submission').select('id').where('journey_id', '=', journey.id).execute();
    const attempt = before.length + 1;
    const { id: submissionId } = await transaction
      .insertInto('submission')
      .values({
        journey_id: journey.id,
        earner_id: journey.earnerId,
        version_id: journey.versionId,
        attempt,
        snapshot: JSON.stringify(snapshot),
        change_note: overrides.changeNote ?? (attempt > 1 ? 'I reworked the reflection.' : null),
        statement_agreed_at: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const files = snapshot.evidence.flatMap(({ file, shared, showsStudents }) =>
      file ? [{ submission_id: submissionId, file_id: file.id, shared, shows_students: showsStudents }] : [],
    );
    if (files.length) await transaction.insertInto('submission_file').values(files).execute();
    await app.ground.events.emit(transaction, 'submission.made', {
      submissionId,
      journeyId: journey.id,
      earnerId: journey.earnerId,
      versionId: journey.versionId,
      microCredentialId: journey.microCredentialId,
      issuerId: journey.issuerId,
      attempt,
    });
    return { ...journey, submissionId, journeyId: journey.id, attempt };
  });
}

async function journeyAgain(database: Database, journeyId: string): Promise<MadeJourney> {
  const row = await database
    .updateTable('journey')
    .set({ state: 'submitted' })
    .where('id', '=', journeyId)
    .returning(['earner_id', 'micro_credential_id', 'version_id'])
    .executeTakeFirstOrThrow();
  const version = await database
    .selectFrom('micro_credential_version')
    .innerJoin('micro_credential', 'micro_credential.id', 'micro_credential_version.micro_credential_id')
    .select(['definition', 'issuer_id'])
    .where('micro_credential_version.id', '=', row.version_id)
    .executeTakeFirstOrThrow();
  return {
    id: journeyId,
    earnerId: row.earner_id,
    microCredentialId: row.micro_credential_id,
    issuerId: version.issuer_id,
    versionId: row.version_id,
    definition: Definition.parse(version.definition),
  };
}

/** What the definition asks for at least: an answer where text is taken, else items of the first kind. */
async function completeWork(app: TestApp, { earnerId, definition }: MadeJourney): Promise<Snapshot> {
  const answers: Record<string, string> = {};
  const evidence: SubmittedEvidence[] = [];
  for (const part of definition.parts) {
    for (const requirement of part.requirements) {
      const [first] = requirement.kinds;
      let needed = requirement.min;
      if (requirement.kinds.includes('text')) {
        answers[answerKey(part.id, requirement.id)] = 'I tried it with my fourth graders for two weeks and kept notes each day.';
        needed -= 1;
      }
      const kind = first === 'text' ? requirement.kinds[1] : first;
      for (let count = 1; kind && kind !== 'text' && count <= needed; count += 1) {
        const file = kind === 'link' ? null : await aFile(app, earnerId);
        const url = kind === 'link' ? 'https://school.example.org/lesson' : null;
        const { id } = await app.database
          .insertInto('evidence_item')
          .values({ earner_id: earnerId, kind, title: `Item ${count}`, url, file_id: file?.id ?? null })
          .returning('id')
          .executeTakeFirstOrThrow();
        evidence.push({
          id,
          partId: part.id,
          requirementId: requirement.id,
          kind,
          title: `Item ${count}`,
          description: '',
          url,
          page: null,
          file,
          durationSeconds: null,
          showsStudents: false,
          shared: false,
        });
      }
    }
  }
  return { answers, evidence, selfAssessment: [], carriedParts: [] };
}
