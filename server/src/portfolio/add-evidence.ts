import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { attachEvidence, type Place } from './attach-evidence.ts';
import { isForExamples } from './links/example-names.ts';
import { lookAtLinkQueue } from './links/look-at-link.ts';
import { consentNeeded, titleNeeded } from './problems.ts';
import { type Consent, requireLasting } from './withheld/consent.ts';

/** What the earner says of a new item. */
export interface NewEvidence {
  /** The earner's own words; a link may do without and takes its page's. */
  title: string | null;
  description: string;
  showsStudents: boolean;
  /** The earner holds the consent that the school asks for; needed where students appear. */
  consentAttested: boolean;
  /** How that consent was given, and until when. */
  consent: Consent | null;
  durationSeconds: number | null;
  source: { kind: 'link'; url: string } | { kind: 'file'; fileId: string; evidenceKind: 'image' | 'document' | 'audio' | 'video' };
}

/**
 * Puts a new item into the library, and under a requirement where one is named. A file becomes one item:
 * adding it again gives the item that is there.
 *
 * @throws {Problem} 400 `consent-needed`, `consent-over`, `title-needed`, and all of `attachEvidence`
 */
export async function addEvidence(
  { database, jobs, config, clock }: Pick<Ground, 'database' | 'jobs' | 'config' | 'clock'>,
  earnerId: string,
  evidence: NewEvidence,
  place: Omit<Place, 'earnerId'> | null,
): Promise<{ evidenceId: string; added: boolean }> {
  if (evidence.showsStudents && !evidence.consentAttested) throw consentNeeded();
  requireLasting(evidence.consent, clock());
  const { source } = evidence;
  const title = evidence.title ?? (source.kind === 'link' ? new URL(source.url).hostname.slice(0, 200) : null);
  if (!title) throw titleNeeded();
  return database.transaction().execute(async (transaction) => {
    let existing: string | undefined;
    let measured: number | null = null;
    if (source.kind === 'file') {
      const file = await transaction
        .selectFrom('file')
        .select(['id', sql<number | null>`duration_seconds::float8`.as('duration')])
        .where('id', '=', source.fileId)
        .where('owner_id', '=', earnerId)
        .forUpdate()
        .executeTakeFirst();
      if (!file) throw notFound('file');
      measured = file.duration;
      const item = await transaction
        .selectFrom('evidence_item')
        .select('id')
        .where('file_id', '=', file.id)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      existing = item?.id;
    }
    const evidenceId =
      existing ??
      (
        await transaction
          .insertInto('evidence_item')
          .values({
            earner_id: earnerId,
            kind: source.kind === 'link' ? 'link' : source.evidenceKind,
            title,
            title_by: evidence.title ? 'earner' : 'page',
            description: evidence.description,
            url: source.kind === 'link' ? source.url : null,
            file_id: source.kind === 'file' ? source.fileId : null,
            duration_seconds: measured ?? evidence.durationSeconds,
            shows_students: evidence.showsStudents,
            consent_attested_at: evidence.showsStudents ? new Date() : null,
            consent_how: evidence.showsStudents ? (evidence.consent?.how ?? null) : null,
            consent_until: evidence.showsStudents ? (evidence.consent?.until ?? null) : null,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
    if (source.kind === 'link' && config.lookAtLinks && !isForExamples(source.url))
      await jobs.send(lookAtLinkQueue, { evidenceId }, { transaction, key: evidenceId });
    if (place) await attachEvidence(transaction, { ...place, earnerId }, evidenceId);
    return { evidenceId, added: !existing };
  });
}
