import { sql } from 'kysely';
import { courseHead, surveyHead } from '../../learning/index.ts';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { missingOf } from '../problems.ts';
import { dateIn } from '../recognizer.ts';
import { type KeptDraft, readDraft } from './author-program.ts';
import { type ChangedPart, changesBetween, type EntryChange, type ProgramChanges } from './changes.ts';
import { ProgramDefinition, PublishableProgram } from './definition.ts';
import { definitionOf, type ProgramDraft } from './program-draft.ts';
import { titlesOf } from './publish-program.ts';
import { incentivesInForce } from './read-program.ts';

/** A program on the list of those who write it. */
export interface AuthoredProgram {
  id: string;
  slug: string;
  state: 'draft' | 'open' | 'closed';
  /** As it is being written. */
  name: string;
  /** Of the version that stands; null before the first. */
  number: number | null;
  /** Whether the draft says something else than that version, as far as a look tells. */
  draftNewer: boolean;
  participants: number;
  entries: number;
}

/** A recognizer's programs, those in the making first, then by name. */
export async function listAuthored(database: Database, recognizerId: string): Promise<AuthoredProgram[]> {
  const { rows } = await sql<AuthoredProgram>`
    select p.id, p.slug, p.state, coalesce(d.definition, v.definition)->>'name' as name, v.number,
      coalesce(d.updated_at > v.published_at, false) as "draftNewer",
      (select count(*)::int from participation part where part.program_id = p.id and part.left_at is null) as participants,
      jsonb_array_length(coalesce(d.definition, v.definition)->'entries') as entries
    from program p left join program_version v on v.id = p.current_version_id left join program_draft d on d.program_id = p.id
    where p.recognizer_id = ${recognizerId}
    order by p.state <> 'draft', p.state <> 'open', name, p.id limit 200`.execute(database);
  return rows;
}

/** A program as it is being written, with the names of what it speaks of. */
export interface ProgramBeingWritten extends KeptDraft {
  id: string;
  slug: string;
  state: 'draft' | 'open' | 'closed';
  number: number | null;
  publishedAt: Date | null;
  recognizer: { id: string; slug: string; name: string; timezone: string };
  /** Schools the audience may be narrowed to. */
  schools: { id: string; name: string }[];
  microCredentials: { id: string; slug: string; title: string; competency: string; hours: number; issuer: string }[];
  /** Surveys and courses of its steps, where they are there. */
  references: { reference: string; title: string; path: string }[];
  /** What awards of it are worth today, as its page says. */
  incentives: { incentiveId: string; name: string; sentence: string }[];
  /** What was published, the newest first. */
  versions: PublishedVersion[];
}

/** A version with what it changed. */
export interface PublishedVersion {
  number: number;
  publishedAt: Date;
  /** Who published it; null where they are gone, or nobody did by hand. */
  publishedBy: string | null;
  /** Against the version before; null for the first. */
  changes: { parts: ChangedPart[]; added: number; removed: number; changed: number } | null;
}

/** @throws {Problem} 404 `not-found` */
export async function readBeingWritten(database: Database, programId: string, now: Date): Promise<ProgramBeingWritten> {
  const draft = await readDraft(database, programId);
  const row = await database
    .selectFrom('program as p')
    .innerJoin('organization as o', 'o.id', 'p.recognizer_id')
    .leftJoin('program_version as v', 'v.id', 'p.current_version_id')
    .select(['p.slug', 'p.state', 'v.number', 'v.published_at as publishedAt'])
    .select(['o.id as recognizerId', 'o.slug as recognizerSlug', 'o.name', 'o.timezone'])
    .where('p.id', '=', programId)
    .executeTakeFirst();
  if (!row) throw notFound('program');
  const { recognizerId, recognizerSlug, name, timezone, ...program } = row;
  return {
    id: programId,
    ...program,
    state: row.state as ProgramBeingWritten['state'],
    ...draft,
    recognizer: { id: recognizerId, slug: recognizerSlug, name, timezone },
    schools: await schoolsOf(database, recognizerId),
    microCredentials: await microCredentialsOf(database, draft.definition),
    references: await referencesOf(database, draft.definition),
    incentives: await incentivesInForce(database, recognizerId, programId, dateIn(timezone, now)),
    versions: await readHistory(database, programId),
  };
}

/** The last two hundred versions, each against the one before it. */
async function readHistory(database: Database, programId: string): Promise<PublishedVersion[]> {
  const rows = await database
    .selectFrom('program_version as v')
    .leftJoin('person', 'person.id', 'v.published_by')
    .select(['v.number', 'v.published_at as publishedAt', 'person.name as publishedBy', 'v.definition'])
    .where('v.program_id', '=', programId)
    .orderBy('v.number', 'desc')
    .limit(200)
    .execute();
  const versions = rows.map(({ definition, ...version }) => ({ ...version, definition: ProgramDefinition.parse(definition) }));
  return versions.map(({ definition, ...version }, index) => {
    const before = versions[index + 1]?.definition;
    if (!before) return { ...version, changes: null };
    const { parts, entries } = changesBetween(before, definition);
    const count = (...kinds: EntryChange['what'][]) => entries.filter(({ what }) => kinds.includes(what)).length;
    return { ...version, changes: { parts, added: count('added'), removed: count('removed'), changed: count('worth', 'accepts') } };
  });
}

async function schoolsOf(database: Database, recognizerId: string): Promise<ProgramBeingWritten['schools']> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive own as (
      select id, name from organization where parent_id = ${recognizerId}
      union select o.id, o.name from organization o join own on o.parent_id = own.id)
    select id, name from own order by name, id limit 2000`.execute(database);
  return rows;
}

async function microCredentialsOf(database: Database, { entries }: ProgramDraft): Promise<ProgramBeingWritten['microCredentials']> {
  const ids = entries.flatMap(({ microCredentialId }) => microCredentialId ?? []);
  const { rows } = await sql<ProgramBeingWritten['microCredentials'][number]>`
    select m.id, m.slug, v.definition->>'title' as title, v.definition->>'competency' as competency,
      (v.definition->>'hours')::int as hours, o.name as issuer
    from micro_credential m join micro_credential_version v on v.id = m.current_version_id join organization o on o.id = m.issuer_id
    where m.id = any(${ids}::uuid[])`.execute(database);
  return rows;
}

async function referencesOf(database: Database, { steps }: ProgramDraft): Promise<ProgramBeingWritten['references']> {
  const found: ProgramBeingWritten['references'] = [];
  for (const { kind, reference } of steps) {
    if (!reference) continue;
    const head = await (kind === 'survey' ? surveyHead : courseHead)(database, reference);
    if (head) found.push({ reference, title: head.title, path: head.path });
  }
  return found;
}

/** What publishing a draft would change, and for how many. */
export interface PublicationPreview {
  /** The version that stands; 0 for none. */
  number: number;
  revision: number;
  /** What a definition still lacks; then there are no changes to tell. */
  missing: { path: string[]; message: string }[];
  parts: ProgramChanges['parts'];
  entries: (EntryChange & { title: string; chosenBy: number; approvedFor: number })[];
  participants: number;
}

/**
 * Compares a draft with the version that stands: what changes, for how many who chose it or were approved for it.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function previewPublication(database: Database, programId: string): Promise<PublicationPreview> {
  const draft = await readDraft(database, programId);
  const standing = await database
    .selectFrom('program as p')
    .innerJoin('program_version as v', 'v.id', 'p.current_version_id')
    .select(['v.number', 'v.definition'])
    .where('p.id', '=', programId)
    .executeTakeFirst();
  const { count } = await database
    .selectFrom('participation')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('program_id', '=', programId)
    .where('left_at', 'is', null)
    .executeTakeFirstOrThrow();
  const head = { number: standing?.number ?? 0, revision: draft.revision, participants: Number(count) };
  const parsed = PublishableProgram.safeParse(definitionOf(draft.definition));
  if (!parsed.success) return { ...head, missing: missingOf(parsed.error.issues), parts: [], entries: [] };
  if (!standing) return { ...head, missing: [], parts: [], entries: [] };
  const before = ProgramDefinition.parse(standing.definition);
  const { parts, entries } = changesBetween(before, parsed.data);
  const told = await affected(database, programId, entries);
  const titles = await titlesByEntry(database, [...before.entries, ...parsed.data.entries]);
  return {
    ...head,
    missing: [],
    parts,
    entries: entries.map((change) => ({
      ...change,
      title: titles.get(change.entryId) ?? change.entryId,
      ...(told.get(change.entryId) ?? { chosenBy: 0, approvedFor: 0 }),
    })),
  };
}

/** How many chose a line, and how many hold a granted request for it that no claim has closed. */
async function affected(database: Database, programId: string, entries: readonly EntryChange[]) {
  const ids = entries.map(({ entryId }) => entryId);
  const { rows } = await sql<{ entryId: string; chosenBy: number; approvedFor: number }>`
    select line as "entryId",
      (select count(*)::int from participation_choice c join participation p using (program_id, educator_id)
        where c.program_id = ${programId} and c.entry_id = line and p.left_at is null) as "chosenBy",
      (select count(distinct l.educator_id)::int from pre_approval a join pre_approval_line l on l.pre_approval_id = a.id
        where a.program_id = ${programId} and a.state = 'approved' and l.entry_id = line
          and not exists (select from claim where claim.pre_approval_id = a.id and claim.educator_id = l.educator_id
            and claim.entry_id = l.entry_id)) as "approvedFor"
    from unnest(${ids}::text[]) line`.execute(database);
  return new Map(rows.map(({ entryId, ...counts }) => [entryId, counts]));
}

async function titlesByEntry(database: Database, entries: readonly ProgramDefinition['entries'][number][]): Promise<Map<string, string>> {
  const ids = entries.flatMap(({ microCredentialId }) => microCredentialId ?? []);
  const titles = await titlesOf(database, ids);
  return new Map(
    entries.map(({ entryId, microCredentialId, foreign }) => [
      entryId,
      (microCredentialId && titles.get(microCredentialId)) || (foreign[0]?.title ?? entryId),
    ]),
  );
}
