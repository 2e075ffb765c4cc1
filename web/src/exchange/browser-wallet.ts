/**
 * The wallet that a browser knows of by the Credential Handler API (CHAPI). Few browsers have it, mostly by an extension; nothing is
 * loaded for those that have not.
 *
 * @see https://w3c-ccg.github.io/credential-handler-api/
 */
interface HandlerWindow {
  WebCredential?: new (dataType: string, data: object) => Credential;
}

/** Whether this browser has the Credential Handler API. */
export function hasBrowserWallet(): boolean {
  return typeof window !== 'undefined' && 'WebCredential' in window;
}

/**
 * Takes the badge at an exchange and hands it to the browser's wallet.
 *
 * @param exchange address at which the badge is given, once
 * @throws when the exchange is over or the wallet declines
 */
export async function putIntoBrowserWallet(exchange: string): Promise<void> {
  const { WebCredential } = window as HandlerWindow;
  if (!WebCredential) throw new Error('This browser has no wallet.');
  const answer = await fetch(exchange, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  if (!answer.ok) throw new Error('The badge is not offered any more.');
  const { verifiablePresentation } = (await answer.json()) as { verifiablePresentation: object };
  const stored = await (navigator.credentials.store as (credential: Credential) => Promise<unknown>)(
    new WebCredential('VerifiablePresentation', verifiablePresentation),
  );
  if (stored === null) throw new Error('The wallet declined.');
}

/** The address of the exchange that a link to the Learner Credential Wallet invites to. */
export function exchangeOf(link: string): string {
  const invitation = JSON.parse(new URL(link).searchParams.get('request') ?? '{}') as { protocols: { vcapi: string } };
  return invitation.protocols.vcapi;
}
