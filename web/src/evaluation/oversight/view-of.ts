/** What the page of an organization's evaluation shows. */
export const oversightViews = ['waiting', 'settings', 'evaluators', 'anchors', 'phrases', 'insight'] as const;
export type OversightView = (typeof oversightViews)[number];

/** The view an address asks for; what waits, when it asks for nothing known. */
export const viewOf = (search: Record<string, unknown>): { view: OversightView } => ({
  view: oversightViews.find((view) => view === search.view) ?? 'waiting',
});
