import { clrCredential } from '../clr/model.ts';
import { isCatchAll } from '../contexts.ts';
import { OpenBadgesError } from '../errors.ts';
import { openBadgeCredential } from './credential.ts';
import { endorsementCredential } from './profile.ts';
import { toIssues } from './to-issues.ts';
import type { EndorsementCredential, OpenBadgeCredential } from './types.ts';

/** One thing wrong with a credential: where, as a JSON path such as `$.credentialSubject.result[0].status`, and what. */
export interface CredentialIssue {
  path: string;
  message: string;
}

/**
 * Lists what keeps a value from being an OpenBadgeCredential or EndorsementCredential of Open Badges 3.0, or a ClrCredential of
 * Comprehensive Learner Record 2.0; an empty list means valid.
 *
 * The rules are those of the specification's data model and of its published JSON schema (draft 2019-09): `type` and `proof` are
 * arrays, `credentialStatus` has an `id`, the extensions context stands beside 1EdTech types; further that results point at
 * existing result descriptions and levels, and what VC Data Model 2.0 asks of dates and related resources.
 *
 * @param options.ofOthers  for reading other people's badges: accept an array of `credentialStatus`, which VC Data Model 2.0 allows and the
 *   published Open Badges schema does not, and contexts that give every word a meaning, which hide a misspelt term from who issues
 */
export function findCredentialIssues(value: unknown, options: { ofOthers?: boolean } = {}): CredentialIssue[] {
  const types = typeof value === 'object' && value !== null && 'type' in value && Array.isArray(value.type) ? value.type : [];
  const model = types.includes('ClrCredential')
    ? clrCredential
    : types.includes('EndorsementCredential')
      ? endorsementCredential
      : openBadgeCredential;
  const issues = toIssues(model, value);
  if (options.ofOthers) return issues;
  const { credentialStatus, '@context': contexts } = (value ?? {}) as { credentialStatus?: unknown; '@context'?: unknown };
  if (Array.isArray(credentialStatus)) {
    issues.push({ path: '$.credentialStatus', message: 'must be one entry; the published schema allows no array' });
  }
  if ([contexts].flat().some(isCatchAll)) {
    issues.push({ path: '$["@context"]', message: 'must not give a meaning to every word: a misspelt term would be signed' });
  }
  return issues;
}

/**
 * Checks a credential before it is signed.
 *
 * @returns the same value, typed
 * @throws {OpenBadgesError} `credential-invalid`; the message names the first JSON path, `details.issues` has all of them
 */
export function validateCredential(value: unknown): OpenBadgeCredential | EndorsementCredential {
  const issues = findCredentialIssues(value);
  const first = issues[0];
  if (first) throw new OpenBadgesError('credential-invalid', `${first.path} ${first.message}`, { issues });
  return value as OpenBadgeCredential | EndorsementCredential;
}
