import { isLanguageTag, type Report } from '@brevet/openbadges';
import type { z } from 'zod';
import type { VerificationAnswer } from './schemas.ts';

/** What the library does not know of this house, in our words. */
const ourWords: Record<string, string> = {
  'known-issuer/known': 'The issuer awards its badges here.',
  'known-issuer/unknown': 'The issuer awards its badges somewhere else. That alone says nothing against the badge.',
};

/** The same findings on an endorsement: what is said of a definition or an issuer is awarded to nobody. */
const wordsOfEndorsements: Record<string, string> = {
  'parsed/read': 'The endorsement could be read.',
  'data-model/conforms': 'Everything that an endorsement must say is there.',
  'proof/signature-matches': 'The endorsement has not been changed since it was signed.',
  'proof/signature-mismatch': 'The endorsement was changed after it was signed, or was signed with another key.',
  'issuer-key/key-of-issuer': 'The key that signed belongs to the organization that endorses.',
  'dates/within-dates': 'The endorsement is in force.',
  'dates/expired': 'The endorsement held until a day that is over.',
  'status/active': 'The organization that endorses has not withdrawn it.',
  'status/revoked': 'The organization that endorsed has withdrawn its word.',
  'recipient/not-asked': 'An endorsement is awarded to nobody.',
  'achievement-issuer/no-creator': 'An endorsement is of something that others defined.',
  'known-issuer/known': 'The organization is known here.',
  'known-issuer/unknown': 'The organization is not known here. That alone says nothing against the endorsement.',
};

/**
 * A report as the API tells it. Everything in `badge` is what the badge says of itself, cut to a length that fits a page.
 *
 * @param words for findings that this place knows more about, by check and reason
 */
export function summarize(
  { verdict, checks, credential, assertion }: Report,
  checkedAt: Date,
  url: string,
  words: Record<string, string> = {},
): z.infer<typeof VerificationAnswer> {
  const ours = isEndorsement(credential) ? { ...ourWords, ...wordsOfEndorsements } : ourWords;
  return {
    verdict,
    checks: checks.map(({ id, outcome, reason, message }) => ({
      id,
      outcome,
      reason,
      message: words[`${id}/${reason}`] ?? ours[`${id}/${reason}`] ?? message,
    })),
    badge: credential ? describe(credential, url) : assertion ? describeAssertion(assertion, url) : null,
    checkedAt,
  };
}

const isEndorsement = (credential: unknown): boolean => [membersOf(credential).type].flat().includes('EndorsementCredential');

function describe(credential: unknown, url: string) {
  const document = credential as Record<string, unknown>;
  const subject = membersOf(document.credentialSubject);
  const achievement = membersOf(subject.achievement);
  const issuer = membersOf(document.issuer);
  return {
    kind: isEndorsement(credential) ? ('endorsement' as const) : ('badge' as const),
    title: textOf(achievement.name) || textOf(document.name) || textOf(document.id),
    description: textOf(achievement.description) || textOf(subject.endorsementComment),
    issuer: textOf(issuer.name) || textOf(issuer.id) || textOf(document.issuer),
    achievementId: textOf(achievement.id) || null,
    issuerId: textOf(issuer.id) || textOf(document.issuer) || null,
    awardedOn: textOf(document.awardedDate) || textOf(document.validFrom) || textOf(document.issuanceDate) || null,
    language: languageOf(achievement.inLanguage, membersOf(achievement.name)['@language'], membersOf(document.name)['@language']),
    page: pageOf(document, url),
  };
}

/** A badge of Open Badges 2.0, with whatever of its parts could be read. */
function describeAssertion(assertion: Record<string, unknown>, url: string) {
  const badge = membersOf(assertion.badge);
  const issuer = membersOf(badge.issuer);
  return {
    kind: 'badge' as const,
    title: textOf(badge.name) || textOf(assertion.id),
    description: textOf(badge.description),
    issuer: textOf(issuer.name) || textOf(issuer.id) || textOf(badge.issuer),
    achievementId: textOf(badge.id) || textOf(assertion.badge) || null,
    issuerId: textOf(issuer.id) || textOf(badge.issuer) || null,
    awardedOn: textOf(assertion.issuedOn) || null,
    language: languageOf(badge['@language'], assertion['@language']),
    page: pageOf(assertion, url) ?? pageOfSigned(assertion, url),
  };
}

/** The first of these that is a language tag. */
const languageOf = (...tags: unknown[]): string | null => tags.map(textOf).find(isLanguageTag) ?? null;

/** The path of the badge's page here: its id in 3.0, the folder of its assertion in 2.0. */
/** A signed assertion stands nowhere: it is one of ours where one of our keys is named. */
function pageOfSigned(assertion: Record<string, unknown>, url: string): string | null {
  if (!textOf(membersOf(assertion.verification).creator).startsWith(`${url}/issuers/`)) return null;
  const [, awardId] = /^urn:uuid:([0-9a-f-]{36})$/.exec(textOf(assertion.id)) ?? [];
  return awardId ? `/badges/${awardId}` : null;
}

function pageOf(document: Record<string, unknown>, url: string): string | null {
  const id = textOf(document.id);
  const path = id.startsWith(url) ? id.slice(url.length) : '';
  return /^(\/badges\/[0-9a-f-]{36})(?:\/assertion\.json)?$/.exec(path)?.[1] ?? null;
}

/** The members of what should be an object; of a list the first. */
function membersOf(value: unknown): Record<string, unknown> {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : {};
}
const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 600).toWellFormed() : '');
