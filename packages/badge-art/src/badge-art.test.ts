import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BadgeArtOptions, badgeArt } from './badge-art.ts';

const anyBadge: fc.Arbitrary<BadgeArtOptions> = fc.record(
  {
    microCredentialId: fc.uuid(),
    title: fc.string({ unit: 'binary' }),
    stackKey: fc.string(),
    issuerColor: fc.oneof(
      fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`),
      fc.string(),
    ),
    description: fc.string({ unit: 'binary' }),
    monogram: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom('micro-credential', 'stack'),
    members: fc.integer({ min: 0, max: 40 }),
    ink: fc.constantFrom('color', 'mono'),
    cut: fc.constantFrom('small', 'large'),
    size: fc.integer({ min: 16, max: 1200 }),
  },
  { requiredKeys: ['microCredentialId', 'title'] },
);

/** Follows the tags of an XML document and returns what is wrong with it. */
function faults(xml: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const text = xml.replace(
    /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, close: string, name: string, attributes: string, empty: string) => {
      const names = [...attributes.matchAll(/([\w:-]+)="/g)].map(([, attribute]) => attribute);
      if (new Set(names).size !== names.length) found.push(`${name} repeats an attribute`);
      if (close) {
        if (open.pop() !== name) found.push(`</${name}> closes something else`);
      } else if (!empty) open.push(name);
      return '';
    },
  );
  if (open.length > 0) found.push(`never closed: ${open.join(', ')}`);
  if (/[<>]/.test(text)) found.push('stray < or >');
  if (/&(?!(amp|lt|gt|quot|#39);)/.test(xml)) found.push('stray &');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)) found.push('a character XML cannot hold');
  return found;
}

describe('badge art', () => {
  it('draws the same badge from the same options, always', () => {
    fc.assert(fc.property(anyBadge, (badge) => void expect(badgeArt({ ...badge })).toBe(badgeArt(badge))));
  });

  it('is well-formed XML, whatever the title', () => {
    fc.assert(
      fc.property(anyBadge, (badge) => void expect(faults(badgeArt(badge))).toEqual([])),
      { numRuns: 300 },
    );
  });

  it('draws different badges for different ids, in a stack and alone', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.option(fc.string(), { nil: undefined }), (one, other, stackKey) => {
        fc.pre(one !== other);
        const art = (microCredentialId: string) => badgeArt({ microCredentialId, stackKey, title: '', idPrefix: 'x' });
        expect(art(one)).not.toBe(art(other));
      }),
    );
  });

  it('keeps titles from becoming markup', () => {
    const art = badgeArt({ microCredentialId: '1', title: '</title><script>alert("1")</script>', description: `"'&<svg onload=x>` });
    expect(art).toContain('&lt;/title&gt;&lt;script&gt;');
    expect(art).not.toContain('<script');
    expect(art).not.toContain('<svg onload');
  });

  it('has no broken number and refers to nothing outside itself', () => {
    fc.assert(
      fc.property(anyBadge, ({ title: _, description: __, monogram: ___, ...badge }) => {
        const art = badgeArt({ ...badge, title: 'Badge' });
        expect(art).not.toMatch(/NaN|Infinity|undefined/);
        const ids = [...art.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const [, id] of art.matchAll(/(?:href="|url\()#([^")]+)/g)) expect(ids).toContain(id);
        expect(art).not.toMatch(/(?:href|src)="(?!#)|url\((?!#)|<script|\son\w+=|<style|style="/);
      }),
    );
  });

  it('prints in one ink when asked', () => {
    fc.assert(
      fc.property(anyBadge, (badge) => {
        const colors = new Set(
          badgeArt({ ...badge, title: '', description: '', monogram: undefined, ink: 'mono' }).match(/(?<=(?:fill|stroke)=")[^"]+/g),
        );
        for (const color of colors) expect(['currentColor', 'none', '#fff', '#000']).toContain(color);
      }),
    );
  });

  it('stays small enough to stand in a page two dozen times', () => {
    fc.assert(
      fc.property(anyBadge, (badge) => {
        const { title: _, description: __, ...rest } = badge;
        expect(badgeArt({ ...rest, title: '', cut: 'small' }).length).toBeLessThan(9_000);
        expect(badgeArt({ ...rest, title: '', cut: 'large' }).length).toBeLessThan(45_000);
      }),
    );
  });
});
