/** Who reads a public page; `person` is null for nobody. */
interface Reader {
  person: { id: string } | null;
}

let asked: Promise<Reader> | undefined;

/**
 * Asks once a page who reads it. Public pages are kept and shared between people, so nothing in them knows; call it in effects only.
 * Offline or gone counts as nobody.
 */
export function whoReads(): Promise<Reader> {
  asked ??= fetch('/api/v1/session')
    .then((answer) => (answer.ok ? (answer.json() as Promise<Reader>) : { person: null }))
    .catch(() => ({ person: null }));
  return asked;
}
