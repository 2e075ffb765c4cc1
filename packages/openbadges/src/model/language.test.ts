import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { achievementLanguage, isLanguageTag, languageCode } from './language.ts';

describe('a language tag', () => {
  // the examples of RFC 5646, appendix A
  it.each(
    (
      'de fr ja zh-Hant zh-Hans sr-Cyrl sr-Latn zh-cmn-Hans-CN cmn-Hans-CN zh-yue-HK sl-rozaj sl-rozaj-biske de-CH-1901 sl-IT-nedis hy-Latn-IT-arevela ' +
      'de-DE en-US es-419 de-CH-x-phonebk az-Arab-x-AZE-derbend x-whatever qaa-Qaaa-QM-x-southern en-US-u-islamcal zh-CN-a-myext-x-private EN-us'
    ).split(' '),
  )('is %s', (tag) => {
    expect(isLanguageTag(tag)).toBe(true);
  });

  it.each(['', 'e', 'a-DE', 'de-419-DE', 'in French', 'en_US', 'en-', 'en--US', 'de-x', 'englishlanguage'])('is not “%s”', (tag) => {
    expect(isLanguageTag(tag)).toBe(false);
    expect(achievementLanguage(tag)).toBeUndefined();
  });

  it.each([
    ['en-us', 'en-US'],
    ['ZH-hant-tw', 'zh-Hant-TW'],
    ['de-CH-1996', 'de-CH'],
    ['es-419', 'es-419'],
    ['en-US-u-ca-gregory', 'en-US'],
    ['haw', 'haw'],
  ])('%s stands in a badge as %s', (tag, code) => {
    expect(achievementLanguage(tag)).toBe(code);
  });

  it('stands in a badge as the published schema takes it, or not at all', () => {
    const subtags = fc.array(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(subtags, (parts) => {
        const code = achievementLanguage(parts.join('-'));
        expect(code === undefined || languageCode.safeParse(code).success).toBe(true);
      }),
    );
  });
});
