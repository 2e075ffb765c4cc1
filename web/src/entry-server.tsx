import { renderToString } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { startTranslations } from './i18n/i18n.ts';
import { publicPages } from './public-pages.ts';
import type { PageHead } from './shell/public-page.ts';

export { appPaths } from './app-paths.ts';

const translations = startTranslations();

/**
 * Renders a public page to HTML.
 *
 * @param page a name in `public-pages.ts`
 * @param data the API answers the page is made from
 * @param url the page's own path and query
 */
export async function renderPublicPage(page: string, data: unknown, url: string): Promise<{ html: string; head: PageHead }> {
  const load = publicPages[page];
  if (!load) throw new Error(`There is no public page named ${page}.`);
  const { Page, head } = await load();
  const html = renderToString(
    <I18nextProvider i18n={translations}>
      <Page data={data} url={url} />
    </I18nextProvider>,
  );
  return { html, head: head(data) };
}
