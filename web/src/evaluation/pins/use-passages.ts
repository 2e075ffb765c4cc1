import { type RefObject, useEffect } from 'react';
import { type Comment, findPassage } from './pin.ts';

/** Names of the highlights in pins.module.css. */
const everyPassage = 'commented';
const shownPassage = 'commented-shown';

/** Marks the passages that comments are pinned to, in the text that an element shows; nothing in the page itself is changed. */
export function usePassages(root: RefObject<HTMLElement | null>, comments: readonly Comment[], shown: string | undefined): void {
  useEffect(() => {
    const element = root.current;
    // the quote beside each comment says it where a browser cannot
    if (!element || typeof Highlight === 'undefined') return;
    const marked = new Map<Range, Highlight>();
    const clear = () => {
      for (const [range, highlight] of marked) highlight.delete(range);
      marked.clear();
    };
    const mark = () => {
      clear();
      for (const comment of comments) {
        const range = rangeOf(element, comment);
        if (!range) continue;
        const highlight = highlightNamed(comment.id === shown ? shownPassage : everyPassage);
        highlight.add(range);
        marked.set(range, highlight);
      }
    };
    mark();
    // the text's little markup is drawn once it is loaded
    const watch = new MutationObserver(mark);
    watch.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      watch.disconnect();
      clear();
    };
  }, [root, comments, shown]);
}

/** The passage of a comment in the text that an element shows. */
export function rangeOf(element: HTMLElement, { place }: Comment): Range | null {
  if (place.kind !== 'text') return null;
  const start = findPassage(element.textContent, place);
  if (start === null) return null;
  const range = document.createRange();
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (passed <= start && start < passed + length) range.setStart(node, start - passed);
    if (passed + length >= start + place.quote.length) {
      range.setEnd(node, start + place.quote.length - passed);
      return range;
    }
    passed += length;
  }
  return null;
}

function highlightNamed(name: string): Highlight {
  const known = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, known);
  return known;
}
