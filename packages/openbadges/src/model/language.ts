import { z } from 'zod';

/**
 * A language tag as RFC 5646 §2.1 writes it (BCP 47): language, script, region, variants, extensions, private use. What can be told without
 * the registry; grandfathered tags that break the grammar (`i-klingon`) are left behind, as the RFC wishes.
 */
const grammar = new RegExp(
  '^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})' +
    '(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?' +
    '(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*' +
    '(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*' +
    '(?:-x(?:-[a-z0-9]{1,8})+)?' +
    '|x(?:-[a-z0-9]{1,8})+)$',
  'i',
);

/** Whether the text is a language tag, in whatever case it is written. */
export const isLanguageTag = (tag: string): boolean => grammar.test(tag);

/** A `@language`: of text in JSON-LD, of a document in Open Badges 2.0. */
export const languageTag = z.string().refine(isLanguageTag, 'must be a language tag such as en or pt-BR');

const publishedPattern = /^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/;

/** What the JSON schema of Open Badges 3.0 takes for `inLanguage`: language, script, region, in the case that BCP 47 recommends. */
export const languageCode = z.string().regex(publishedPattern, 'must be a language code such as en or pt-BR');

/**
 * A language tag as `inLanguage` takes it: in the recommended case, and without variants and extensions, for which the published schema has
 * no room.
 *
 * @returns undefined when nothing of it is left, such as of private use, or it is no tag
 */
export function achievementLanguage(tag: string): string | undefined {
  if (!isLanguageTag(tag)) return undefined;
  try {
    const { language, script, region } = new Intl.Locale(tag);
    const code = [language, script, region].filter(Boolean).join('-');
    return publishedPattern.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
}
