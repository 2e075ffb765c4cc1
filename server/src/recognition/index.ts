import './events.ts';

export { recognitionConsumers } from './consumers.ts';
export { publishIncentive } from './incentives/publish-incentive.ts';
export { publishTerms } from './incentives/publish-terms.ts';
export { EmploymentRecord, recordEmployment } from './incentives/record-employment.ts';
export { Rule } from './incentives/rule.ts';
export { Terms } from './incentives/terms.ts';
export { startInsight } from './insight/keep-figures.ts';
export { startFolding } from './ledger/fold-totals.ts';
export { startSettling } from './ledger/settle-everyone.ts';
export { verifyLedger } from './ledger/verify-ledger.ts';
export { recognitionPages } from './pages.ts';
export { startPreApproval } from './pre-approval/start.ts';
export { ProgramDefinition } from './programs/definition.ts';
export { publishProgram } from './programs/publish-program.ts';
export { startRosters } from './rosters/start-rosters.ts';
export { recognitionRoutes } from './routes.ts';
export { startSimulations } from './simulator/run-simulation.ts';
