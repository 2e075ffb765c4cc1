import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { App } from '../app.ts';
import { actAs } from './acting.ts';
import { readDemoFile } from './demo-content.ts';

const DemoTalent = z.object({
  earlier: z.array(
    z.object({
      issuer: z.string(),
      by: z.string(),
      fileName: z.string(),
      /** Day by micro-credential and person. */
      awards: z.record(z.string(), z.record(z.string(), z.iso.date())),
    }),
  ),
  consents: z.array(z.looseObject({ recognizer: z.string(), person: z.string() })),
  priorities: z.array(z.object({ recognizer: z.string(), by: z.string(), priorities: z.array(z.unknown()) })),
});

/**
 * Gives the talent map something to show, through the API: awards of earlier years that an issuer brings along, who agreed to be found, and
 * the priorities of a district. A demo in which somebody agreed already is left as it is.
 *
 * @param people name and address by key
 * @returns how many agreed to be found now
 */
export async function liveTalent(app: App, people: ReadonlyMap<string, { name: string; email: string }>): Promise<number> {
  const { database } = app.ground;
  if (await database.selectFrom('talent_consent').select('person_id').executeTakeFirst()) return 0;
  const { earlier, consents, priorities } = DemoTalent.parse(readDemoFile('talent.json'));
  const person = (key: string) => people.get(key) ?? { name: key, email: key };
  const organization = async (slug: string) =>
    (await database.selectFrom('organization').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id;

  for (const { issuer, by, fileName, awards } of earlier) {
    const admin = await actAs(app, person(by).email);
    const rows = Object.entries(awards).flatMap(([slug, days]) =>
      Object.entries(days).map(([key, day]) => [slug, person(key).email, person(key).name, day]),
    );
    const csv = stringify([['micro_credential', 'email', 'name', 'awarded_on'], ...rows]);
    const at = `/api/v1/organizations/${await organization(issuer)}/award-imports`;
    const { importId } = await admin.sendText<{ importId: string }>(`${at}?${new URLSearchParams({ fileName })}`, 'text/csv', csv);
    const until = async (state: string) => {
      for (let tries = 0; tries < 600; tries += 1) {
        const one = await admin.send<{ state: string }>('GET', `${at}/${importId}`);
        if (one.state === state) return;
        await new Promise((again) => setTimeout(again, 50));
      }
      throw new Error(`The demo's earlier awards did not come to be ${state}.`);
    };
    await until('checked');
    await admin.send('POST', `${at}/${importId}/issue`, {});
    await until('issued');
  }
  for (const { recognizer, person: key, ...said } of consents) {
    const educator = await actAs(app, person(key).email);
    await educator.send('PUT', `/api/v1/organizations/${await organization(recognizer)}/talent/consent`, { ...said, shown: true });
  }
  for (const { recognizer, by, priorities: wanted } of priorities) {
    const admin = await actAs(app, person(by).email);
    await admin.send('PUT', `/api/v1/organizations/${await organization(recognizer)}/talent/priorities`, {
      priorities: wanted,
      revision: 0,
    });
  }
  return consents.length;
}
