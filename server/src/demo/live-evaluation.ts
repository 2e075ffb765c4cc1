import { z } from 'zod';
import type { App } from '../app.ts';
import { actAs } from './acting.ts';
import { readDemoFile } from './demo-content.ts';

const DemoEvaluation = z.object({
  /** What an issuer's lead chose for one micro-credential; the route checks it. */
  settings: z.array(z.object({ microCredential: z.string(), by: z.string(), choice: z.record(z.string(), z.unknown()) })),
});

interface Kept {
  microCredentials: { id: string; revision: number }[];
}

/**
 * Sets up how the demo's issuers evaluate, through the API, as their leads would. What somebody chose already is left as it is.
 *
 * @param emails address by key of a person
 * @returns for how many micro-credentials something was chosen now
 */
export async function liveEvaluation(app: App, emails: ReadonlyMap<string, string>): Promise<number> {
  const { settings } = DemoEvaluation.parse(readDemoFile('evaluation.json'));
  let chosen = 0;
  for (const { microCredential, by, choice } of settings) {
    const lead = await actAs(app, emails.get(by) ?? by);
    const { id, issuer_id } = await app.ground.database
      .selectFrom('micro_credential')
      .select(['id', 'issuer_id'])
      .where('slug', '=', microCredential)
      .executeTakeFirstOrThrow();
    const at = `/api/v1/organizations/${issuer_id}/evaluation-settings`;
    const { microCredentials } = await lead.send<Kept>('GET', at);
    if (microCredentials.some((kept) => kept.id === id && kept.revision > 0)) continue;
    await lead.send('PUT', `${at}/${id}`, { choice, revision: 0 });
    chosen += 1;
  }
  return chosen;
}
