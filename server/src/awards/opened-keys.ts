const most = 500;

/**
 * A memory for what was opened with a private key.
 *
 * @returns gives what is remembered under a name, or opens it and remembers it for some milliseconds; for none, nothing is remembered
 */
export function openedKeys<T>(): (about: string, keptMs: number, open: () => Promise<T>) => Promise<T> {
  const remembered = new Map<string, T>();
  return async (about, keptMs, open) => {
    const known = remembered.get(about);
    if (known !== undefined) return known;
    const opened = await open();
    if (keptMs === 0) return opened;
    remembered.set(about, opened);
    if (remembered.size > most) remembered.delete(remembered.keys().next().value ?? '');
    // not from its last use: a key that signs all day is opened anew, too
    setTimeout(() => {
      if (remembered.get(about) === opened) remembered.delete(about);
    }, keptMs).unref();
    return opened;
  };
}
