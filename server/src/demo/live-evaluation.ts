import { z } from 'zod';
import type { App } from '../app.ts';
import { type Actor, actAs } from './acting.ts';
import { readDemoFile } from './demo-content.ts';

const DemoEvaluation = z.object({
  /** What an issuer's lead chose for one micro-credential; the route checks it. */
  settings: z.array(z.object({ microCredential: z.string(), by: z.string(), choice: z.record(z.string(), z.unknown()) })),
  phrases: z.array(z.object({ organization: z.string(), by: z.string(), name: z.string(), text: z.string() })),
  anchors: z.array(
    z.object({
      microCredential: z.string(),
      by: z.string(),
      use: z.string(),
      title: z.string(),
      /** Text by `part/requirement`. */
      answers: z.record(z.string(), z.string()),
      /** Level and reason by `part/criterion`. */
      levels: z.record(z.string(), z.tuple([z.string(), z.string()])),
    }),
  ),
});

interface Kept {
  microCredentials: { id: string; revision: number }[];
}
interface Anchors {
  anchors: { title: string }[];
}
interface Phrases {
  items: { name: string; organizationId: string | null }[];
}

/**
 * Sets up how the demo's issuers evaluate, through the API, as their leads would: settings, phrases, anchors. What is there already is left
 * as it is.
 *
 * @param emails address by key of a person
 * @returns how many of them were set up now
 */
export async function liveEvaluation(app: App, emails: ReadonlyMap<string, string>): Promise<number> {
  const { settings, phrases, anchors } = DemoEvaluation.parse(readDemoFile('evaluation.json'));
  const leads = new Map<string, Actor>();
  const lead = async (key: string) => {
    const actor = leads.get(key) ?? (await actAs(app, emails.get(key) ?? key));
    leads.set(key, actor);
    return actor;
  };
  let made = 0;
  for (const { microCredential, by, choice } of settings) {
    const { id, at } = await placeOf(app, microCredential);
    const { microCredentials } = await (await lead(by)).send<Kept>('GET', `${at}/evaluation-settings`);
    if (microCredentials.some((kept) => kept.id === id && kept.revision > 0)) continue;
    await (await lead(by)).send('PUT', `${at}/evaluation-settings/${id}`, { choice, revision: 0 });
    made += 1;
  }
  for (const { organization, by, ...phrase } of phrases) {
    const { id: organizationId } = await app.ground.database
      .selectFrom('organization')
      .select('id')
      .where('slug', '=', organization)
      .executeTakeFirstOrThrow();
    const { items } = await (await lead(by)).send<Phrases>('GET', '/api/v1/feedback-phrases');
    if (items.some(({ name, organizationId: of }) => name === phrase.name && of === organizationId)) continue;
    await (await lead(by)).send('POST', '/api/v1/feedback-phrases', { ...phrase, organizationId });
    made += 1;
  }
  for (const { microCredential, by, use, title, answers, levels } of anchors) {
    const { id: microCredentialId, at } = await placeOf(app, microCredential);
    const { anchors: there } = await (await lead(by)).send<Anchors>('GET', `${at}/anchors`);
    if (there.some((anchor) => anchor.title === title)) continue;
    await (await lead(by)).send('POST', `${at}/anchors`, {
      title,
      use,
      source: { kind: 'written', microCredentialId, answers },
      levels: Object.entries(levels).map(([place, [levelId, reason]]) => {
        const [partId, criterionId] = place.split('/');
        return { partId, criterionId, levelId, reason };
      }),
    });
    made += 1;
  }
  return made;
}

/** A micro-credential's id, and the address of its issuer. */
async function placeOf(app: App, slug: string): Promise<{ id: string; at: string }> {
  const { id, issuer_id } = await app.ground.database
    .selectFrom('micro_credential')
    .select(['id', 'issuer_id'])
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  return { id, at: `/api/v1/organizations/${issuer_id}` };
}
