import './events.ts';

export { type Proof, submitClaim } from './claims/submit-claim.ts';
export { recognitionConsumers } from './consumers.ts';
export { publishIncentive } from './incentives/publish-incentive.ts';
export { publishTerms } from './incentives/publish-terms.ts';
export { recordEmployment } from './incentives/record-employment.ts';
export { Rule } from './incentives/rule.ts';
export { Terms } from './incentives/terms.ts';
export { startSettling } from './ledger/settle-everyone.ts';
export { type Difference, type Verification, verifyLedger } from './ledger/verify-ledger.ts';
export { recognitionPages } from './pages.ts';
export { startPreApproval } from './pre-approval/start.ts';
export { addToApprovedList } from './programs/change-program.ts';
export { type ApprovedEntry, ProgramDefinition } from './programs/definition.ts';
export { publishProgram } from './programs/publish-program.ts';
export { recognitionRoutes } from './routes.ts';
