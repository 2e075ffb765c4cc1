import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { actAs } from './acting.ts';
import { demoFolder } from './demo-content.ts';

/** Who brings the rosters of the demo's districts: an administrator of each. */
const bringers: Record<string, string> = {
  'kettle-moraine': 'ingrid.halvorsen@kettlemoraine.example.org',
  'baltimore-county': 'yvonne.pettiford@baltimore.example.org',
};

interface Import {
  state: string;
  problems: number;
}

/**
 * Brings the demo's rosters as an administrator would: sent, looked at, applied. A district that has one is left as it is.
 *
 * @returns how many are new
 */
export async function liveRosters(app: App): Promise<number> {
  const { database } = app.ground;
  let brought = 0;
  for (const slug of readdirSync(join(demoFolder, 'rosters')).sort()) {
    const { id } = await database.selectFrom('organization').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
    const known = await database.selectFrom('roster_import').select('id').where('recognizer_id', '=', id).executeTakeFirst();
    if (known) continue;
    const bringer = await actAs(app, bringers[slug] ?? '');
    const folder = join(demoFolder, 'rosters', slug);
    const files = readdirSync(folder).map((name) => ({ name, content: readFileSync(join(folder, name)) }));
    const at = `/api/v1/organizations/${id}/roster-imports`;
    const { importId } = await bringer.sendFiles<{ importId: string }>(at, files);
    const stands = async (state: string) => {
      for (let tries = 0; tries < 600; tries += 1) {
        const one = await bringer.send<Import>('GET', `${at}/${importId}`);
        if (one.problems > 0) throw new Error(`The demo's roster of ${slug} has ${one.problems} problems.`);
        if (one.state === state) return;
        await new Promise((again) => setTimeout(again, 50));
      }
      throw new Error(`The demo's roster of ${slug} did not come to be ${state}.`);
    };
    await stands('checked');
    await bringer.send('POST', `${at}/${importId}/application`);
    await stands('applied');
    brought += 1;
  }
  return brought;
}
