import { Parser } from 'htmlparser2';

const longest = 300;

/**
 * Reads what a page calls itself: `og:title`, else `title`. Titles of drawings inside the page (SVG) do not count.
 *
 * @param html the page's beginning
 * @returns one line of plain text; null where there is none
 */
export function pageTitle(html: string): string | null {
  let [inTitle, drawings] = [false, 0];
  let [title, shared] = ['', ''];
  const parser = new Parser(
    {
      onopentag(name, { property, content }) {
        if (name === 'svg') drawings += 1;
        if (name === 'title' && !drawings && !title) inTitle = true;
        if (name === 'meta' && property === 'og:title' && !shared) shared = content ?? '';
      },
      ontext(text) {
        if (inTitle) title += text;
      },
      onclosetag(name) {
        if (name === 'svg') drawings -= 1;
        if (name === 'title') inTitle = false;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return oneLine(shared) ?? oneLine(title);
}

/** Control and direction characters could make it look like something else. */
function oneLine(text: string): string | null {
  const plain = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...plain.toWellFormed()];
  if (!characters.length) return null;
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : plain.toWellFormed();
}

/**
 * A page's bytes as text, in the encoding that its server or its own beginning names; UTF-8 otherwise.
 *
 * @param contentType as the server sent it
 */
export function decodePage(body: Uint8Array, contentType: string): string {
  const named = /charset\s*=\s*["']?([\w-]{2,30})/i;
  const beginning = new TextDecoder('latin1').decode(body.subarray(0, 2048));
  const charset = named.exec(contentType)?.[1] ?? named.exec(beginning)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}
