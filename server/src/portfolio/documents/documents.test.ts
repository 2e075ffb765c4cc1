import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../../testing/builders.ts';
import { standInPrograms } from '../../testing/programs.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { upload } from '../../testing/uploads.ts';
import { aWordDocument, aZip } from '../../testing/zip.ts';

/** A text of OpenDocument, as far as its directory goes. */
const anOpenDocument = aZip([
  { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
  { name: 'content.xml', content: '<office:document-content/>' },
]);

/** A document in an earner's library, uploaded the way a browser does. */
async function aDocument(app: TestApp, name: string, bytes: Buffer) {
  const { id: earnerId } = await aPerson(app.database);
  const send = await app.as(earnerId);
  const { uploadId } = await upload(send, { name, kind: 'document', bytes });
  await send('POST', '/api/v1/evidence', { title: 'Plan', source: { kind: 'upload', uploadId } });
  await app.settled();
  return { send, ...(await fileOf(send)) };
}
const fileOf = async (send: Send) =>
  (await send('GET', '/api/v1/evidence')).json().items[0].file as { id: string; address: string; pdf: string | null };

describe('an office document, where LibreOffice is installed,', () => {
  let app: TestApp;
  let programs: string;
  beforeAll(async () => {
    // converts what holds a word, leaves out what does not, and writes down with what settings it was called
    programs = standInPrograms({
      soffice: `for last in "$@"; do :; done
case "$*" in *"--headless"*"-env:UserInstallation=file:///"*"--convert-to pdf --outdir "*) ;; *) exit 9;; esac
grep -q DisableMacrosExecution profile/user/registrymodifications.xcu || exit 8
mkdir -p made
case "$last" in *.docx) printf '%%PDF-1.7 of a document' > made/document.pdf;; *.odt) printf 'no PDF' > made/document.pdf;; esac`,
    });
    app = await testApp({ env: { PATH: programs } });
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
    rmSync(programs, { recursive: true, force: true });
  });

  it('gets a PDF beside it, which its earner sees under a neutral name, in ranges, and nobody else', async () => {
    const { send, id, pdf } = await aDocument(app, 'Plan for Emma.docx', aWordDocument());
    expect(pdf).toBe(`/api/v1/files/${id}/pdf`);
    const shown = await send('GET', pdf ?? '');
    expect(shown.body).toBe('%PDF-1.7 of a document');
    expect(shown.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^inline; filename="document-[0-9a-f]{8}\.pdf"/),
      'x-content-type-options': 'nosniff',
    });
    expect((await send('GET', pdf ?? '', undefined, { range: 'bytes=0-4' })).body).toBe('%PDF-');
    const stranger = await app.as((await aPerson(app.database)).id);
    expect((await stranger('GET', pdf ?? '')).statusCode).toBe(404);
  });

  it('that LibreOffice cannot read is tried once and offered for download', async () => {
    const { send, address, pdf, id } = await aDocument(app, 'plan.odt', anOpenDocument);
    expect(pdf).toBeNull();
    expect((await send('GET', address)).headers['content-disposition']).toMatch(/^attachment/);
    const { converted_at: tried } = await app.database
      .selectFrom('file')
      .select('converted_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(tried).toBeInstanceOf(Date);
  });
});

describe('a document, where LibreOffice is not installed,', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });

  it('of an office is offered for download, and converted once LibreOffice is there', async () => {
    const { send, address, pdf, id } = await aDocument(app, 'plan.docx', aWordDocument());
    expect(pdf).toBeNull();
    expect((await send('GET', address)).headers['content-disposition']).toMatch(/^attachment/);
    expect(await app.database.selectFrom('file').select('converted_at').where('id', '=', id).execute()).toEqual([{ converted_at: null }]);
  });

  it('of plain text, Markdown or CSV is shown as text and nothing else', async () => {
    for (const [name, content] of [
      ['notes.md', '# Week one\n<script>alert(1)</script>'],
      ['slips.csv', 'week,slips\n1,20\n'],
    ] as const) {
      const { send, address } = await aDocument(app, name, Buffer.from(content));
      const { headers, body } = await send('GET', address);
      expect(headers).toMatchObject({
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'content-disposition': expect.stringMatching(/^inline/),
        'content-security-policy': expect.stringContaining('sandbox'),
      });
      expect(body).toBe(content);
      const saved = await send('GET', `${address}?download=true`);
      expect(saved.headers['content-type']).toBe(name.endsWith('md') ? 'text/markdown; charset=utf-8' : 'text/csv; charset=utf-8');
    }
  });
});
