import { sql } from 'kysely';
import type { Database } from '../server/src/platform/database/database.ts';
import { aMember, anOrganization } from '../server/src/testing/builders.ts';
import { aDefinition, aMicroCredential } from '../server/src/testing/catalog.ts';

/** An issuer with micro-credentials, and educators who earned some of them elsewhere, years ago. */
export interface GeneratedIssuer {
  organizationId: string;
  /** Its issuer-admin. */
  adminId: string;
  /**
   * A file of earlier awards that nobody holds yet, five of them an educator.
   *
   * @param rows a multiple of five
   */
  file(rows: number): Promise<string>;
  /** Awards in the database, whoever made them. */
  count(): Promise<number>;
  /** Adds awards with all that belongs to them until there are so many: made from one that the application signed, by SQL. */
  growTo(awards: number): Promise<void>;
}

const microCredentials = 40;
const awardsEach = 5;
const batch = 50_000;

export async function generatedIssuer(database: Database): Promise<GeneratedIssuer> {
  const { id: organizationId } = await anOrganization(database, { name: 'Generated Institute' });
  const { id: adminId } = await aMember(database, organizationId, 'issuer-admin');
  const slugs: string[] = [];
  for (let number = 1; number <= microCredentials; number += 1) {
    const slug = `generated-skill-${number}`;
    slugs.push(slug);
    await aMicroCredential(database, { issuerId: organizationId, slug, definition: aDefinition({ title: `Generated Skill ${number}` }) });
  }
  let educators = 0;
  const count = async () => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from award`.execute(database);
    return rows[0]?.count ?? 0;
  };
  return {
    organizationId,
    adminId,
    count,
    async file(rows) {
      const from = educators;
      educators += rows / awardsEach;
      await addEducators(database, from, educators);
      const lines = ['micro_credential,email,awarded_on,name'];
      for (let row = 0; row < rows; row += 1) {
        const educator = from + Math.floor(row / awardsEach);
        const slug = slugs[(educator * 7 + (row % awardsEach) * 3) % microCredentials];
        const day = `${2014 + (educator % 8)}-0${1 + (row % 9)}-1${educator % 10}`;
        lines.push(`${slug},earner-${educator}@generated.example,${day},Earner ${educator}`);
      }
      return lines.join('\n');
    },
    async growTo(awards) {
      await database.connection().execute(async (connection) => {
        await sql`set statement_timeout = 0`.execute(connection);
        for (let left = awards - (await count()); left > 0; left -= batch) {
          const from = educators;
          educators += Math.ceil(Math.min(left, batch) / awardsEach);
          await addEducators(connection, from, educators);
          await addAwards(connection, organizationId, Math.min(left, batch), from);
        }
        await sql`vacuum analyze`.execute(connection);
        await sql`reset statement_timeout`.execute(connection);
      });
    },
  };
}

async function addEducators(database: Database, from: number, to: number): Promise<void> {
  await sql`
    insert into person (name, email, email_verified)
    select 'Earner ' || n, 'earner-' || n || '@generated.example', true from generate_series(${from}::int, ${to - 1}::int) n`.execute(
    database,
  );
}

/** Rows of an import, lists with random places, badges of the size and likeness of a real one, events and their deliveries. */
async function addAwards(database: Database, organizationId: string, count: number, firstEducator: number): Promise<void> {
  const { rows: imports } = await sql<{ id: string }>`
    insert into award_import (organization_id, file_name, rows, state, finished_at, told_at)
    values (${organizationId}, 'generated.csv', ${count}, 'issued', now(), now()) returning id`.execute(database);
  const { rows: lists } = await sql<{ id: string }>`
    insert into status_list (organization_id, purpose, used, created_at)
    values (${organizationId}, 'revocation', ${count}, now() - interval '1 day') returning id`.execute(database);
  await sql`
    with model as (
        select credential, id, earner_id, status_list_id, status_index from award where micro_credential_id is not null order by id limit 1),
      skills as (
        select m.id, m.slug, m.current_version_id as version_id, row_number() over (order by m.id) - 1 as n
        from micro_credential m where m.issuer_id = ${organizationId}),
      places as (select place, row_number() over (order by random()) - 1 as n from generate_series(0, 131071) place),
      people as (
        select id, email, row_number() over (order by id) - 1 as n from person
        where email in (select 'earner-' || e || '@generated.example' from generate_series(${firstEducator}::int, ${firstEducator + count}::int) e)),
      plan as (
        select uuidv7() as row_id, uuidv7() as award_id, p.id as earner_id, p.email, s.id as micro_credential_id, s.version_id, s.slug,
          places.place, g.n
        from generate_series(0, ${count - 1}::int) g(n) join people p on p.n = g.n / ${awardsEach}
          join skills s on s.n = (p.n * 7 + (g.n % ${awardsEach}) * 3) % ${microCredentials} join places on places.n = g.n),
      imported as (
        insert into award_import_row (id, import_id, row, micro_credential, email, name, awarded_on, narrative, evidence_url, state,
          micro_credential_id, version_id)
        select row_id, ${imports[0]?.id}, n + 2, slug, email, '', '2016-05-31', '', '', 'issued', micro_credential_id, version_id from plan),
      told as (
        insert into event (id, type, payload, occurred_at)
        select uuidv7(), 'award.made', jsonb_build_object('awardId', award_id, 'earnerId', earner_id, 'issuerId', ${organizationId}::uuid,
          'microCredentialId', micro_credential_id, 'versionId', version_id, 'stackId', null, 'quiet', true), now() - interval '1 day'
        from plan returning id),
      dealt as (
        insert into event_delivery (event_id, consumer)
        select id, consumer from told, unnest(array['awards.award-stacks', 'awards.mail-award', 'recognition.claim-award']) consumer)
    insert into award (id, earner_id, issuer_id, micro_credential_id, version_id, import_row_id, status_list_id, status_index, credential, awarded_at)
    select award_id, plan.earner_id, ${organizationId}, micro_credential_id, version_id, row_id, ${lists[0]?.id}, place,
      replace(replace(model.credential, model.id::text, award_id::text), model.earner_id::text, plan.earner_id::text), '2016-05-31T12:00:00Z'
    from plan, model`.execute(database);
}
