import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Chance, chance } from '../e2e/harness/chance.ts';
import type { Definition } from '../server/src/catalog/definition.ts';
import { defineStack } from '../server/src/catalog/index.ts';
import type { Database, Writing } from '../server/src/platform/database/database.ts';
import { anOrganization } from '../server/src/testing/builders.ts';
import { demoDefinitions, type Texts, texts } from './generated-texts.ts';

/** A catalog that grows. */
export interface GeneratedCatalog {
  /** Adds definitions until there are so many. */
  growTo(database: Database, count: number): Promise<void>;
  /** What has been published, oldest first. */
  published: { id: string; slug: string; definition: Definition }[];
  issuers: { id: string; slug: string }[];
  stacks: string[];
  topics: string[];
}

const perIssuer = 250;
const batch = 250;
const membersOfAStack = 5;

/** @param seed what is generated follows from it */
export function generatedCatalog(seed = 1): GeneratedCatalog {
  const by = chance(seed);
  const patterns = demoDefinitions();
  const writing = texts(patterns, by);
  const topics = [...new Set(patterns.flatMap(({ definition }) => definition.topics))];
  const catalog: GeneratedCatalog = {
    published: [],
    issuers: [],
    stacks: [],
    topics,
    async growTo(database, count) {
      await listing(database, 'disable');
      while (catalog.published.length < count) {
        if (catalog.issuers.length * perIssuer <= catalog.published.length)
          catalog.issuers.push(await anOrganization(database, { name: `${writing.title()} Institute` }));
        const made = Array.from({ length: Math.min(batch, count - catalog.published.length) }, () => {
          const definition = aGeneratedDefinition(patterns, writing, topics, by);
          return { id: randomUUID(), slug: slugOf(definition.title), definition };
        });
        const issuerId = by.pick(catalog.issuers).id;
        await database.transaction().execute(async (transaction) => {
          await publishAll(transaction, issuerId, made);
          const title = `${writing.title()} path`;
          const slug = slugOf(title);
          const members = made.slice(0, membersOfAStack).map(({ id }) => id);
          await defineStack(transaction, { slug, issuerId, title, description: writing.sentence(20), rule: { kind: 'all' }, members });
          catalog.stacks.push(slug);
        });
        catalog.published.push(...made);
      }
      await listing(database, 'enable');
      await database.transaction().execute(async (transaction) => {
        await sql`set local statement_timeout = 0`.execute(transaction);
        await sql`select relist_catalog()`.execute(transaction);
      });
      await sql`vacuum analyze`.execute(database);
    },
  };
  return catalog;
}

/** Many at once are listed together at the end, as a migration does it. */
async function listing(database: Database, state: 'enable' | 'disable'): Promise<void> {
  for (const table of ['micro_credential', 'stack_member'])
    await sql`alter table ${sql.table(table)} ${sql.raw(state)} trigger list_in_catalog`.execute(database);
}

/** Publishes in few statements. */
async function publishAll(
  transaction: Writing,
  issuerId: string,
  made: { id: string; slug: string; definition: Definition }[],
): Promise<void> {
  const rows = sql`jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made(id uuid, slug text, definition jsonb)`;
  await sql`insert into micro_credential (id, slug, issuer_id) select id, slug, ${issuerId} from ${rows}`.execute(transaction);
  await sql`insert into micro_credential_version (micro_credential_id, number, definition) select id, 1, definition from ${rows}`.execute(
    transaction,
  );
  const ids = made.map(({ id }) => id);
  await sql`update micro_credential set current_version_id = version.id from micro_credential_version version
    where version.micro_credential_id = micro_credential.id and micro_credential.id = any(${ids})`.execute(transaction);
}

/** One of the demo's in shape, with texts of its own; its guidelines and scoring guide are cut short, because no search reads them. */
function aGeneratedDefinition(patterns: { definition: Definition }[], writing: Texts, topics: string[], by: Chance): Definition {
  const { definition } = by.pick(patterns);
  return {
    ...definition,
    title: writing.title(),
    competency: writing.sentence(26),
    keyMethod: { name: writing.title(), description: writing.sentence(90) },
    methodComponents: definition.methodComponents.map(({ id }) => ({ id, title: writing.sentence(5), description: writing.sentence(30) })),
    research: definition.research.slice(0, 1),
    resources: definition.resources.slice(0, 1),
    parts: definition.parts.slice(0, 1),
    topics: [...new Set([topics[by.zipf(topics.length)] ?? 'teaching', by.pick(topics)])],
    difficulty: by.pick([1, 1, 2, 2, 2, 3] as const),
    hours: 2 + by.below(40),
  };
}

function slugOf(title: string): string {
  return [...(title.toLowerCase().match(/[a-z0-9]+/g) ?? []), randomUUID().slice(0, 8)].join('-');
}
