import { sql } from 'kysely';
import type { Definition } from '../../catalog/definition.ts';
import { audit } from '../../platform/audit.ts';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { loadSubmission, Snapshot } from '../../portfolio/index.ts';
import { anchorShowsStudents, incompleteScores, unknownLevel } from '../problems.ts';
import { decide } from '../scoring.ts';
import type { AgreedLevel } from './read-comparison.ts';

/** What a lead makes an anchor of: a decided evaluation, or texts written for the purpose. */
export type AnchorSource =
  | { kind: 'evaluation'; evaluationId: string }
  /** Text by `part/requirement`, for the current version of a micro-credential. */
  | { kind: 'written'; microCredentialId: string; answers: Record<string, string> };

export interface NewAnchor {
  issuerId: string;
  personId: string;
  title: string;
  use: 'calibration' | 'drift' | 'both';
  source: AnchorSource;
  /** A level with its reason for every criterion. */
  levels: AgreedLevel[];
}

/**
 * Makes an anchor: work whose levels are agreed, with reasons, for evaluators to measure themselves by.
 *
 * @throws {Problem} 409 `incomplete-scores` with `missing`; 400 `unknown-level`; 409 `shows-students`: families agreed to evaluation, not to
 *   training; 404
 */
export async function makeAnchor(database: Database, anchor: NewAnchor): Promise<{ anchorId: string }> {
  return database.transaction().execute(async (transaction) => {
    const work = await workOf(transaction, anchor);
    if (work.snapshot.evidence.some(({ showsStudents }) => showsStudents)) throw anchorShowsStudents();
    const verdict = decide(work.definition, anchor.levels, []);
    if (verdict.kind === 'incomplete') throw incompleteScores(verdict.missing);
    if (verdict.kind === 'unknown') throw unknownLevel(verdict.scores[0]?.levelId ?? '');
    const { id } = await transaction
      .insertInto('anchor')
      .values({
        issuer_id: anchor.issuerId,
        micro_credential_id: work.microCredentialId,
        version_id: work.versionId,
        submission_id: work.submissionId,
        title: anchor.title,
        // every part is scored, whatever an earlier attempt had carried
        snapshot: JSON.stringify({ ...work.snapshot, selfAssessment: [], carriedParts: [] }),
        levels: JSON.stringify(anchor.levels),
        use: anchor.use,
        made_by: anchor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit(transaction, { personId: anchor.personId, action: 'anchor.made', subjectType: 'anchor', subjectId: id });
    return { anchorId: id };
  });
}

interface AnchorWork {
  microCredentialId: string;
  versionId: string;
  submissionId: string | null;
  definition: Definition;
  snapshot: Snapshot;
}

async function workOf(database: Database, { issuerId, source }: NewAnchor): Promise<AnchorWork> {
  if (source.kind === 'evaluation') {
    const evaluation = await database
      .selectFrom('evaluation')
      .innerJoin('micro_credential_version', 'micro_credential_version.id', 'evaluation.version_id')
      .select([
        'evaluation.submission_id as submissionId',
        'evaluation.micro_credential_id as microCredentialId',
        'evaluation.version_id as versionId',
        sql<Definition>`micro_credential_version.definition`.as('definition'),
      ])
      .where('evaluation.id', '=', source.evaluationId)
      .where('evaluation.issuer_id', '=', issuerId)
      .where('evaluation.state', '=', 'decided')
      .executeTakeFirst();
    if (!evaluation?.submissionId) throw notFound('decided evaluation');
    const { submissionId, ...about } = evaluation;
    const { answers, evidence } = await loadSubmission(database, submissionId);
    return {
      ...about,
      submissionId,
      snapshot: Snapshot.parse({ answers, evidence: evidence.filter(({ withheld }) => !withheld), carriedParts: [] }),
    };
  }
  const version = await database
    .selectFrom('micro_credential')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'micro_credential.current_version_id')
    .select(['micro_credential_version.id as versionId', sql<Definition>`micro_credential_version.definition`.as('definition')])
    .where('micro_credential.id', '=', source.microCredentialId)
    .where('micro_credential.issuer_id', '=', issuerId)
    .executeTakeFirst();
  if (!version) throw notFound('micro-credential');
  const asked = version.definition.parts.flatMap((part) => part.requirements.map(({ id }) => `${part.id}/${id}`));
  const answers = Object.fromEntries(asked.flatMap((key) => (source.answers[key]?.trim() ? [[key, source.answers[key] ?? '']] : [])));
  return {
    ...version,
    microCredentialId: source.microCredentialId,
    submissionId: null,
    snapshot: Snapshot.parse({ answers, evidence: [], carriedParts: [] }),
  };
}

/** Takes an anchor out of use; results stay. @throws {Problem} 404 */
export async function retireAnchor(database: Database, { anchorId, issuerId }: { anchorId: string; issuerId: string }): Promise<void> {
  const retired = await database
    .updateTable('anchor')
    .set({ retired_at: sql`coalesce(retired_at, now())` })
    .where('id', '=', anchorId)
    .where('issuer_id', '=', issuerId)
    .returning('id')
    .executeTakeFirst();
  if (!retired) throw notFound('anchor');
}
