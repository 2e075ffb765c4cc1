/** What a group's board shows: state, never evidence, attempts, scores or "not yet". */

export type BoardState = 'working' | 'with-evaluators' | 'earned';

export interface BoardMember {
  personId: string;
  name: string;
  role: 'member' | 'leader';
  sharesProgress: boolean;
}
export interface KnownProgress {
  personId: string;
  microCredentialId: string;
  state: BoardState;
}
/** One person's line. `states` is null for who does not share; a micro-credential not begun is left out. */
export interface BoardLine {
  personId: string;
  name: string;
  role: 'member' | 'leader';
  states: Record<string, BoardState> | null;
}

/** Lays a board out: a line a member, in the members' order; of who does not share, only the name. */
export function layBoard(members: readonly BoardMember[], progress: readonly KnownProgress[]): BoardLine[] {
  return members.map(({ personId, name, role, sharesProgress }) => ({
    personId,
    name,
    role,
    states: sharesProgress
      ? Object.fromEntries(
          progress.filter((one) => one.personId === personId).map(({ microCredentialId, state }) => [microCredentialId, state]),
        )
      : null,
  }));
}
