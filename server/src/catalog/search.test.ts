import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization } from '../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../testing/catalog.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { defineStack } from './index.ts';

describe('the catalog', () => {
  let app: TestApp;
  const titles = ['Working Memory Foundations', 'Grit and Resilience', 'Évaluation formative', 'Kind Critiquing', 'Growth Mindset'];

  beforeAll(async () => {
    app = await testApp();
    const { id: issuerId } = await anOrganization(app.database, { slug: 'lakeside', name: 'Lakeside Institute' });
    const made: string[] = [];
    for (const [index, title] of titles.entries()) {
      const definition = aDefinition({
        title,
        hours: 5 + index * 8,
        difficulty: ((index % 3) + 1) as 1 | 2 | 3,
        topics: [index % 2 ? 'mindset' : 'data-use'],
      });
      made.push((await aMicroCredential(app.database, { issuerId, slug: `mc-${index}`, definition })).microCredentialId);
    }
    await app.database.transaction().execute((transaction) =>
      defineStack(transaction, {
        slug: 'habits',
        issuerId,
        title: 'Habits of Heart',
        description: 'Two.',
        rule: { kind: 'all' },
        members: made.slice(1, 3),
      }),
    );
  });
  afterAll(() => app.close());

  const found = async (query: string): Promise<string[]> => {
    const answer = await app.send('GET', `/api/v1/micro-credentials?${query}`);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json().items.map((item: { title: string }) => item.title);
  };

  it('is open to anyone', async () => expect(await found('')).toEqual([...titles].sort()));

  it('finds by a word, by its beginning, and through a typing error', async () => {
    expect(await found('q=resilience')).toEqual(['Grit and Resilience']);
    expect(await found('q=resil')).toEqual(['Grit and Resilience']);
    expect(await found('q=resiliance')).toEqual(['Grit and Resilience']);
    expect(await found('q=memroy')).toEqual(['Working Memory Foundations']);
  });

  it('says how it read a mistyped word', async () => {
    expect((await app.send('GET', '/api/v1/micro-credentials?q=critiqing')).json().corrected).toBe('critiquing');
    expect((await app.send('GET', '/api/v1/micro-credentials?q=critiquing')).json().corrected).toBeNull();
  });

  it('finds with or without accents', async () => {
    expect(await found('q=evaluation')).toContain('Évaluation formative');
    expect(await found(`q=${encodeURIComponent('évaluation')}`)).toContain('Évaluation formative');
  });

  it('finds by stack and issuer names', async () => {
    expect((await found('q=habits')).sort()).toEqual(['Grit and Resilience', 'Évaluation formative'].sort());
    expect(await found('q=lakeside')).toHaveLength(titles.length);
  });

  it('narrows by facets and counts them', async () => {
    expect(await found('maxHours=12')).toEqual(['Working Memory Foundations']);
    expect(await found('stack=habits')).toHaveLength(2);
    const { facets, total } = (await app.send('GET', '/api/v1/micro-credentials?topic=mindset')).json();
    expect(total.count).toBe(2);
    expect(facets.topics).toEqual([{ value: 'mindset', label: 'mindset', count: 2 }]);
  });

  it('says so when nothing is found', async () => {
    expect((await app.send('GET', '/api/v1/micro-credentials?q=zzzzqqqq')).json()).toMatchObject({ items: [], total: { count: 0 } });
  });

  it('lists without gap or repetition whatever the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('title', 'newest', 'hours', 'relevance'),
        fc.constantFrom('', 'lakeside'),
        async (limit, sort, q) => {
          const all: string[] = [];
          let cursor: string | null = null;
          do {
            const url: string = `/api/v1/micro-credentials?limit=${limit}&sort=${sort}&q=${q}${cursor ? `&cursor=${cursor}` : ''}`;
            const page = (await app.send('GET', url)).json();
            all.push(...page.items.map((item: { slug: string }) => item.slug));
            cursor = page.nextCursor;
          } while (cursor);
          expect(all).toHaveLength(titles.length);
          expect(new Set(all).size).toBe(titles.length);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('shows a new version at once and keeps the old one', async () => {
    const { issuerId, slug } = await aMicroCredential(app.database, { definition: aDefinition({ title: 'Seating Plans' }) });
    expect((await app.send('GET', `/api/v1/micro-credentials/${slug}`)).json().definition.title).toBe('Seating Plans');
    await aMicroCredential(app.database, { issuerId, slug, definition: aDefinition({ title: 'Seating Plans that Move' }) });
    await expect
      .poll(async () => (await app.send('GET', `/api/v1/micro-credentials/${slug}`)).json().definition.title)
      .toBe('Seating Plans that Move');
    expect((await app.send('GET', `/api/v1/micro-credentials/${slug}/versions/1`)).json().definition.title).toBe('Seating Plans');
  });

  it('finds what was published since the same was asked', async () => {
    expect(await found('q=hallway')).toEqual([]);
    await aMicroCredential(app.database, { definition: aDefinition({ title: 'Hallway Talks' }) });
    await expect.poll(() => found('q=hallway')).toEqual(['Hallway Talks']);
    await aMicroCredential(app.database, { definition: aDefinition({ title: 'Hallway Maps' }) });
    await expect.poll(() => found('q=hallway&sort=title')).toEqual(['Hallway Maps', 'Hallway Talks']);
  });

  it('looks texts up in their index however small the catalog is: the planner knows what matching one costs', async () => {
    const { rows } = await sql<{ cost: number }>`
      select procost as cost from pg_proc where oid = 'pg_catalog.ts_match_vq(tsvector, tsquery)'::regprocedure`.execute(app.database);
    expect(rows).toEqual([{ cost: 100 }]);
  });

  it('never changes a published version', async () => {
    const { versionId } = await aMicroCredential(app.database);
    await expect(
      app.database.updateTable('micro_credential_version').set({ number: 7 }).where('id', '=', versionId).execute(),
    ).rejects.toThrow(/append-only/);
    await expect(app.database.deleteFrom('micro_credential_version').where('id', '=', versionId).execute()).rejects.toThrow(/append-only/);
  });

  it('keeps the same words and counts by single publications as by listing everything anew', async () => {
    const kept = async () => ({
      words: (await sql`select word, documents from catalog_word where documents > 0 order by word`.execute(app.database)).rows,
      facets: (await sql`select * from catalog_facet where count > 0 order by kind, value`.execute(app.database)).rows,
      entries: (await sql`select * from catalog_entry order by micro_credential_id`.execute(app.database)).rows,
    });
    const before = await kept();
    await sql`select relist_catalog()`.execute(app.database);
    expect(await kept()).toEqual(before);
    expect(before.words.length).toBeGreaterThan(20);
  });

  it('counts facets of the whole catalog as of what is found', async () => {
    const facetsOf = async (query: string) => (await app.send('GET', `/api/v1/micro-credentials?${query}`)).json();
    const whole = await facetsOf('');
    const found = await facetsOf('maxHours=200');
    expect(whole.facets).toEqual(found.facets);
    expect(whole.total).toEqual({ count: found.total.count, atLeast: false });
  });

  it('refuses a cursor it did not make', async () => {
    const answer = await app.send('GET', '/api/v1/micro-credentials?cursor=bm9uc2Vuc2U');
    expect(answer.json()).toMatchObject({ status: 400, code: 'unusable-cursor' });
  });
});
