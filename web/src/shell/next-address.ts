/**
 * Where to go after signing in: a path of ours from `?next=`, never another site.
 *
 * @param next unchecked text from the address
 */
export function nextAddress(next: string | undefined, fallback = '/home'): string {
  if (!next || !URL.canParse(next, window.location.origin)) return fallback;
  const { origin, pathname, search, hash } = new URL(next, window.location.origin);
  return origin === window.location.origin && next.startsWith('/') ? pathname + search + hash : fallback;
}

/** The sign-in page's address that leads back to where one is. */
export const signInAddress = (here: string) => `/sign-in?next=${encodeURIComponent(here)}`;
