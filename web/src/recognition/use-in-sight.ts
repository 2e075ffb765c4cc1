import { type RefObject, useEffect, useRef } from 'react';

/** From this width on a desk shows what is opened beside its list. */
const beside = '(min-width: 64rem)';

/**
 * Brings what was opened at a desk into sight where it stands below the list, as on phones: otherwise a press would seem to do nothing.
 *
 * @param openId what is open; nothing moves while nothing is
 */
export function useInSight<Element extends HTMLElement>(openId: string | null | undefined): RefObject<Element | null> {
  const pane = useRef<Element>(null);
  useEffect(() => {
    if (openId && !window.matchMedia(beside).matches) pane.current?.scrollIntoView({ block: 'start' });
  }, [openId]);
  return pane;
}
