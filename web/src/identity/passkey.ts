import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { ApiProblem, answer, api } from '../api/client.ts';

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type NewOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** Why a passkey was not used, when it was the device or the person and not the server. */
export type PasskeyRefusal = 'cancelled' | 'known' | 'unsupported';

/** The refusal behind a thrown error; null for anything else. */
export function refusalOf(error: unknown): PasskeyRefusal | null {
  if (error instanceof ApiProblem || !(error instanceof Error)) return null;
  if (error.name === 'InvalidStateError') return 'known';
  if (['NotAllowedError', 'AbortError'].includes(error.name)) return 'cancelled';
  return browserSupportsWebAuthn() ? null : 'unsupported';
}

/** Asks the device for a passkey: its answer, as the server takes it. */
export async function showPasskey() {
  const optionsJSON = (await answer(api.POST('/api/auth/passkey/options'))) as unknown as Options;
  const response = await startAuthentication({ optionsJSON });
  return { ...response, response: { ...response.response } };
}

/** Signs in by a passkey the device offers. */
export async function signInByPasskey(): Promise<void> {
  await answer(api.POST('/api/auth/passkey/verify', { body: { response: await showPasskey() } }));
}

/**
 * Offers passkeys among the suggestions of the address field (conditional UI), as long as nothing else asks for one.
 *
 * @returns true once somebody has signed in that way; false where it is not offered or was given up
 */
export async function offerPasskeys(): Promise<boolean> {
  if (!(await browserSupportsWebAuthnAutofill())) return false;
  const optionsJSON = (await answer(api.POST('/api/auth/passkey/options'))) as unknown as Options;
  try {
    const response = await startAuthentication({ optionsJSON, useBrowserAutofill: true });
    await answer(api.POST('/api/auth/passkey/verify', { body: { response: { ...response, response: { ...response.response } } } }));
    return true;
  } catch (error) {
    if (refusalOf(error)) return false;
    throw error;
  }
}

/** Stops offering, when the page is left. */
export const stopOfferingPasskeys = () => WebAuthnAbortService.cancelCeremony();

/** Adds a passkey to one's account. */
export async function addPasskey(name: string): Promise<void> {
  const optionsJSON = (await answer(api.POST('/api/v1/account/passkeys/options'))) as unknown as NewOptions;
  const response = await startRegistration({ optionsJSON });
  await answer(api.POST('/api/v1/account/passkeys', { body: { name, response: { ...response, response: { ...response.response } } } }));
}
