/** Where a wallet takes up an offer as an exchange of the VC-API. */
export const exchangePath = '/wallet-exchanges';

/**
 * The link that opens the Learner Credential Wallet (or its page, where it is not installed) with an invitation to an exchange.
 *
 * @see https://github.com/digitalcredentials/learner-credential-wallet, `walletRequestApi`
 */
export function learnerCredentialWalletLink(url: string, reference: string): string {
  const invitation = { credentialRequestOrigin: url, protocols: { vcapi: `${url}${exchangePath}/${reference}` } };
  return `https://lcw.app/request?request=${encodeURIComponent(JSON.stringify(invitation))}`;
}
