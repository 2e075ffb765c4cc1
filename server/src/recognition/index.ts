import './events.ts';

export { type Proof, submitClaim } from './claims/submit-claim.ts';
export { recognitionConsumers } from './consumers.ts';
export { publishIncentive } from './incentives/publish-incentive.ts';
export { startSettling } from './ledger/settle-everyone.ts';
export { type ApprovedEntry, ProgramDefinition } from './programs/definition.ts';
export { publishProgram } from './programs/publish-program.ts';
