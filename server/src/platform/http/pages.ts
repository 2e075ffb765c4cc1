import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fastifyStatic from '@fastify/static';
import { anyone } from './access.ts';
import { keptBody } from './kept-answers.ts';
import { Problem, problemDocument } from './problem.ts';
import type { KeptAnswer, PublicCache } from './public-cache.ts';
import type { Server } from './server.ts';

/** A page that anybody may see, made on the server from answers of the public API. */
export interface PublicPageRoute {
  /** Address, with the router's parameters. */
  path: string;
  /** Name of the page in web/src/public-pages.ts. */
  page: string;
  /** API addresses to ask, by the name under which the page gets the answer. */
  load(request: { params: Record<string, string>; query: URLSearchParams }): Record<string, string>;
  /** What the page is made from; when one of these changes (NOTIFY public_content), the kept HTML goes. */
  keys(params: Record<string, string>): string[];
  /** Seconds after which the page is made anew whatever happens; a minute where nothing is said, as pages that tell of dates need. */
  seconds?: number;
  /**
   * For a form that works without scripts: what the API is asked when the page's form is sent to its own address. The page is rendered
   * again with `sent` (the fields) and `answer` or `problem` among its data.
   */
  submit?(fields: Record<string, string>): { address: string; body: object };
}

/** Makes the page that tells a person about a problem. */
export type RenderProblem = (problem: Problem) => Promise<string>;

interface WebBuild {
  renderPublicPage(page: string, data: unknown, url: string): Promise<{ html: string; head: PageHead }>;
  appPaths: string[];
}
interface PageHead {
  title: string;
  description: string;
  path: string;
  image?: { url: string; alt: string };
  jsonLd?: object;
  indexed?: boolean;
  alternate?: { type: string; url: string; title: string };
}
type Manifest = Record<string, { file: string; css?: string[]; imports?: string[] }>;

/**
 * Serves the web application: public pages rendered here, the signed-in application's shell, and the built files.
 *
 * @param webFolder the build (`client/` and `server/` in it)
 * @param url the public address
 * @returns how to render a problem as a page; null where there is no build
 */
export async function servePages(
  server: Server,
  webFolder: string,
  url: string,
  pages: PublicPageRoute[],
  cache: PublicCache,
): Promise<RenderProblem | null> {
  const entry = join(webFolder, 'server/entry-server.js');
  if (!existsSync(entry)) {
    server.log.warn(`There is no built web application in ${webFolder}; only the API is served. Run: npm run build`);
    return null;
  }
  const web = (await import(pathToFileURL(entry).href)) as WebBuild;
  const manifest = JSON.parse(readFileSync(join(webFolder, 'client/.vite/manifest.json'), 'utf8')) as Manifest;
  const publicAssets = assetTags(manifest, 'src/entry-public.tsx');
  const appAssets = assetTags(manifest, 'src/entry-app.tsx');

  await server.register(fastifyStatic, {
    root: join(webFolder, 'client/assets'),
    serve: false,
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    index: false,
  });
  server.get('/assets/*', { config: { access: anyone }, schema: { hide: true } }, (request, reply) =>
    reply.sendFile((request.params as { '*': string })['*']),
  );

  const icon = readFileSync(join(webFolder, 'client/icon.svg'));
  server.get('/icon.svg', { config: { access: anyone }, schema: { hide: true } }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(icon),
  );

  async function render(page: string, path: string, data: Record<string, unknown>): Promise<string> {
    const { html, head } = await web.renderPublicPage(page, data, path);
    return documentOf(head, url, publicAssets, html, { page, data, url: path });
  }

  async function renderProblem(problem: Problem): Promise<string> {
    return render('problem', '/', { problem: problemDocument(problem) });
  }

  /** Asks the API as a stranger would; what a stranger may not see is no part of a public page. */
  async function ask(address: string): Promise<unknown> {
    const answer = await server.inject({ method: 'GET', url: address });
    const body = answer.json<Record<string, unknown>>();
    if (answer.statusCode === 200) return body;
    throw new Problem(
      answer.statusCode,
      String(body.code ?? 'failed'),
      String(body.title ?? 'Not shown'),
      String(body.detail ?? 'This page cannot be shown.'),
    );
  }

  async function make(route: PublicPageRoute, address: string, params: Record<string, string>): Promise<KeptAnswer> {
    const stamp = cache.stamp();
    const addresses = Object.entries(route.load({ params, query: new URL(address, url).searchParams }));
    const data = Object.fromEntries(await Promise.all(addresses.map(async ([name, asked]) => [name, await ask(asked)] as const)));
    const html = await render(route.page, address, data);
    return cache.keep(address, html, { keys: route.keys(params), seconds: route.seconds ?? 60 }, stamp);
  }

  // however many ask for a page at the same time, it is made once
  const making = new Map<string, Promise<KeptAnswer>>();
  function makeOnce(route: PublicPageRoute, address: string, params: Record<string, string>): Promise<KeptAnswer> {
    const underWay = making.get(address);
    if (underWay) return underWay;
    const made = make(route, address, params).finally(() => making.delete(address));
    making.set(address, made);
    return made;
  }

  for (const route of pages) {
    server.get(route.path, { config: { access: anyone }, schema: { hide: true } }, async (request, reply) => {
      try {
        const kept = cache.get(request.url) ?? (await makeOnce(route, request.url, request.params as Record<string, string>));
        return reply.type('text/html; charset=utf-8').send(keptBody(request, reply, kept));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return reply
          .code(error.status)
          .type('text/html; charset=utf-8')
          .send(await renderProblem(error));
      }
    });
  }

  await server.register(async (forms) => {
    forms.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    for (const route of pages) {
      const { submit } = route;
      if (!submit) continue;
      forms.post(route.path, { config: { access: anyone }, schema: { hide: true } }, async (request, reply) => {
        const sent = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
          ? (request.body as Record<string, string>)
          : {};
        const { address, body } = submit(sent);
        // in the sender's name, so that limits count per sender
        const answer = await server.inject({ method: 'POST', url: address, payload: body, remoteAddress: request.ip });
        const told = { sent, [answer.statusCode === 200 ? 'answer' : 'problem']: answer.json<unknown>() };
        const html = await render(route.page, request.url, told);
        return reply.code(answer.statusCode).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
      });
    }
  });

  const shell = documentOf({ title: 'Brevet', description: '', path: '/', indexed: false }, url, appAssets, '', null);
  for (const path of web.appPaths) {
    server.get(path, { config: { access: anyone }, schema: { hide: true } }, (_request, reply) =>
      reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(shell),
    );
  }

  return renderProblem;
}

/** Script and style tags of an entry, with its imports preloaded. */
function assetTags(manifest: Manifest, name: string): string {
  const styles = new Set<string>();
  const modules = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || modules.has(chunk.file)) return;
    modules.add(chunk.file);
    for (const css of chunk.css ?? []) styles.add(css);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  visit(name);
  const [script, ...preloads] = [...modules];
  const theme = manifest['src/entry-theme.ts']?.file;
  return [
    theme ? `<script src="/${theme}"></script>` : '',
    ...[...styles].map((file) => `<link rel="stylesheet" href="/${file}">`),
    ...preloads.map((file) => `<link rel="modulepreload" href="/${file}">`),
    script ? `<script type="module" src="/${script}"></script>` : '',
  ].join('');
}

function documentOf(head: PageHead, url: string, assets: string, html: string, payload: object | null): string {
  const address = (path: string) => (path.startsWith('/') ? url + path : path);
  const meta = [
    `<title>${text(head.title)}</title>`,
    head.description ? `<meta name="description" content="${text(head.description)}">` : '',
    `<link rel="canonical" href="${text(address(head.path))}">`,
    head.indexed === false ? '<meta name="robots" content="noindex">' : '',
    `<meta property="og:title" content="${text(head.title)}">`,
    `<meta property="og:description" content="${text(head.description)}">`,
    `<meta property="og:url" content="${text(address(head.path))}">`,
    '<meta property="og:type" content="website"><meta property="og:site_name" content="Brevet">',
    head.image
      ? `<meta property="og:image" content="${text(address(head.image.url))}"><meta property="og:image:alt" content="${text(head.image.alt)}"><meta name="twitter:card" content="summary">`
      : '',
    head.alternate
      ? `<link rel="alternate" type="${text(head.alternate.type)}" href="${text(address(head.alternate.url))}" title="${text(head.alternate.title)}">`
      : '',
    head.jsonLd ? `<script type="application/ld+json">${json(head.jsonLd)}</script>` : '',
  ].join('');
  const data = payload ? `<script type="application/json" id="page-data">${json(payload)}</script>` : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="/icon.svg" type="image/svg+xml">${meta}${assets}</head><body><div id="root">${html}</div>${data}</body></html>`;
}

const text = (value: string) => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
/** JSON that cannot end the script element it stands in. */
const json = (value: object) =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
