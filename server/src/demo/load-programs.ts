import { z } from 'zod';
import type { App } from '../app.ts';
import type { Database } from '../platform/database/database.ts';
import { ProgramDefinition, publishIncentive, publishProgram, publishTerms, Rule, Terms } from '../recognition/index.ts';
import { readDemoFolder } from './demo-content.ts';
import { readLearning } from './learning-content.ts';

/** A recognizer's programs and incentives; what stands under an id in the product is named by its address here. */
const DemoPrograms = z.object({
  recognizer: z.string(),
  terms: z.object({ effectiveFrom: z.string(), terms: Terms }),
  programs: z.array(
    z.object({ slug: z.string(), definition: z.looseObject({ steps: z.array(z.unknown()), entries: z.array(z.unknown()) }) }),
  ),
  incentives: z.array(z.object({ slug: z.string(), name: z.string(), effectiveFrom: z.string(), rule: z.looseObject({}) })),
});
const DemoEntry = z.looseObject({ microCredential: z.string() });
const DemoStep = z.looseObject({ kind: z.string(), reference: z.string().nullable() });
const DemoRule = z.looseObject({
  value: z.looseObject({ achievements: z.array(z.string()).optional() }),
  counts: z.looseObject({ programs: z.array(z.string()).optional() }).optional(),
});

/**
 * Publishes the demo's programs with what their awards are worth; a recognizer that has programs already is left as it is.
 *
 * @returns how many programs are new
 */
export async function loadPrograms({ ground }: App): Promise<number> {
  const names = await ids(ground.database);
  let published = 0;
  for (const { recognizer, terms, programs, incentives } of z.array(DemoPrograms).parse(readDemoFolder('programs'))) {
    const recognizerId = names.of('organization', recognizer);
    const known = await ground.database.selectFrom('program').select('id').where('recognizer_id', '=', recognizerId).executeTakeFirst();
    if (known) continue;
    await ground.database.transaction().execute(async (transaction) => {
      await publishTerms(ground, transaction, { recognizerId, ...terms, publishedBy: null });
      const programIds = new Map<string, string>();
      for (const { slug, definition } of programs) {
        const { programId } = await publishProgram(ground, transaction, {
          recognizerId,
          slug,
          definition: ProgramDefinition.parse({
            ...definition,
            entries: z
              .array(DemoEntry)
              .parse(definition.entries)
              .map(({ microCredential, ...entry }) => ({
                ...entry,
                microCredentialId: names.of('micro-credential', microCredential),
              })),
            steps: z
              .array(DemoStep)
              .parse(definition.steps)
              .map((step) => ({
                ...step,
                reference: step.reference === null ? null : names.of(step.kind, step.reference),
              })),
          }),
          publishedBy: null,
          demo: true,
        });
        programIds.set(slug, programId);
        published += 1;
      }
      for (const { rule, ...incentive } of incentives) {
        const { value, counts = {}, ...rest } = DemoRule.parse(rule);
        const achievements = value.achievements?.map((slug) => `mc:${names.of('micro-credential', slug)}`);
        await publishIncentive(ground, transaction, {
          ...incentive,
          recognizerId,
          rule: Rule.parse({
            ...rest,
            value: { ...value, ...(achievements ? { achievements } : {}) },
            counts: { ...counts, ...(counts.programs ? { programs: counts.programs.map((slug) => programIds.get(slug)) } : {}) },
          }),
          effectiveUntil: null,
          retroactive: true,
          publishedBy: null,
        });
      }
    });
  }
  return published;
}

/** Ids of what the files name. */
async function ids(database: Database) {
  const known = new Map<string, string>();
  for (const { slug, id } of await database.selectFrom('organization').select(['slug', 'id']).execute())
    known.set(`organization ${slug}`, id);
  for (const { slug, id } of await database.selectFrom('micro_credential').select(['slug', 'id']).execute())
    known.set(`micro-credential ${slug}`, id);
  for (const { slug, id } of await database.selectFrom('course').select(['slug', 'id']).execute()) known.set(`course ${slug}`, id);
  const titles = new Map(readLearning().surveys.map(({ key, definition }) => [definition.title, key]));
  const surveys = await database
    .selectFrom('survey')
    .innerJoin('survey_version', 'survey_version.id', 'survey.current_version_id')
    .select(['survey.id', 'survey_version.definition'])
    .where('survey.demo', '=', true)
    .execute();
  for (const { id, definition } of surveys) {
    const key = titles.get((definition as { title?: string }).title ?? '');
    if (key) known.set(`survey ${key}`, id);
  }
  return {
    of(what: string, name: string): string {
      const id = known.get(`${what} ${name}`);
      if (!id) throw new Error(`The demo's programs speak of the ${what} ${name}, which it does not bring.`);
      return id;
    },
  };
}
