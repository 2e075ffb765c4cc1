/**
 * The only way this library reaches the world: answers the JSON document at a URL, or rejects.
 *
 * The caller decides what may be fetched; against documents from strangers it should refuse private addresses and cap size and
 * time. Contexts are never asked for.
 */
export type Loader = (url: string) => Promise<unknown>;

/** A loader that reaches nothing, for credentials whose keys are did:key and which have no status. */
export const offline: Loader = (url) => Promise.reject(new Error(`not loaded: ${url}`));

/**
 * Whether a document may be asked for at an address: over HTTPS, or from an origin that the verifier trusts without it, such as its own
 * installation.
 */
export function mayAsk(url: string, trustedOrigins: readonly string[] = []): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && trustedOrigins.includes(origin));
}
