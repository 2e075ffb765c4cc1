/**
 * The way of a claim: handed in, perhaps held, then posted or declined; withdrawn by the educator; fallen when its award is revoked. A
 * suspended award holds a claim that is not decided; one that is posted stays posted.
 */
export const claimStates = ['submitted', 'held', 'posted', 'declined', 'withdrawn', 'revoked'] as const;
export type ClaimState = (typeof claimStates)[number];

/** What is done with claims; revoking and releasing follow from what happens to the award. */
export const claimMoves = ['post', 'hold', 'release', 'decline', 'withdraw', 'revoke'] as const;
export type ClaimMove = (typeof claimMoves)[number];

const moves: Record<ClaimMove, { to: ClaimState; from: readonly ClaimState[] }> = {
  post: { to: 'posted', from: ['submitted', 'held'] },
  // a posted one is taken back by holding it: the ledger reverses what it gave
  hold: { to: 'held', from: ['submitted', 'posted'] },
  release: { to: 'submitted', from: ['held'] },
  decline: { to: 'declined', from: ['submitted', 'held'] },
  withdraw: { to: 'withdrawn', from: ['submitted', 'held'] },
  revoke: { to: 'revoked', from: ['submitted', 'held', 'posted'] },
};

/** Where a move leads from a state: `same` when it is there already, null when it cannot be made. */
export function afterMove(from: ClaimState, move: ClaimMove): ClaimState | 'same' | null {
  const { to, from: allowed } = moves[move];
  if (from === to) return 'same';
  return allowed.includes(from) ? to : null;
}

/** States in which a claim takes the one place its achievement has. */
export const countingStates = ['submitted', 'held', 'posted'] as const satisfies readonly ClaimState[];
