/**
 * The organizations that stand, by their parents, under themselves; those below such a circle are not named.
 *
 * @param parents parent by sourcedId; null at the top. A parent that is not among the keys ends the way up, too
 */
export function findCircles(parents: ReadonlyMap<string, string | null>): string[] {
  /** Those from which the way up is known to end, or to lead into a circle that was found. */
  const settled = new Set<string>();
  const circles: string[] = [];
  for (const start of parents.keys()) {
    const way = new Map<string, number>();
    let at: string | null | undefined = start;
    while (at != null && parents.has(at) && !settled.has(at) && !way.has(at)) {
      way.set(at, way.size);
      at = parents.get(at);
    }
    const from = at == null ? undefined : way.get(at);
    if (from !== undefined) circles.push(...[...way.keys()].slice(from));
    for (const id of way.keys()) settled.add(id);
  }
  return circles;
}
