import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../../testing/builders.ts';
import { aJourney } from '../../testing/portfolio.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { studentsIn } from './find-in-work.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  await app.close();
});

const path = '/api/v1/account/class-roster';
const answersOf = { 'overview/context': 'Emma asked first.', 'overview/more': 'Nobody.', 'passed/before': 'Emma again.' };
const anItem = (title: string, description: string) =>
  ({ id: crypto.randomUUID(), partId: 'work', requirementId: 'artifact', title, description }) as Parameters<
    typeof studentsIn
  >[1]['evidence'][number];

describe('names of a class', () => {
  it('are kept sealed, for the earner alone, and changed from the revision they were read', async () => {
    const earner = await app.as((await aPerson(app.database)).id);
    const other = await app.as((await aPerson(app.database)).id);
    expect((await earner('GET', path)).json()).toEqual({ names: [], revision: 0 });
    expect((await earner('PUT', path, { names: ['Emma Miller', 'Zoë Müller'], revision: 0 })).json()).toMatchObject({ revision: 1 });
    expect((await earner('GET', path)).json()).toEqual({ names: ['Emma Miller', 'Zoë Müller'], revision: 1 });
    expect((await other('GET', path)).json()).toEqual({ names: [], revision: 0 });
    expect((await earner('PUT', path, { names: [], revision: 7 })).json()).toMatchObject({
      code: 'edit-conflict',
      current: { revision: 1 },
    });
    const [row] = await app.database.selectFrom('class_roster').selectAll().execute();
    expect(row?.sealed.toString('latin1')).not.toContain('Emma');
  });

  it('are looked for in answers, items and the note, each once a place; not in parts that passed', () => {
    const item = anItem('Work of Zoe', 'Zoë reads');
    const named = studentsIn(
      ['Emma Miller', 'Zoë Müller'],
      { answers: answersOf, evidence: [item], carriedParts: ['passed'] },
      'Miller helped.',
    );
    expect(named).toEqual([
      { name: 'Emma Miller', partId: 'overview', requirementId: 'context', evidenceId: null },
      { name: 'Zoë Müller', partId: 'work', requirementId: 'artifact', evidenceId: item.id },
      { name: 'Emma Miller', partId: null, requirementId: null, evidenceId: null },
    ]);
  });

  it('stop a submission until the earner confirms it, and then it stands', async () => {
    const journey = await aJourney(app);
    const earner = await app.as(journey.earnerId);
    await earner('PUT', path, { names: ['Emma Miller'], revision: 0 });
    const texts = journey.definition.parts.flatMap((part) =>
      part.requirements.filter(({ kinds }) => kinds.includes('text')).map(({ id }) => ({ part_id: part.id, requirement_id: id })),
    );
    await app.database
      .insertInto('answer')
      .values(
        texts.map((place) => ({ ...place, journey_id: journey.id, text: 'EMMA’s question opened the lesson for everybody in the room.' })),
      )
      .execute();
    for (const part of journey.definition.parts)
      for (const requirement of part.requirements)
        for (let count = requirement.kinds.includes('text') ? 1 : 0; count < requirement.min; count += 1) {
          const { id } = await app.database
            .insertInto('evidence_item')
            .values({ earner_id: journey.earnerId, kind: 'link', title: 'A lesson', url: 'https://school.example.org' })
            .returning('id')
            .executeTakeFirstOrThrow();
          await app.database
            .insertInto('journey_evidence')
            .values({ journey_id: journey.id, part_id: part.id, requirement_id: requirement.id, evidence_id: id, position: count })
            .execute();
        }
    const body = { attempt: 1, studentPrivacy: true, academicIntegrity: true };
    const told = await earner('POST', `/api/v1/journeys/${journey.id}/submissions`, body);
    expect(told.json()).toMatchObject({
      status: 409,
      code: 'students-named',
      named: expect.arrayContaining([expect.objectContaining({ name: 'Emma Miller' })]),
    });
    expect((await earner('POST', `/api/v1/journeys/${journey.id}/submissions`, { ...body, namesConfirmed: true })).statusCode).toBe(201);
  });
});
