import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FetchRefused, type GuardedFetch } from '../../platform/http/guarded-fetch.ts';
import { aPerson } from '../../testing/builders.ts';
import { aJourney } from '../../testing/portfolio.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { isForExamples } from './example-names.ts';
import { fetchPage, lookAtLink } from './look-at-link.ts';
import { decodePage, pageTitle } from './page-title.ts';

const now = new Date('2026-11-26T09:00:00Z');
/** A web of one page. */
const web =
  (html: string, contentType = 'text/html; charset=utf-8'): GuardedFetch =>
  async (url) => ({ body: Buffer.from(html), contentType, url });

describe('a page', () => {
  it.each([
    ['its title', '<html><head><title>Partner talk &amp; maps</title>', 'Partner talk & maps'],
    [
      'what it shares before its title',
      '<title>Home | School</title><meta property="og:title" content="Our class blog">',
      'Our class blog',
    ],
    ['no title of a drawing', '<svg><title>Logo</title></svg><title>Lesson</title>', 'Lesson'],
    ['one line', '<title>\n  Lesson\t\n one </title>', 'Lesson one'],
    ['no marks that turn the reading', '<title>Lesson\u202e txt.exe</title>', 'Lesson txt.exe'],
    ['nothing where it has none', '<p>Hello', null],
    ['nothing where it is empty', '<title> </title>', null],
    ['nothing of a script', '<script>"<title>No</title>"</script>', null],
  ])('is called by %s', (_about, html, title) => expect(pageTitle(html)).toBe(title));

  it('is read in the encoding that it names', () => {
    const latin = Buffer.from('<meta charset="iso-8859-1"><title>L\xe4rm</title>', 'latin1');
    expect(pageTitle(decodePage(latin, 'text/html'))).toBe('Lärm');
    expect(pageTitle(decodePage(Buffer.from('<title>Lärm</title>'), 'text/html; charset=nonsense'))).toBe('Lärm');
  });

  it('of any bytes has a title of one plain line, or none', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('<title>', '<title>&#0;', '<meta property=og:title content="'),
        (bytes, start) => {
          const title = pageTitle(start + decodePage(bytes, 'text/html'));
          expect(title === null || (title.length > 0 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(title) && title.isWellFormed())).toBe(true);
        },
      ),
    );
  });
});

describe('a name for examples', () => {
  it.each(['https://example.org/', 'https://work.example.org/maple', 'http://school.example/'])('is %s', (url) =>
    expect(isForExamples(url)).toBe(true),
  );
  it.each(['https://examples.org/', 'https://myexample.org/', 'https://example.org.school.edu/', 'https://school.edu/example.org'])(
    'is not %s',
    (url) => expect(isForExamples(url)).toBe(false),
  );
});

describe('a link', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  async function aLink(title?: string, url = 'https://school.example.org/blog/7') {
    const { id: earnerId } = await aPerson(app.database);
    const send = await app.as(earnerId);
    const added = await send('POST', '/api/v1/evidence', { ...(title && { title }), source: { kind: 'link', url } });
    const read = async () => (await send('GET', '/api/v1/evidence')).json().items[0];
    return { earnerId, send, id: added.json().id as string, read };
  }

  it('without words of the earner is called by its host, then by its page', async () => {
    const { id, read } = await aLink();
    expect(await read()).toMatchObject({ title: 'school.example.org', page: null });
    await lookAtLink(app.database, web('<title>Our class blog</title>'), id, now);
    expect(await read()).toMatchObject({ title: 'Our class blog', page: { title: 'Our class blog', trouble: null } });
  });

  it('keeps the earner’s own words, whenever they were said', async () => {
    const named = await aLink('Maps my class drew');
    const renamed = await aLink();
    await renamed.send('PATCH', `/api/v1/evidence/${renamed.id}`, { title: 'Maps, second week' });
    for (const { id } of [named, renamed]) await lookAtLink(app.database, web('<title>Our class blog</title>'), id, now);
    expect(await named.read()).toMatchObject({ title: 'Maps my class drew', page: { title: 'Our class blog' } });
    expect(await renamed.read()).toMatchObject({ title: 'Maps, second week', page: { title: 'Our class blog' } });
  });

  it('that cannot be opened tells its earner why, until it can', async () => {
    const { id, read } = await aLink('Blog');
    await lookAtLink(app.database, () => Promise.reject(new FetchRefused('school.example.org answered with status 403.')), id, now);
    expect(await read()).toMatchObject({ title: 'Blog', page: { title: null, trouble: 'school.example.org answered with status 403.' } });
    await lookAtLink(app.database, web('', 'application/pdf'), id, now);
    expect(await read()).toMatchObject({ page: { title: null, trouble: null } });
  });

  it.each(['https://127.0.0.1/admin', 'https://[::1]/', 'https://169.254.169.254/latest/meta-data', 'http://10.0.0.1/'])(
    'to %s is never asked for',
    async (url) => {
      const { id, read } = await aLink('Inside', url);
      await lookAtLink(app.database, fetchPage, id, now);
      expect((await read()).page).toMatchObject({
        title: null,
        trouble: expect.stringMatching(/not an address on the public internet|https:\/\//),
      });
    },
  );

  it('stands in the work with what its page was called', async () => {
    const { earnerId, send, id } = await aLink('Blog');
    await lookAtLink(app.database, web('<title>Our class blog</title>'), id, now);
    const journey = await aJourney(app, { earnerId });
    await send('PUT', `/api/v1/journeys/${journey.id}/evidence/work-examples/artifact/${id}`);
    const { evidence } = (await send('GET', `/api/v1/journeys/${journey.id}/preview`)).json().work;
    expect(evidence).toMatchObject([{ title: 'Blog', page: { title: 'Our class blog' } }]);
  });

  it('alone may do without a title', async () => {
    const { send } = await aLink();
    const refused = await send('POST', '/api/v1/evidence', { source: { kind: 'upload', uploadId: '0'.repeat(32) } });
    expect([refused.statusCode, refused.json().code]).toEqual([404, 'not-found']);
  });
});
