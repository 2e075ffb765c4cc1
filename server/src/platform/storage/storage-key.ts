/** What keys are made of: `randomBytes().toString('hex')` and UUIDs. They become names of files and objects. */
const keyPattern = /^[0-9a-f-]{16,64}$/;

/**
 * Lets only keys of ours through to a store.
 *
 * @throws with code `ENOENT`, as for an object that is not there
 */
export function checkedKey(key: string): string {
  if (!keyPattern.test(key)) throw missing(key);
  return key;
}

/** What a store fails with where there is no such object. */
export const missing = (key: string) => Object.assign(new Error(`there is no object ${key}`), { code: 'ENOENT' });
