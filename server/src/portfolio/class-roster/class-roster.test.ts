import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../../testing/catalog.ts';
import { aFile, aJourney } from '../../testing/portfolio.ts';
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
  ({ id: crypto.randomUUID(), partId: 'work', requirementId: 'artifact', title, description, file: null }) as Parameters<
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
      { name: 'Emma Miller', partId: 'overview', requirementId: 'context', evidenceId: null, captions: null },
      { name: 'Zoë Müller', partId: 'work', requirementId: 'artifact', evidenceId: item.id, captions: null },
      { name: 'Emma Miller', partId: null, requirementId: null, evidenceId: null, captions: null },
    ]);
  });

  it('are looked for in what captions say, by language; who speaks is named there, too', () => {
    const [english, spanish] = [crypto.randomUUID(), crypto.randomUUID()];
    const file = { captions: [english, spanish].map((id, at) => ({ id, language: ['en', 'es'][at] ?? '' })) };
    const item = { ...anItem('Partner talk', ''), file } as ReturnType<typeof anItem>;
    const words = new Map([
      [english, 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Emma>What do you notice?\n\n00:02.000 --> 00:03.000\nThe ramp, says\nZoë Müller.\n'],
      [spanish, 'WEBVTT\n\n00:01.000 --> 00:02.000\n¿Qué ves?\n'],
    ]);
    const at = { partId: 'work', requirementId: 'artifact', evidenceId: item.id, captions: 'en' };
    expect(studentsIn(['Emma Miller', 'Zoë Müller'], { answers: {}, evidence: [item], carriedParts: [] }, null, words)).toEqual([
      { name: 'Emma Miller', ...at },
      { name: 'Zoë Müller', ...at },
    ]);
    expect(studentsIn(['Emma Miller'], { answers: {}, evidence: [item], carriedParts: ['work'] }, null, words)).toEqual([]);
  });

  it('stop a submission until the earner confirms it, and then it stands', async () => {
    const definition = aDefinition();
    if (definition.parts[1]?.requirements[0]) definition.parts[1].requirements[0].kinds = ['video'];
    const { microCredentialId } = await aMicroCredential(app.database, { definition });
    const journey = await aJourney(app, { microCredentialId });
    const earner = await app.as(journey.earnerId);
    await earner('PUT', path, { names: ['Emma Miller', 'Zoë Müller'], revision: 0 });
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
          const file = await aFile(app, journey.earnerId, { name: 'lesson.mp4', mediaType: 'video/mp4' });
          const { id } = await app.database
            .insertInto('evidence_item')
            .values({ earner_id: journey.earnerId, kind: 'video', title: 'A lesson', file_id: file.id })
            .returning('id')
            .executeTakeFirstOrThrow();
          const said = 'WEBVTT\n\n00:01.000 --> 00:02.000\nZoe, come to the board.\n';
          expect((await earner('PUT', `/api/v1/evidence/${id}/captions/en`, { text: said })).statusCode).toBe(200);
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
      detail: expect.stringContaining('Emma Miller, Zoë Müller (in captions)'),
      named: expect.arrayContaining([
        expect.objectContaining({ name: 'Emma Miller', captions: null }),
        expect.objectContaining({ name: 'Zoë Müller', captions: 'en' }),
      ]),
    });
    expect((await earner('POST', `/api/v1/journeys/${journey.id}/submissions`, { ...body, namesConfirmed: true })).statusCode).toBe(201);
  });
});
