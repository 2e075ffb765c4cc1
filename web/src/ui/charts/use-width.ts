import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** What a chart is drawn for until its place is measured. */
const drawnFor = 640;

/** The width of an element in pixels, kept up to date: a chart drawn for it has letters of the size that was chosen, on any screen. */
export function useWidth<Element extends HTMLElement>(): [RefObject<Element | null>, number] {
  const ref = useRef<Element>(null);
  const [width, setWidth] = useState(drawnFor);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(240, Math.round(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
