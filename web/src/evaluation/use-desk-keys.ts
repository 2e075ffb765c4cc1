import { useEffect, useRef, useState } from 'react';

/** What a key does, by the key's name (`j`, `1`, `?`). */
export type DeskKeys = Readonly<Record<string, () => void>>;

const preference = 'brevet.single-keys';

/** Whether single keys work; people who speak to their computer turn them off (WCAG 2.1.4). */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(preference) !== 'off');
  return [
    on,
    (next) => {
      localStorage.setItem(preference, next ? 'on' : 'off');
      setOn(next);
    },
  ];
}

/** Whether the key belongs to a text one writes in, an open dialog or a menu. */
function isSpokenFor(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  const isText = target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type);
  return isText || target.isContentEditable || target.matches('textarea, select, [role=menu] *, [role=tab]');
}

/**
 * Listens to single keys for as long as the component is there. Never while one types, in a dialog, or with a modifier held.
 *
 * @param withControl what Ctrl (or Command) and a key does; works in texts, too
 */
export function useDeskKeys(keys: DeskKeys, withControl: DeskKeys, enabled: boolean): void {
  const latest = useRef({ keys, withControl, enabled });
  latest.current = { keys, withControl, enabled };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      const { keys, withControl, enabled } = latest.current;
      const isControl = event.ctrlKey || event.metaKey;
      if (isControl && document.querySelector('dialog[open]')) return;
      if (!isControl && (!enabled || isSpokenFor(event.target))) return;
      const run = (isControl ? withControl : keys)[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
