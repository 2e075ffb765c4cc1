import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { aDistrict } from '../../testing/recognition.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { addToApprovedList } from './change-program.ts';
import type { ProgramDraft } from './program-draft.ts';

describe('writing a program', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  async function aDesk() {
    const { recognizerId, programId } = await aDistrict(app.ground);
    const { id: adminId } = await aMember(app.database, recognizerId, 'recognizer-admin');
    return { recognizerId, programId, adminId, admin: await app.as(adminId), at: `/api/v1/organizations/${recognizerId}` };
  }
  type Draft = { definition: ProgramDraft; revision: number; number: number | null; state: string };
  const draftOf = async (as: Send, programId: string): Promise<Draft> => (await as('GET', `/api/v1/programs/${programId}/draft`)).json();
  const save = (as: Send, programId: string, definition: ProgramDraft, revision: number) =>
    as('PUT', `/api/v1/programs/${programId}/draft`, { definition, revision });
  const changesOf = async (as: Send, programId: string) => (await as('GET', `/api/v1/programs/${programId}/draft/changes`)).json();
  const publish = async (as: Send, programId: string) => {
    const { revision, number } = await changesOf(as, programId);
    return as('POST', `/api/v1/programs/${programId}/draft/publication`, { revision, number });
  };

  it('begins with its name, tells what is missing, and opens with its first version', async () => {
    const { admin, at } = await aDesk();
    const { programId } = (await admin('POST', `${at}/program-drafts`, { name: 'Deeper Learning' })).json();
    const begun = await draftOf(admin, programId);
    expect(begun).toMatchObject({ state: 'draft', number: null, revision: 1, definition: { name: 'Deeper Learning' } });
    expect((await publish(admin, programId)).json()).toMatchObject({
      code: 'draft-incomplete',
      missing: [{ path: ['summary'] }, { path: ['entries'] }],
    });

    const { microCredentialId } = await aMicroCredential(app.database);
    const definition: ProgramDraft = {
      ...begun.definition,
      summary: 'Raises for what one can show.',
      preApproval: { kind: 'chain', steps: [{ title: 'Principal', role: 'reviewer' }] },
      entries: [{ entryId: 'one', microCredentialId, foreign: [], difficulty: 2, hours: '12' }],
    };
    expect((await save(admin, programId, definition, 1)).json()).toEqual({ revision: 2 });
    // the answer was lost on its way: the same again is no conflict
    expect((await save(admin, programId, definition, 1)).json()).toEqual({ revision: 2 });
    expect((await save(admin, programId, { ...definition, name: 'Other' }, 1)).json()).toMatchObject({
      code: 'edit-conflict',
      current: { revision: 2 },
    });
    expect((await publish(admin, programId)).json()).toMatchObject({ number: 1 });
    const shown = (await app.send('GET', `/api/v1/programs/${programId}`)).json();
    expect(shown).toMatchObject({ state: 'open', definition: { name: 'Deeper Learning', capacity: null } });
    // the district of the test has a program of that name already
    expect(shown.slug).toBe('deeper-learning-2');
    expect((await publish(admin, programId)).json()).toMatchObject({ code: 'nothing-to-publish' });
  });

  it('tells for how many a next version changes something, and is not published over what came meanwhile', async () => {
    const { admin, adminId, programId, recognizerId } = await aDesk();
    const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
    const educator = await app.as(educatorId);
    await educator('PUT', `/api/v1/programs/${programId}/participation`);
    await educator('PUT', `/api/v1/programs/${programId}/choices`, { entryIds: ['entry-1', 'entry-2'] });
    const { definition, revision } = await draftOf(admin, programId);
    await save(admin, programId, { ...definition, capacity: 50, entries: definition.entries.slice(1) }, revision);
    const changes = await changesOf(admin, programId);
    expect(changes).toMatchObject({
      number: 1,
      participants: 1,
      parts: ['capacity'],
      entries: [{ entryId: 'entry-1', title: 'Skill 1', what: 'removed', chosenBy: 1, approvedFor: 0 }],
    });
    // a nomination is accepted: the draft takes its line along instead of dropping it
    const entry = {
      entryId: 'nominated',
      microCredentialId: null,
      foreign: [{ id: 'https://elsewhere.example/1', issuer: 'https://elsewhere.example', title: 'Nominated' }],
      difficulty: 1 as const,
      hours: '3',
    };
    await app.database
      .transaction()
      .execute((transaction) => addToApprovedList(app.ground, transaction, { programId, entry, publishedBy: adminId }));
    const late = await admin('POST', `/api/v1/programs/${programId}/draft/publication`, changes);
    expect([late.statusCode, late.json().code]).toEqual([409, 'edit-conflict']);
    expect((await changesOf(admin, programId)).entries.map(({ entryId }: { entryId: string }) => entryId)).toEqual(['entry-1']);
    expect((await publish(admin, programId)).json()).toMatchObject({ number: 3 });
    const versions = (await app.send('GET', `/api/v1/programs/${programId}/versions`)).json().items;
    expect(versions.map(({ definition: one }: { definition: ProgramDraft }) => one.entries.length)).toEqual([40, 41, 40]);
    // its administrators read what each version changed, and who published it
    const { versions: history } = (await admin('GET', `/api/v1/programs/${programId}/draft`)).json();
    expect(history).toMatchObject([
      { number: 3, changes: { parts: ['capacity'], added: 0, removed: 1, changed: 0 } },
      { number: 2, changes: { parts: [], added: 1, removed: 0, changed: 0 } },
      { number: 1, changes: null },
    ]);
    expect(history[0].publishedBy).not.toBeNull();
  });

  it('nobody wrote on follows what is published beside it', async () => {
    const { admin, programId } = await aDesk();
    const { definition, revision } = await draftOf(admin, programId);
    await save(admin, programId, { ...definition, capacity: 9 }, revision);
    await publish(admin, programId);
    const { definition: second } = (await app.send('GET', `/api/v1/programs/${programId}`)).json();
    await admin('POST', `/api/v1/programs/${programId}/versions`, { number: 2, definition: { ...second, capacity: 10 } });
    expect(await draftOf(admin, programId)).toMatchObject({ number: 3, definition: { capacity: 10 } });
    expect(await changesOf(admin, programId)).toMatchObject({ number: 3, parts: [], entries: [] });
  });

  it('is given up, copied, and seen by nobody else', async () => {
    const { admin, at, programId, recognizerId } = await aDesk();
    const { definition, revision } = await draftOf(admin, programId);
    await save(admin, programId, { ...definition, capacity: 9 }, revision);
    const listed = async () => (await admin('GET', `${at}/authored-programs`)).json().items;
    expect(await listed()).toMatchObject([{ id: programId, number: 1, draftNewer: true, entries: 40 }]);
    const { programId: copy } = (await admin('POST', `${at}/program-drafts`, { name: 'Next year', copyOf: programId })).json();
    expect((await draftOf(admin, copy)).definition).toMatchObject({ name: 'Next year', capacity: 9 });

    const discard = (id: string, at: number) => admin('POST', `/api/v1/programs/${id}/draft/discarding`, { revision: at });
    expect((await discard(programId, revision)).json()).toMatchObject({ code: 'edit-conflict' });
    expect((await discard(programId, revision + 1)).json()).toEqual({ gone: false });
    expect((await draftOf(admin, programId)).definition.capacity).toBeNull();
    expect((await listed()).map(({ draftNewer }: { draftNewer: boolean }) => draftNewer)).toEqual([false, false]);
    const hr = await app.as((await aMember(app.database, recognizerId, 'hr')).id);
    expect((await hr('GET', `/api/v1/programs/${copy}/draft`)).statusCode).toBe(404);
    expect((await app.send('GET', `/api/v1/programs/${copy}`)).statusCode).toBe(404);
    expect((await discard(copy, 1)).json()).toEqual({ gone: true });
    expect((await admin('GET', `/api/v1/programs/${copy}/draft`)).statusCode).toBe(404);
    // the address of a program in the making is taken
    await admin('POST', `${at}/program-drafts`, { name: 'Spring' });
    const taken = await admin('POST', `${at}/programs`, { slug: 'spring', definition: { ...definition, preApproval: { kind: 'none' } } });
    expect(taken.json()).toMatchObject({ code: 'slug-taken' });
  });
});
