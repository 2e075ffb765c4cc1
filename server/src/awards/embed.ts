/** What is shown of a badge on pages of others. */
export interface EmbeddedBadge {
  title: string;
  earner: string;
  issuerName: string;
  /** Addresses of its page and its picture. */
  page: string;
  picture: string;
}

/** Text between tags and in attributes. */
export const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** HTML for anybody's page: a picture with a link and a line of text; no frame, no script. */
export function embedHtml({ title, earner, issuerName, page, picture }: EmbeddedBadge): string {
  const address = escapeHtml(page);
  const alt = escapeHtml(`Badge: ${title}`);
  const line = escapeHtml(`${earner}: ${title}, awarded by ${issuerName}`);
  return `<a href="${address}"><img src="${escapeHtml(picture)}" alt="${alt}" width="160" height="160"><br>${line}</a>`;
}

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

/** The page that others show in a frame: small, complete, without scripts, in the reader's light or dark. */
export function embedPage(badge: EmbeddedBadge & { awardedAt: Date; revokedAt: Date | null; suspendedAt: Date | null }): string {
  const title = escapeHtml(badge.title);
  const says = badge.revokedAt
    ? `<p class="revoked">Revoked on ${day.format(badge.revokedAt)}. It proves nothing any more.</p>`
    : badge.suspendedAt
      ? `<p class="revoked">Suspended for now since ${day.format(badge.suspendedAt)}. Do not rely on it until that is lifted.</p>`
      : `<p>Awarded by ${escapeHtml(badge.issuerName)} on ${day.format(badge.awardedAt)}</p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${escapeHtml(`${badge.title}, earned by ${badge.earner}`)}</title><link rel="canonical" href="${escapeHtml(badge.page)}"><style>
:root{color-scheme:light dark}
body{margin:0;padding:16px;font:16px/1.45 system-ui,sans-serif;color:light-dark(#1c1a17,#f2efe9);background:light-dark(#fff,#1b1a18)}
main{display:flex;flex-wrap:wrap;gap:16px;align-items:center}
img{inline-size:112px;block-size:112px}
div{flex:1 1 180px;min-inline-size:0;overflow-wrap:anywhere}
h1{margin:0 0 4px;font-size:18px;line-height:1.25}
p{margin:0 0 4px}
.revoked{font-weight:700;color:light-dark(#a3261b,#ffb4a8)}
a{color:light-dark(#0b4f8a,#9cc9f5)}
</style></head><body><main><img src="${escapeHtml(badge.picture)}" alt="${escapeHtml(`Badge: ${badge.title}`)}"><div><h1>${title}</h1><p>${escapeHtml(badge.earner)}</p>${says}<p><a href="${escapeHtml(badge.page)}" target="_blank" rel="noopener">See what it proves and check it</a></p></div></main></body></html>`;
}

/** Pixels that the frame needs; a narrower place gets a taller one. */
const frame = { width: 420, height: 160, tall: 300 };

/**
 * A badge as oEmbed 1.0 of type `rich`.
 *
 * @param most what the asking page has room for, in pixels
 * @see https://oembed.com
 */
export function oEmbed(
  badge: EmbeddedBadge,
  address: string,
  url: string,
  most: { width?: number | undefined; height?: number | undefined },
) {
  const width = Math.min(frame.width, most.width ?? frame.width);
  const height = Math.min(width < 340 ? frame.tall : frame.height, most.height ?? frame.tall);
  const title = `${badge.title}, earned by ${badge.earner}`;
  return {
    version: '1.0' as const,
    type: 'rich' as const,
    title,
    author_name: badge.earner,
    provider_name: 'Brevet',
    provider_url: url,
    cache_age: 300,
    thumbnail_url: badge.picture,
    thumbnail_width: 600,
    thumbnail_height: 600,
    width,
    height,
    html: `<iframe src="${escapeHtml(address)}" title="${escapeHtml(title)}" width="${width}" height="${height}" style="border:0;max-width:100%" loading="lazy"></iframe>`,
  };
}
