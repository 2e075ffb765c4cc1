import type { Revised } from './answer-saver.ts';

/**
 * What was typed and not yet confirmed by the server, on this device. Each open tab keeps its own, so that two tabs offline do not
 * write over each other; a tab that is gone (closed, crashed, reloaded) leaves its drafts to the next one that opens the journey.
 */

/** A text as it lies in the browser's storage. */
interface Kept extends Revised {
  at: number;
}

const tab = crypto.randomUUID();
const tabLock = (id: string) => `brevet-tab-${id}`;
// held as long as this page lives; the browser lets go of it whatever happens
void navigator.locks?.request(tabLock(tab), () => new Promise(() => undefined));

const prefix = (personId: string, journeyId: string) => `brevet-draft/${personId}/${journeyId}/`;

/** Drafts of one person's journey. */
export interface KeptDrafts {
  /** Drafts that tabs left behind, by `part/requirement`; they are this tab's from now on. */
  adopted: ReadonlyMap<string, Revised>;
  keep(answer: string, draft: Revised): void;
  forget(answer: string): void;
}

/** Opens the drafts of a journey; asks the browser which tabs still live. */
export async function openDrafts(personId: string, journeyId: string): Promise<KeptDrafts> {
  const start = prefix(personId, journeyId);
  const held = await navigator.locks?.query().catch(() => undefined);
  const living = new Set(held?.held?.map((lock) => lock.name) ?? []);
  const adopted = new Map<string, Kept & { key: string }>();
  for (const key of keysOf(start)) {
    const [answer, owner] = key.slice(start.length).split('#');
    if (!answer || !owner || owner === tab || living.has(tabLock(owner))) continue;
    const kept = read(key);
    if (!kept) continue;
    // of two left behind the newer one; the older stays where it is, for the next time
    const other = adopted.get(answer);
    if (!other || kept.at > other.at) adopted.set(answer, { ...kept, key });
  }
  for (const [answer, { key, ...kept }] of adopted) {
    write(`${start}${answer}#${tab}`, kept);
    localStorage.removeItem(key);
  }
  return {
    adopted,
    keep: (answer, draft) => write(`${start}${answer}#${tab}`, { ...draft, at: Date.now() }),
    forget: (answer) => localStorage.removeItem(`${start}${answer}#${tab}`),
  };
}

function keysOf(start: string): string[] {
  return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index)).filter((key): key is string =>
    Boolean(key?.startsWith(start)),
  );
}

function read(key: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Kept> | null;
    return typeof kept?.text === 'string' && typeof kept.revision === 'number'
      ? { text: kept.text, revision: kept.revision, at: kept.at ?? 0 }
      : null;
  } catch {
    return null;
  }
}

function write(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // full or forbidden: the text is still in the page and on its way to the server
  }
}
