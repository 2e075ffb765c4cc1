/**
 * The life of a request for pre-approval: written, submitted to a chain of one to three approvers, perhaps asked back, approved or
 * declined. A declined one can be revised; approved and withdrawn are the end.
 */
export const caseStates = ['draft', 'submitted', 'asked-back', 'approved', 'declined', 'withdrawn'] as const;
export type CaseState = (typeof caseStates)[number];

/** How a request stands: in `submitted` it is the turn of approver `step`, from 1. */
export interface Standing {
  state: CaseState;
  step: number;
}

export const caseActs = ['submit', 'approve', 'ask-back', 'decline', 'revise', 'withdraw'] as const;
export type CaseAct = (typeof caseActs)[number];

/** How every request begins. */
export const beginning: Standing = { state: 'draft', step: 1 };

/**
 * Where an act leads; null when it cannot be done. Once asked back, it returns to the approver who asked: those before have said yes and
 * see the changes in its record.
 *
 * @param approvers how many there are in the chain
 */
export function afterAct({ state, step }: Standing, act: CaseAct, approvers: number): Standing | null {
  switch (act) {
    case 'submit':
      return state === 'draft' || state === 'asked-back' ? { state: 'submitted', step } : null;
    case 'approve':
      if (state !== 'submitted') return null;
      return step < approvers ? { state, step: step + 1 } : { state: 'approved', step };
    case 'ask-back':
      return state === 'submitted' ? { state: 'asked-back', step } : null;
    case 'decline':
      return state === 'submitted' ? { state: 'declined', step } : null;
    case 'revise':
      return state === 'declined' ? beginning : null;
    case 'withdraw':
      return state === 'approved' || state === 'withdrawn' ? null : { state: 'withdrawn', step };
  }
}

/** Approved and withdrawn: nothing is done with it after that. */
export const isOver = ({ state }: Standing): boolean => state === 'approved' || state === 'withdrawn';
/** Whether its text and lines can be changed. */
export const isBeingWritten = (state: CaseState): boolean => state === 'draft' || state === 'asked-back';

/** How long an approver can take back a decision, in milliseconds. Whoever asked is told when it is over. */
export const undoWithin = 120_000;

/** A decision as the record holds it. */
export interface TakenAct {
  act: CaseAct | 'undo';
  takenBy: string;
  takenAt: Date;
}

/**
 * Whether somebody can take the newest act back: an own decision, a short time ago, that nothing followed.
 *
 * @param followed something rests on it already: a first submission, a claim
 */
export function canUndo(newest: TakenAct | undefined, by: string, now: Date, followed: boolean): boolean {
  if (!newest || followed || newest.takenBy !== by) return false;
  const isDecision = newest.act === 'approve' || newest.act === 'ask-back' || newest.act === 'decline';
  return isDecision && now.getTime() - newest.takenAt.getTime() <= undoWithin;
}
