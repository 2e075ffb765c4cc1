import { CREDENTIALS_V1 } from '../contexts.ts';
import { matchesIdentity } from '../model/identity.ts';
import { isDateTime } from '../model/primitives.ts';
import type { IdentityObject } from '../model/types.ts';
import { checkStatus, type StatusOptions, type StatusOutcome } from '../status/check-status.ts';
import { aCheck } from './messages.ts';
import type { ExpectedRecipient, VerifyOptions } from './options.ts';
import type { Check } from './report.ts';

type Json = Record<string, unknown>;

/** Clocks of honest servers differ by no more. */
const CLOCK_TOLERANCE_MS = 60_000;
const MAX_STATUS_ENTRIES = 4;

/** Whether the badge is in force now (VCDM 2.0 §4.9 Validity Period). */
export function checkDates(document: Json, now: Date): Check {
  const isOlder = [document['@context']].flat()[0] === CREDENTIALS_V1;
  const { validFrom, validUntil, issuanceDate, expirationDate } = document;
  return checkDatesOf(isOlder ? { validFrom: issuanceDate, validUntil: expirationDate } : { validFrom, validUntil }, now);
}

/** As `checkDates`, whatever the dates are called. */
export function checkDatesOf({ validFrom, validUntil }: { validFrom?: unknown; validUntil?: unknown }, now: Date): Check {
  for (const date of [validFrom, validUntil]) {
    if (date !== undefined && !isDateTime(date)) return aCheck('dates', 'failed', 'dates-malformed', { date });
  }
  if (typeof validFrom === 'string' && Date.parse(validFrom) > now.getTime() + CLOCK_TOLERANCE_MS) {
    return aCheck('dates', 'failed', 'not-yet-valid', { validFrom });
  }
  if (typeof validUntil === 'string' && Date.parse(validUntil) < now.getTime()) return aCheck('dates', 'failed', 'expired', { validUntil });
  return aCheck('dates', 'passed', 'within-dates', { validFrom, validUntil });
}

/** Whether the issuer withdrew or suspended the badge. */
export async function checkStatuses(
  document: Json,
  { loader, now, trustedOrigins = [], memory }: Omit<StatusOptions, 'credentialId'>,
): Promise<Check> {
  const options: StatusOptions = { loader, now, trustedOrigins, credentialId: document.id, ...(memory ? { memory } : {}) };
  const entries = [document.credentialStatus].flat().filter((entry) => entry !== undefined);
  if (entries.length === 0) return aCheck('status', 'passed', 'no-status');
  if (entries.length > MAX_STATUS_ENTRIES) return aCheck('status', 'not-checked', 'status-entry-malformed', { entries: entries.length });
  const outcomes: StatusOutcome[] = [];
  for (const entry of entries) {
    const readable = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
    outcomes.push(readable ? await checkStatus(entry as Json, options) : { state: 'unknown', reason: 'status-entry-malformed' });
  }
  const states = outcomes.map((outcome) => outcome.state);
  if (states.includes('revoked')) return aCheck('status', 'failed', 'revoked');
  if (states.includes('suspended')) return aCheck('status', 'failed', 'suspended');
  const unknown = outcomes.find((outcome) => outcome.state === 'unknown');
  return unknown ? aCheck('status', 'not-checked', unknown.reason, unknown.details) : aCheck('status', 'passed', 'active');
}

/** The same, with what the verifier knows itself; a badge that stands there for all one knows is left to its list. */
export async function withKnownStatus(status: Check, id: unknown, knownStatus: VerifyOptions['knownStatus']): Promise<Check> {
  const known = typeof id === 'string' ? await knownStatus?.(id) : undefined;
  return known === undefined || known === status.reason ? status : aCheck('status', 'failed', known);
}

/** Whether the badge was awarded to the expected person (Open Badges 3.0, Verify the Recipient). */
export function checkRecipient(document: Json, expected: ExpectedRecipient | undefined): Check {
  const subject = (document.credentialSubject ?? {}) as { id?: unknown; identifier?: unknown };
  return checkRecipientOf({ ids: [subject.id], identities: [subject.identifier].flat() }, expected);
}

/** As `checkRecipient`, by the ids and identities that the badge names. */
export function checkRecipientOf(named: { ids: unknown[]; identities: unknown[] }, expected: ExpectedRecipient | undefined): Check {
  if (expected?.id === undefined && expected?.email === undefined) return aCheck('recipient', 'not-checked', 'not-asked');
  const emails = expected.email === undefined ? [] : [expected.email, expected.email.toLowerCase()];
  const ids = [expected.id, ...emails.map((email) => `mailto:${email}`)];
  const identities = named.identities.filter(isIdentityObject);
  const matches =
    named.ids.some((id) => typeof id === 'string' && ids.includes(id)) ||
    identities.some((identity) => emails.some((email) => matchesIdentity(identity, email)));
  return matches ? aCheck('recipient', 'passed', 'matches') : aCheck('recipient', 'failed', 'does-not-match');
}

/** Whether who defined the achievement also issued the badge. A difference is common and honest, so it is a remark. */
export function checkAchievementIssuer(document: Json, issuer: string | undefined): Check {
  const achievement = (document.credentialSubject as { achievement?: { creator?: unknown } } | undefined)?.achievement;
  const creator = achievement?.creator;
  const id = typeof creator === 'object' && creator !== null ? (creator as { id?: unknown }).id : creator;
  if (typeof id !== 'string') return aCheck('achievement-issuer', 'not-checked', 'no-creator');
  return id === issuer
    ? aCheck('achievement-issuer', 'passed', 'same-issuer', { creator: id })
    : aCheck('achievement-issuer', 'warning', 'other-creator', { creator: id, issuer });
}

/** Whether the issuer is one that the verifier knows. An unknown issuer is a remark, never a failure. */
export function checkKnownIssuer(issuer: string | undefined, known: Iterable<string> | undefined): Check {
  if (known === undefined) return aCheck('known-issuer', 'not-checked', 'not-asked');
  const isKnown = issuer !== undefined && (known instanceof Set ? known : new Set(known)).has(issuer);
  return isKnown ? aCheck('known-issuer', 'passed', 'known', { issuer }) : aCheck('known-issuer', 'warning', 'unknown', { issuer });
}

function isIdentityObject(value: unknown): value is IdentityObject {
  if (typeof value !== 'object' || value === null) return false;
  const { identityHash, identityType, hashed, salt } = value as Json;
  return (
    typeof identityHash === 'string' &&
    typeof identityType === 'string' &&
    typeof hashed === 'boolean' &&
    (salt === undefined || typeof salt === 'string')
  );
}
