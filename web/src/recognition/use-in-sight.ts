import { type RefObject, useCallback, useEffect, useRef } from 'react';

/** From this width on a desk shows what is opened beside its list. */
const beside = '(min-width: 64rem)';

/**
 * Brings what was opened at a desk into sight where it stands below the list, as on phones: otherwise a press would seem to do nothing.
 *
 * @param openId what is open; nothing moves while nothing is
 * @returns `pane` for what is opened, `list` for the list, and `back`, which leads to the line that it was opened from
 */
export function useInSight<Pane extends HTMLElement>(
  openId: string | null | undefined,
): { pane: RefObject<Pane | null>; list: RefObject<HTMLUListElement | null>; back: () => void } {
  const pane = useRef<Pane>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (openId && !window.matchMedia(beside).matches) pane.current?.scrollIntoView({ block: 'start' });
  }, [openId]);
  const back = useCallback(() => {
    const line = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    line?.scrollIntoView({ block: 'center' });
    line?.focus({ preventScroll: true });
  }, []);
  return { pane, list, back };
}
