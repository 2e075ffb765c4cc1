import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { countsFor } from '../ledger/counting.ts';
import type { AwardFact } from '../ledger/facts.ts';
import { hundredthsOf } from '../ledger/hundredths.ts';
import { loadRules, saidOn } from '../ledger/load-rules.ts';
import { inForce } from '../ledger/rulebook.ts';
import { dateIn } from '../recognizer.ts';

/** A program that recognizes a micro-credential, as everybody may read it. */
export interface ListingProgram {
  id: string;
  slug: string;
  name: string;
  recognizer: { slug: string; name: string };
  difficulty: number;
  /** What an award of it counts for today, whoever the educator is. */
  incentives: { incentiveId: string; name: string; sentence: string }[];
}

/** Programs told on one page: more than that is a list to search, not to read. */
const most = 12;

/** The open programs whose list holds a micro-credential today, by recognizer. */
export async function programsListing(database: Database, slug: string, now: Date): Promise<ListingProgram[]> {
  const { rows } = await sql<{
    id: string;
    slug: string;
    name: string;
    recognizerId: string;
    recognizerSlug: string;
    recognizerName: string;
    timezone: string;
    difficulty: number;
    hours: string;
    countsAs: string;
  }>`
    select p.id, p.slug, v.name, o.id as "recognizerId", o.slug as "recognizerSlug", o.name as "recognizerName", o.timezone,
      e.difficulty, e.hours, e.counts_as as "countsAs"
    from micro_credential m join program_entry e on e.micro_credential_id = m.id
    join program p on p.current_version_id = e.version_id and p.state = 'open'
    join program_version v on v.id = e.version_id join organization o on o.id = p.recognizer_id
    where m.slug = ${slug} order by o.name, v.name, p.id limit ${most}`.execute(database);
  const listing: ListingProgram[] = [];
  for (const { recognizerId, recognizerSlug, recognizerName, timezone, hours, countsAs, ...program } of rows) {
    const today = dateIn(timezone, now);
    const award: AwardFact = {
      claimId: 'today',
      countsAs,
      programId: program.id,
      difficulty: program.difficulty as AwardFact['difficulty'],
      hours: hundredthsOf(hours),
      earnedOn: today,
      proofOn: today,
      postedOn: today,
      approvedOn: today,
    };
    const rules = await loadRules(database, recognizerId);
    const said = saidOn(rules, today);
    const incentives = rules.rulebook.incentives.flatMap(({ incentiveId, versions }) => {
      const version = inForce(versions, today);
      const words = said.get(incentiveId);
      return version && words && countsFor(award, version) ? [{ incentiveId, ...words }] : [];
    });
    listing.push({ ...program, recognizer: { slug: recognizerSlug, name: recognizerName }, incentives });
  }
  return listing;
}
