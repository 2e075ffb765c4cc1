import type { Check, CheckId, Outcome } from './report.ts';

/** What each finding means, for readers who award and earn badges. Keys are the `reason` of a check, by check. */
const messages = {
  parsed: {
    read: 'The badge could be read.',
    'document-too-large': 'The file is too large to be a badge.',
    'document-malformed': 'This is not a badge: it is not the kind of text that badges consist of.',
    'document-unsafe': 'The file is built in a way that no honest badge is, and was not looked at further.',
    'image-unsupported': 'This is neither a badge nor a PNG or SVG image.',
    'image-malformed': 'The image is damaged.',
    'image-without-badge': 'The image is a picture only; no badge is inside.',
    unexpected: 'The badge could not be checked because of an error of ours.',
  },
  'data-model': {
    conforms: 'Everything that a badge must say is there.',
    deviates: 'The badge says everything it must, though not quite in the form that the standard asks for.',
    'older-version': 'The badge follows an older version of the standard that cannot be checked here yet.',
    'not-a-badge': 'This is a digital credential, but not an Open Badge.',
    broken: 'The badge lacks something that the standard asks for, or says it wrongly.',
  },
  proof: {
    'signature-matches': 'The badge has not been changed since it was signed.',
    'not-signed': 'The badge is not signed, so anybody could have written it.',
    'signature-mismatch': 'The badge was changed after it was signed, or was signed with another key.',
    'proof-malformed': 'The signature is damaged.',
    'proof-purpose': 'The signature was made for another purpose than to issue a badge.',
    'proof-expired': 'The signature has run out.',
    'document-refused': 'The badge uses words that its standard does not know, so its signature means nothing.',
    'key-refused': 'The key that should have signed the badge is not a key of the issuer, or cannot be read.',
    'algorithm-refused': 'The badge is signed in a way that does not fit its key, or that is not safe.',
    'claims-differ': 'The badge says one thing in its content and another in its envelope.',
    'too-many-proofs': 'The badge has more signatures than any honest badge.',
    'proof-type-unknown': 'The badge is signed in a way that cannot be checked here.',
    'context-unknown': 'The badge uses a vocabulary that is not known here, so its signature could not be checked.',
    'issuer-out-of-reach': 'The web site of the issuer could not be reached, so the signature could not be checked.',
    'key-kind-unknown': 'The issuer uses a kind of key or address that cannot be checked here.',
    'too-complex': 'The badge is too entangled to be checked.',
  },
  'issuer-key': {
    'key-of-issuer': 'The key that signed the badge belongs to the issuer named in it.',
    'key-refused': 'The issuer does not list the key that signed the badge.',
    'key-of-somebody-else': 'The badge was signed by somebody else than the issuer it names.',
    'key-may-not-sign': 'The issuer lists this key, but not for signing badges.',
    'key-revoked': 'The issuer has declared this key lost or stolen.',
    'key-expired': 'The key that signed the badge has run out.',
    'key-not-vouched-for': 'The badge brings its own key, and the issuer publishes no list of keys to compare.',
    'no-signature': 'Without a signature that can be checked, nobody can say who issued the badge.',
  },
  dates: {
    'within-dates': 'The badge is in force.',
    'not-yet-valid': 'The badge is not in force yet.',
    expired: 'The badge has expired.',
    'dates-malformed': 'The dates of the badge cannot be read.',
  },
  status: {
    active: 'The issuer has not withdrawn the badge.',
    'no-status': 'The issuer keeps no list of withdrawn badges for this one.',
    revoked: 'The issuer has withdrawn the badge.',
    suspended: 'The issuer has suspended the badge for now.',
    'list-out-of-reach': 'Whether the badge was withdrawn could not be checked: the list of the issuer is out of reach.',
    'list-malformed': 'Whether the badge was withdrawn could not be checked: the list of the issuer is damaged.',
    'list-not-signed': 'Whether the badge was withdrawn could not be checked: the list is not signed by its issuer.',
    'list-expired': 'Whether the badge was withdrawn could not be checked: the list of the issuer is out of date.',
    'list-of-other-purpose': 'Whether the badge was withdrawn could not be checked: the list serves another purpose.',
    'status-type-unknown': 'Whether the badge was withdrawn could not be checked: its issuer uses a kind of list not known here.',
    'status-entry-malformed': 'Whether the badge was withdrawn could not be checked: the badge does not say properly where to look.',
    'signature-first': 'Whether the badge was withdrawn was not looked up, because its signature could not be confirmed.',
  },
  recipient: {
    'not-asked': 'Whose badge it is was not checked, because no name was given to compare.',
    matches: 'The badge was awarded to the person you named.',
    'does-not-match': 'The badge was awarded to somebody else than the person you named.',
  },
  'achievement-issuer': {
    'same-issuer': 'The issuer also defined what the badge stands for.',
    'other-creator': 'The badge was issued by somebody else than who defined what it stands for.',
    'no-creator': 'The badge does not say who defined what it stands for.',
  },
  'known-issuer': {
    'not-asked': 'No list of known issuers was given to compare.',
    known: 'The issuer is on your list of known issuers.',
    unknown: 'The issuer is not on your list of known issuers. That alone says nothing against the badge.',
  },
} as const satisfies Record<CheckId, Record<string, string>>;

export type Reason<Id extends CheckId> = keyof (typeof messages)[Id] & string;

/** Makes a check with the message that belongs to its reason. */
export function aCheck<Id extends CheckId>(id: Id, outcome: Outcome, reason: Reason<Id>, details: Record<string, unknown> = {}): Check {
  return { id, outcome, reason, message: (messages[id] as Record<string, string>)[reason] as string, details };
}
