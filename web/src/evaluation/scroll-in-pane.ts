/** Brings something into view in the pane that holds it, and leaves the page where it is; without panes the page scrolls. */
export function scrollInPane(element: HTMLElement | null, behavior: ScrollBehavior = 'auto'): void {
  if (!element) return;
  const pane = element.closest<HTMLElement>('[data-pane]');
  if (!pane) {
    element.scrollIntoView({ block: 'start', behavior });
    return;
  }
  const above = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTo({ top: pane.scrollTop + above - 12, behavior });
}
