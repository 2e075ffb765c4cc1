import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { startTranslations } from './i18n/i18n.ts';
import { publicPages } from './public-pages.ts';
import './ui/tokens.css';
import './ui/base.css';

/** Hydrates the public page that the server rendered, from the same data, which stands in the document. */
const source = document.getElementById('page-data');
const { page, data, url } = JSON.parse(source?.textContent ?? '{}') as { page: string; data: unknown; url: string };
const load = publicPages[page];
const root = document.getElementById('root');
if (load && root) {
  const { Page } = await load();
  hydrateRoot(
    root,
    <StrictMode>
      <I18nextProvider i18n={startTranslations()}>
        <Page data={data} url={url} />
      </I18nextProvider>
    </StrictMode>,
  );
}
