import type { ComponentType } from 'react';

/** What a public page says about itself to browsers, search engines and feeds. */
export interface PageHead {
  title: string;
  description: string;
  /** Path of the one true address, from the root. */
  path: string;
  /** Absolute or root-relative address of a picture for link previews, and what it shows. */
  image?: { url: string; alt: string };
  /** schema.org or other JSON-LD, put into the page for machines. */
  jsonLd?: object;
  /** False keeps the page out of search engines. */
  indexed?: boolean;
  /** The same in another form, for programs: oEmbed, say. Absolute or root-relative address. */
  alternate?: { type: string; url: string; title: string };
}

/**
 * A page that anybody may see: rendered on the server from answers of the public API, complete without JavaScript, then hydrated.
 * `Data` maps names to API answers, as `server/src/<capability>/pages.ts` declares them.
 */
export interface PublicPage<Data> {
  Page: ComponentType<{ data: Data; url: string }>;
  head(data: Data): PageHead;
}
