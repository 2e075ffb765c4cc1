/** How many members earn the stack's own badge. */
export type StackRule = { kind: 'all' } | { kind: 'count'; count: number };

/**
 * Whether the members that somebody holds earn the stack's badge.
 *
 * @param held ids of micro-credentials with an award that stands; others than members do not count, none counts twice
 */
export function earnsStack(rule: StackRule, members: readonly string[], held: Iterable<string>): boolean {
  const standing = new Set(held);
  const count = new Set(members.filter((member) => standing.has(member))).size;
  const needed = rule.kind === 'all' ? new Set(members).size : rule.count;
  return members.length > 0 && count >= Math.max(1, needed);
}
