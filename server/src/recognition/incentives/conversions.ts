import type { Rule } from './rule.ts';

/**
 * Looks for units that would turn into each other without end.
 *
 * @returns the units of one circle; null when there is none
 */
export function conversionCircle(rules: readonly Rule[]): string[] | null {
  const turns = new Map<string, Set<string>>();
  for (const { value } of rules) {
    if (value.kind !== 'convert' || (value.pays.kind !== 'credit' && value.pays.kind !== 'hours')) continue;
    const from = `${value.from.kind}/${value.from.unit}`;
    turns.set(from, new Set([...(turns.get(from) ?? []), `${value.pays.kind}/${value.pays.unit}`]));
  }
  const cleared = new Set<string>();
  function follow(unit: string, path: string[]): string[] | null {
    const begins = path.indexOf(unit);
    if (begins >= 0) return path.slice(begins);
    if (cleared.has(unit)) return null;
    for (const next of turns.get(unit) ?? []) {
      const circle = follow(next, [...path, unit]);
      if (circle) return circle;
    }
    cleared.add(unit);
    return null;
  }
  for (const unit of turns.keys()) {
    const circle = follow(unit, []);
    if (circle) return circle.map((name) => name.slice(name.indexOf('/') + 1));
  }
  return null;
}
