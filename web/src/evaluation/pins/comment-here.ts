import { flushSync } from 'react-dom';

/**
 * Begins a comment by key: on the piece of work one is at (focused, or with words selected in it), else it goes to the first piece of the
 * part that is scored.
 *
 * @param partOfWork id of the element that holds the part's work
 */
export function commentHere(partOfWork: string | undefined, showPane: (pane: 'work') => void): void {
  const selected = document.getSelection();
  const anchor = selected && !selected.isCollapsed ? selected.anchorNode?.parentElement : null;
  const here = anchor?.closest('[data-pins]') ?? document.activeElement?.closest('[data-pins]');
  const button = here?.querySelector<HTMLElement>('[data-pin]');
  if (button) {
    button.click();
    return;
  }
  flushSync(() => showPane('work'));
  const work = partOfWork && document.getElementById(partOfWork);
  if (work) work.querySelector<HTMLElement>('[data-pin]')?.focus();
}
