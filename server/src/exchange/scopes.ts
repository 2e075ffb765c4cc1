/** What a program may be let do: the scopes of the Open Badges 3.0 API, and staying connected. */

const root = 'https://purl.imsglobal.org/spec/ob/v3p0/scope';

export const readCredentials = `${root}/credential.readonly`;
export const upsertCredentials = `${root}/credential.upsert`;
export const readProfile = `${root}/profile.readonly`;
export const updateProfile = `${root}/profile.update`;
/** A refresh token: the program stays connected when the person has gone. */
export const offlineAccess = 'offline_access';

/** Every scope there is, with what it is for, in the order in which people read them. */
export const scopes: Readonly<Record<string, string>> = {
  [readCredentials]: 'Read the badges of the person, imported ones included.',
  [upsertCredentials]: 'Add badges from elsewhere to the person, and replace them by newer ones.',
  [readProfile]: 'Read the profile of the person: name, primary e-mail address, line about oneself.',
  [updateProfile]: 'Change the name and the line about oneself.',
  [offlineAccess]: 'Stay connected: a refresh token.',
};

/** The scopes that Open Badges 3.0 defines. */
export const openBadgesScopes = [readCredentials, upsertCredentials, readProfile, updateProfile] as const;

/**
 * The scopes a client is registered with: those it asked for and that exist, in our order, each once. Asking for nothing gets the least
 * that is of use: reading badges. RFC 7591 §3.2.1 lets a server leave out what it does not know.
 *
 * @param asked space-separated, unchecked
 * @returns null when nothing of what it asked for exists here
 */
export function scopesToRegister(asked: string | undefined): string[] | null {
  const names = new Set((asked ?? '').split(' ').filter(Boolean));
  if (names.size === 0) return [readCredentials];
  const known = Object.keys(scopes).filter((scope) => names.has(scope));
  return known.length ? known : null;
}
