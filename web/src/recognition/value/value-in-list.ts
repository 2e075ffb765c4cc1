import type { components } from '../../api/generated.ts';
import { whoReads } from '../../shell/who-reads.ts';

export type ValueInList = components['schemas']['ValueInList'];

let waiting: Map<string, (found: ValueInList | undefined) => void>[] = [];
/** As many as the API takes at once. */
const most = 100;

/**
 * Asks what a micro-credential of a list is worth to whoever reads; all that ask in one turn are asked for together.
 *
 * @returns nothing for visitors, and for what is on no list of theirs
 */
export function valueInList(microCredentialId: string): Promise<ValueInList | undefined> {
  return new Promise((settle) => {
    const open = waiting.find((batch) => !batch.has(microCredentialId) && batch.size < most);
    if (open) {
      open.set(microCredentialId, settle);
      return;
    }
    waiting.push(new Map([[microCredentialId, settle]]));
    if (waiting.length === 1)
      queueMicrotask(() => {
        const batches = waiting;
        waiting = [];
        for (const batch of batches) void ask(batch);
      });
  });
}

async function ask(batch: ReadonlyMap<string, (found: ValueInList | undefined) => void>): Promise<void> {
  const { person } = await whoReads();
  const answer = person && (await fetch(`/api/v1/values?microCredentialIds=${[...batch.keys()].join(',')}`).catch(() => null));
  const items = answer?.ok ? ((await answer.json()) as { items: ValueInList[] }).items : [];
  for (const [id, settle] of batch) settle(items.find((item) => item.microCredentialId === id));
}
