import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, anOrganization } from '../../testing/builders.ts';
import { aDistrict } from '../../testing/recognition.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';

describe('the places of a program', () => {
  let app: TestApp;
  let now = new Date('2026-04-10T15:00:00Z');
  beforeAll(async () => {
    app = await testApp({ clock: () => now });
  });
  afterAll(() => app.close());

  async function aProgram(overrides: Parameters<typeof aDistrict>[1]) {
    const { recognizerId, programId } = await aDistrict(app.ground, overrides);
    const educators: { id: string; send: Send }[] = [];
    for (let index = 0; index < 6; index += 1) {
      const { id } = await aMember(app.database, recognizerId, 'educator');
      educators.push({ id, send: await app.as(id) });
    }
    const at = `/api/v1/programs/${programId}/participation`;
    const taken = async () => {
      const rows = await app.database
        .selectFrom('participation')
        .select('educator_id')
        .where('program_id', '=', programId)
        .where('left_at', 'is', null)
        .execute();
      return rows.map(({ educator_id }) => educator_id);
    };
    return { recognizerId, programId, educators, at, taken };
  }

  it('are never taken by more than there are, however many come at once', async () => {
    const { educators, at, taken } = await aProgram({ capacity: 2 });
    const answers = await Promise.all(educators.map(({ send }) => send('PUT', at)));
    const refused = answers.filter(({ statusCode }) => statusCode >= 400);
    expect(refused.map((answer) => [answer.statusCode, answer.json().code])).toEqual(Array(4).fill([409, 'program-full']));
    expect(await taken()).toHaveLength(2);
  });

  it('count one for an educator with two tabs, and are free again when somebody leaves', async () => {
    const { educators, at, taken } = await aProgram({ capacity: 1 });
    const [first, second] = educators;
    if (!first || !second) throw new Error('nobody');
    const both = await Promise.all([first.send('PUT', at), first.send('PUT', at)]);
    expect(both.map(({ statusCode }) => statusCode < 300)).toEqual([true, true]);
    expect((await second.send('PUT', at)).json().code).toBe('program-full');
    await first.send('DELETE', at);
    expect((await second.send('PUT', at)).statusCode).toBeLessThan(300);
    // who left has no right to the place any more
    expect((await first.send('PUT', at)).json().code).toBe('program-full');
    expect(await taken()).toEqual([second.id]);
  });

  it('open and close with the days of the district’s own time zone', async () => {
    const { recognizerId, educators, at } = await aProgram({ opensOn: '2026-05-01', closesOn: '2026-05-31' });
    await app.database.updateTable('organization').set({ timezone: 'America/Chicago' }).where('id', '=', recognizerId).execute();
    const join = async (moment: string, who: number) => {
      now = new Date(moment);
      return (await educators[who]?.send('PUT', at))?.statusCode;
    };
    // midnight in Chicago is five in the morning of UTC
    expect(await join('2026-05-01T04:59:59Z', 0)).toBe(409);
    expect(await join('2026-05-01T05:00:00Z', 0)).toBeLessThan(300);
    expect(await join('2026-06-01T04:59:59Z', 1)).toBeLessThan(300);
    expect(await join('2026-06-01T05:00:00Z', 2)).toBe(409);
  });

  it('are told beforehand: whether one can join today, and how many are left', async () => {
    const { programId, educators, at } = await aProgram({ opensOn: '2026-05-01', closesOn: '2026-05-31', capacity: 1 });
    const [one, other] = educators;
    const joining = async (moment: string) => {
      now = new Date(moment);
      const program = (await other?.send('GET', `/api/v1/programs/${programId}`))?.json();
      const listed = (await other?.send('GET', '/api/v1/programs'))?.json().items.find(({ id }: { id: string }) => id === programId);
      expect(listed.joining).toBe(program.joining);
      return [program.joining, program.participants];
    };
    expect(await joining('2026-04-30T12:00:00Z')).toEqual(['not-yet', 0]);
    expect(await joining('2026-05-02T12:00:00Z')).toEqual(['open', 0]);
    await one?.send('PUT', at);
    expect(await joining('2026-05-03T12:00:00Z')).toEqual(['full', 1]);
    expect(await joining('2026-06-02T12:00:00Z')).toEqual(['over', 1]);
  });

  it('are offered to those of its schools and roles only', async () => {
    const { id: districtId } = await anOrganization(app.database, { isRecognizer: true });
    const { id: schoolId } = await anOrganization(app.database, { isRecognizer: true, parentId: districtId });
    const { id: otherId } = await anOrganization(app.database, { isRecognizer: true, parentId: districtId });
    const { programId } = await aDistrict(app.ground, { audience: { schools: [schoolId], roles: ['educator', 'coach'] } }, districtId);
    const offered = async (organizationId: string, role: 'educator' | 'coach' | 'hr') => {
      const { id } = await aMember(app.database, organizationId, role);
      const { items } = (await (await app.as(id))('GET', '/api/v1/programs')).json();
      return items.some((program: { id: string }) => program.id === programId);
    };
    expect(await offered(schoolId, 'educator')).toBe(true);
    expect(await offered(schoolId, 'coach')).toBe(true);
    expect(await offered(schoolId, 'hr')).toBe(false);
    expect(await offered(otherId, 'educator')).toBe(false);
    expect(await offered(districtId, 'educator')).toBe(false);
  });

  it('hold one choice of an educator who chooses in two tabs at once, never more than may be chosen', async () => {
    const { programId, educators, at } = await aProgram({ choice: { atLeast: 2, atMost: 2, changeAfterBegun: false } });
    const [one] = educators;
    await one?.send('PUT', at);
    const choices = ['entry-1 entry-2', 'entry-3 entry-4', 'entry-2 entry-5'];
    const answers = await Promise.all(
      choices.map((entries) => one?.send('PUT', `/api/v1/programs/${programId}/choices`, { entryIds: entries.split(' ') })),
    );
    expect(answers.map((answer) => (answer?.statusCode ?? 500) < 300)).toEqual([true, true, true]);
    const chosen = await app.database
      .selectFrom('participation_choice')
      .select('entry_id')
      .where('program_id', '=', programId)
      .orderBy('entry_id')
      .execute();
    expect(choices).toContain(chosen.map(({ entry_id }) => entry_id).join(' '));
  });
});
