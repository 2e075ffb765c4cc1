/** The roles that write courses and surveys; the server decides, this only shows the way there. */
const roles = ['author', 'issuer-admin', 'recognizer-admin'];

export const mayAuthor = (membership: { roles: readonly string[] }): boolean => membership.roles.some((role) => roles.includes(role));

/** A list with one of its items elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  const item = list[from];
  return item === undefined ? [...list] : [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** A stable name for something new in a draft. */
export const newId = (): string => `n${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
