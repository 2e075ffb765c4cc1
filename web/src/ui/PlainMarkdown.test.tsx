import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { PlainMarkdown } from './PlainMarkdown.tsx';

const html = (text: string) => renderToStaticMarkup(<PlainMarkdown>{text}</PlainMarkdown>).replace(/^<div class="prose">|<\/div>$/g, '');
const shown = (markup: string) =>
  markup
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

describe('PlainMarkdown', () => {
  it('makes paragraphs, emphasis, code and links', () => {
    expect(html('One **strong** and *soft*.\n\nA `code` and [a page](https://example.org/a).')).toBe(
      '<p>One <strong>strong</strong> and <em>soft</em>.</p><p>A <code>code</code> and ' +
        '<a href="https://example.org/a" rel="nofollow ugc noopener noreferrer">a page</a>.</p>',
    );
  });
  it('makes lists of lines that are all marked', () => {
    expect(html('- one\n- two')).toBe('<ul><li>one</li><li>two</li></ul>');
    expect(html('1. one\n2. two')).toBe('<ol><li>one</li><li>two</li></ol>');
  });
  it('leaves what it does not know as it was typed', () => {
    expect(html('2 * 3 * 4, <b>bold</b>, [x](javascript:alert(1))')).toBe(
      '<p>2 * 3 * 4, &lt;b&gt;bold&lt;/b&gt;, [x](javascript:alert(1))</p>',
    );
  });
  it('makes no element but its own and loses no letter, whatever is typed', () => {
    const typed = fc.string({ unit: fc.constantFrom('a', '*', '`', '[', ']', '(', ')', '<', '>', '&', ' ', '\n', '-', 'https://x', '"') });
    fc.assert(
      fc.property(typed, (text) => {
        const markup = html(text);
        for (const [, name] of markup.matchAll(/<\/?([a-z]+)/g))
          expect(['p', 'ul', 'ol', 'li', 'strong', 'em', 'code', 'a']).toContain(name);
        const letters = (some: string) => some.match(/a/g)?.length ?? 0;
        expect(letters(shown(markup))).toBe(letters(text.replaceAll(/\]\(https?:\/\/[^\s)]+\)/g, ']')));
      }),
    );
  });
});
