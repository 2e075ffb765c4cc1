import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember } from '../../testing/builders.ts';
import { aClaim, aDistrict, anIncentive, aRule } from '../../testing/recognition.ts';
import { aCurve, aSimulation } from '../../testing/simulations.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { keepFigures } from '../insight/keep-figures.ts';
import type { ShownSimulation } from './read-simulation.ts';

describe('the policy simulator', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ clock: () => new Date('2026-06-15T15:00:00Z') });
  });
  afterAll(() => app.close());

  interface Office {
    recognizerId: string;
    hr: Send;
    /** Keeps a simulation, and has it played through where asked. */
    keep(simulation?: object, name?: string): Promise<string>;
    look(id: string): Promise<ShownSimulation>;
    play(id: string): Promise<ShownSimulation>;
  }

  async function anOffice(): Promise<Office> {
    const { recognizerId, hrId } = await aDistrict(app.ground);
    const hr = await app.as(hrId);
    const look = async (id: string) => {
      const answer = await hr('GET', `/api/v1/simulations/${id}`);
      expect(answer.statusCode, answer.body).toBe(200);
      return answer.json() as ShownSimulation;
    };
    return {
      recognizerId,
      hr,
      look,
      async keep(simulation = aSimulation(), name = 'Raise or stipend') {
        const answer = await hr('POST', `/api/v1/organizations/${recognizerId}/simulations`, { name, simulation });
        expect(answer.statusCode, answer.body).toBe(201);
        return answer.json().simulationId;
      },
      async play(id) {
        const answer = await hr('POST', `/api/v1/simulations/${id}/run`);
        expect(answer.statusCode, answer.body).toBe(202);
        await app.settled();
        return look(id);
      },
    };
  }

  it('keeps what was asked, plays it through, and keeps the result', async () => {
    const { keep, look, play } = await anOffice();
    const id = await keep();
    expect(await look(id)).toMatchObject({ state: 'new', result: null, isCurrent: false });
    const shown = await play(id);
    expect(shown).toMatchObject({ state: 'done', progress: 100, isCurrent: true, failure: null });
    expect(shown.result?.scenarios.map(({ name }) => name)).toEqual(['Raise', 'Stipend']);
    expect(shown.sentences).toEqual([[expect.stringMatching(/base salary/)], [expect.stringMatching(/stipend/)]]);
    // the same seed gives the same figures, however often
    expect((await play(id)).result).toEqual(shown.result);
    expect(app.jobErrors).toEqual([]);
  });

  it('prices the district’s own awards exactly, to the cent of its ledger', async () => {
    const { recognizerId, hr, keep, play } = await anOffice();
    await anIncentive(app.ground, recognizerId, aRule(), { effectiveFrom: '2025-07-01' });
    for (const n of [1, 2, 3]) {
      const educatorId = (await aMember(app.database, recognizerId, 'educator')).id;
      await aClaim(app.ground, { recognizerId, educatorId, n, awardedAt: '2025-07-20T15:00:00Z', posted: true });
    }
    await keepFigures(app.ground, recognizerId);
    const { rows } = {
      rows: await app.database.selectFrom('ledger_entry').select('amount').where('recognizer_id', '=', recognizerId).execute(),
    };
    const yearly = rows.reduce((sum, { amount }) => sum + Number(amount), 0);
    const basis = (await hr('GET', `/api/v1/organizations/${recognizerId}/simulator-basis`)).json();
    expect(basis).toMatchObject({ withAward: 3, awards: 3, currency: 'USD', nextYear: '2026-07', firstMonth: '2025-07' });
    const { result } = await play(
      await keep(
        aSimulation({
          startsOn: '2025-07',
          years: 1,
          basis: { kind: 'history' },
          scenarios: [{ name: 'As it is', incentives: basis.incentives }],
        }),
      ),
    );
    expect(result).toMatchObject({ isExact: true, awards: [{ middle: 3 }] });
    expect(yearly).toBeGreaterThan(0);
    expect(result?.scenarios[0]).toMatchObject({ total: { middle: yearly.toFixed(2) }, afterwards: { middle: yearly.toFixed(2) } });
  });

  it('a change keeps the figures, and says that they are of before it', async () => {
    const { hr, keep, look, play } = await anOffice();
    const id = await keep();
    await play(id);
    const body = { name: 'Raise or stipend', simulation: aSimulation({ years: 3 }), revision: 1 };
    expect((await hr('PUT', `/api/v1/simulations/${id}`, body)).json()).toEqual({ revision: 2 });
    const shown = await look(id);
    expect([shown.isCurrent, shown.result?.years.length, shown.simulation.years]).toEqual([false, 5, 3]);
    // a second window that did not see this overwrites nothing
    expect((await hr('PUT', `/api/v1/simulations/${id}`, body)).json()).toMatchObject({ code: 'edit-conflict', current: { revision: 2 } });
  });

  it('plays one through at a time, and lets one that was lost be started again', async () => {
    const { hr, keep, look } = await anOffice();
    const [one, other] = [await keep(), await keep()];
    const lost = (at: string) =>
      app.database.updateTable('simulation').set({ state: 'running', progressed_at: at }).where('id', '=', one).execute();
    await lost('2026-06-15T14:59:30Z');
    expect((await hr('POST', `/api/v1/simulations/${other}/run`)).json()).toMatchObject({ code: 'simulation-at-work' });
    expect((await hr('POST', `/api/v1/simulations/${one}/run`)).statusCode).toBe(202);
    expect((await look(one)).state).toBe('running');
    await lost('2026-06-15T14:00:00Z');
    expect((await hr('POST', `/api/v1/simulations/${one}/run`)).statusCode).toBe(202);
    await app.settled();
    expect((await look(one)).state).toBe('done');
  });

  it('lists, gives a file, and deletes', async () => {
    const { recognizerId, hr, keep, play } = await anOffice();
    const [first, second] = [await keep(undefined, 'First'), await keep(undefined, '=Second')];
    const list = async (query = '') => (await hr('GET', `/api/v1/organizations/${recognizerId}/simulations?${query}`)).json();
    expect((await list('limit=1')).items).toMatchObject([{ name: '=Second', scenarios: ['Raise', 'Stipend'] }]);
    expect((await list(`limit=1&cursor=${second}`)).items).toMatchObject([{ name: 'First' }]);
    expect((await hr('GET', `/api/v1/simulations/${first}/result.csv`)).json()).toMatchObject({ code: 'no-result-yet' });
    await play(first);
    const lines = (await hr('GET', `/api/v1/simulations/${first}/result.csv`)).body.trim().split('\r\n');
    expect(lines[0]).toBe('scenario,figure,from,to,low,middle,high,unit');
    // five years, each with adoption and awards, and for both scenarios three figures a year, the total and what comes after
    expect(lines).toHaveLength(1 + 10 + 2 * 17);
    for (const status of [204, 404]) expect((await hr('DELETE', `/api/v1/simulations/${first}`)).statusCode).toBe(status);
  });

  it('refuses rules of others, and what nobody can earn', async () => {
    const { recognizerId, hr, keep } = await anOffice();
    const strange = aRule({ counts: { programs: ['0198aaaa-0000-7000-8000-000000000001'] } });
    const simulation = aSimulation({ scenarios: [{ name: 'Strange', incentives: [{ name: 'Raise', rule: strange }] }] });
    expect((await hr('POST', `/api/v1/organizations/${recognizerId}/simulations`, { name: 'Strange', simulation })).json()).toMatchObject({
      code: 'rule-names-unknown',
    });
    const id = await keep(aSimulation({ basis: aCurve() }));
    await app.database.updateTable('program').set({ state: 'closed' }).where('recognizer_id', '=', recognizerId).execute();
    expect((await hr('POST', `/api/v1/simulations/${id}/run`)).json()).toMatchObject({ code: 'nothing-to-earn' });
  });

  it('is for those who may see what is paid', async () => {
    const { recognizerId, keep } = await anOffice();
    const id = await keep();
    for (const role of ['reviewer', 'educator', 'coach'] as const) {
      const send = await app.as((await aMember(app.database, recognizerId, role)).id);
      expect((await send('GET', `/api/v1/simulations/${id}`)).statusCode).toBe(404);
    }
  });
});
