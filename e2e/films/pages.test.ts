import { afterAll, beforeAll, it } from 'vitest';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Pages that no story passes, and the front pages of each role: whole, in both themes, by axe and at 320 px. */
let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

/** Opens each address and inspects it once its title is there. */
async function inspectAll({ page, inspect }: Scene, addresses: Record<string, string>): Promise<void> {
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await inspect(name);
  }
}

it('what is public', async () => {
  await inspectAll(await stage.enter(), {
    catalog: '/catalog',
    stacks: '/stacks',
    stack: '/stacks/global-graduates',
    issuers: '/issuers',
    issuer: '/issuers/digital-promise',
    verify: '/verify',
    'not-found': '/micro-credentials/nothing-of-that-name',
  });
});

it('what an earner comes back to', async () => {
  const [journey] = await stage.query<{ id: string }>(
    "select j.id from journey j join person p on p.id = j.earner_id where p.email like 'rosa.delgado@%' and j.state = 'earned' limit 1",
  );
  await inspectAll(await stage.enter('rosa.delgado@baltimore.example.org'), {
    home: '/home',
    evidence: '/evidence',
    'journey-earned': `/journeys/${journey?.id}`,
    'feedback-passed': `/journeys/${journey?.id}/feedback`,
  });
});

it('what an evaluator and a lead work at', async () => {
  const evaluator = 'leilani.kahale@mtlc.example.org';
  const [taken] = await stage.query<{ id: string }>(
    "select e.id from evaluation e join person p on p.id = e.evaluator_id where p.email = $1 and e.state = 'taken'",
    [evaluator],
  );
  const [decided] = await stage.query<{ id: string }>(
    "select e.id from evaluation e join person p on p.id = e.evaluator_id where p.email = $1 and e.state = 'decided' limit 1",
    [evaluator],
  );
  await inspectAll(await stage.enter(evaluator), {
    desk: '/desk',
    'scoring-desk': `/evaluations/${taken?.id}`,
    'evaluation-decided': `/evaluations/${decided?.id}`,
  });
  await inspectAll(await stage.enter('priya.raghunathan@promise.example.org'), { 'desk-of-a-lead': '/desk' });
});
