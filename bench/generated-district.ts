import { sql } from 'kysely';
import type {} from '../server/src/awards/events.ts';
import type { Database } from '../server/src/platform/database/database.ts';
import type { Events } from '../server/src/platform/events.ts';
import type {} from '../server/src/recognition/events.ts';
import { foldTotals } from '../server/src/recognition/ledger/fold-totals.ts';
import { settle } from '../server/src/recognition/ledger/settle.ts';
import { anOrganization } from '../server/src/testing/builders.ts';
import { aDistrict, anIncentive, aRule } from '../server/src/testing/recognition.ts';

/** A district of a hundred schools whose educators each earned ten micro-credentials over five years. */
export interface GeneratedDistrict {
  recognizerId: string;
  /** Somebody of Human Resources. */
  hrId: string;
  /** Educators so far, in the order of their ids. */
  educatorIds: string[];
  /** Adds educators with their posted claims until there are so many, without their ledgers. */
  growTo(educators: number): Promise<void>;
  /** Brings the ledgers of those who have none yet to the facts. */
  enter(): Promise<void>;
}

const schools = 100;
const awardsEach = 10;
/** As many as a job of a publication settles in one transaction. */
const batch = 200;
/** Nobody listens in a bench; telling is measured by nobody. */
const events: Events = { emit: async () => undefined, emitAll: async () => undefined, start: async () => undefined };

/** Raises by difficulty under a yearly cap, 2 awards → 1 CPD credit, 6 credits in five years → renewal. */
export async function generatedDistrict(database: Database): Promise<GeneratedDistrict> {
  const ground = { database, events, clock: () => new Date() };
  const { recognizerId, programId, hrId } = await aDistrict(ground);
  const cpd = { kind: 'credit', unit: 'CPD credit' } as const;
  await anIncentive(ground, recognizerId, aRule({ caps: [{ amount: '1200', per: 'calendar-year' }] }));
  await anIncentive(ground, recognizerId, aRule({ value: { kind: 'every', awards: 2, pays: cpd, amount: '1' } }));
  await anIncentive(
    ground,
    recognizerId,
    aRule({
      value: { kind: 'convert', from: cpd, every: '6', pays: { kind: 'status', unit: 'renewal' }, amount: '1', lapseAfterMonths: 60 },
    }),
  );
  const schoolIds: string[] = [];
  for (let number = 1; number <= schools; number += 1)
    schoolIds.push((await anOrganization(database, { name: `School ${number}`, isRecognizer: true, parentId: recognizerId })).id);
  let entered = 0;
  const district: GeneratedDistrict = {
    recognizerId,
    hrId,
    educatorIds: [],
    async growTo(educators) {
      const from = district.educatorIds.length;
      await addEducators(database, schoolIds, from, educators - from);
      await addClaims(database, { recognizerId, programId, from, count: educators - from });
      await sql`analyze`.execute(database);
      const { rows } = await sql<{ id: string }>`${generated} select id from educator`.execute(database);
      district.educatorIds = rows.map(({ id }) => id);
    },
    async enter() {
      while (entered < district.educatorIds.length) {
        const educatorIds = district.educatorIds.slice(entered, entered + batch);
        await database.transaction().execute((transaction) => settle(ground, transaction, { recognizerId, educatorIds, reason: 'bench' }));
        entered += educatorIds.length;
      }
      // as each night does
      await foldTotals(database);
      await sql`analyze ledger_entry`.execute(database);
      await sql`analyze ledger_total`.execute(database);
    },
  };
  return district;
}

/** Generated people, by their addresses, in the order of their ids. */
const generated = sql`with educator as (
  select id, row_number() over (order by id) as n from person where email like 'educator-%@district.example' order by id)`;

async function addEducators(database: Database, schoolIds: readonly string[], from: number, count: number): Promise<void> {
  await sql`with people as (
      insert into person (name, email, email_verified)
      select 'Educator ' || n, 'educator-' || n || '@district.example', true from generate_series(${from + 1}::int, ${from + count}::int) n
      returning id),
    placed as (select id, row_number() over (order by id) as n from people)
    insert into membership (organization_id, person_id, roles)
    select (${schoolIds}::uuid[])[n % ${schools} + 1], id, array['educator'] from placed`.execute(database);
}

/** Ten different skills of the program's forty each, on days spread over five years; educators a few thousand at a time. */
async function addClaims(
  database: Database,
  { recognizerId, programId, from, count }: { recognizerId: string; programId: string; from: number; count: number },
): Promise<void> {
  for (let start = from; start < from + count; start += 5000)
    await sql`${generated},
      educators as (select id, n from educator offset ${start} limit ${Math.min(5000, from + count - start)}),
      earned as (
        select uuidv7() as badge_id, e.id as educator_id, (e.n * 7 + k * 3) % 40 + 1 as skill,
          date '2021-01-04' + ((e.n * 13 + k * 179) % 1800)::int as day
        from educators e cross join generate_series(0, ${awardsEach - 1}) k),
      badges as (
        insert into foreign_badge (id, educator_id, credential_id, achievement_id, issuer_id, issuer_name, title, awarded_at, source, report)
        select badge_id, educator_id, 'urn:uuid:' || badge_id, 'https://issuer.example/achievements/' || skill, 'https://issuer.example',
          'Issuer', 'Skill ' || skill, day, '', '[]' from earned)
      insert into claim (recognizer_id, educator_id, program_id, program_version_id, entry_id, counts_as, foreign_badge_id, title,
        difficulty, hours, earned_on, submitted_on, posted_on, state)
      select ${recognizerId}, educator_id, ${programId}, (select current_version_id from program where id = ${programId}), 'entry-' || skill,
        'foreign:https://issuer.example/achievements/' || skill, badge_id, 'Skill ' || skill, skill % 3 + 1, skill % 20, day, day, day, 'posted'
      from earned`.execute(database);
}
