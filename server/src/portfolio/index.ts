import './events.ts';

export { type AppliedDecision, applyDecision } from './apply-decision.ts';
export { type LoadedSubmission, loadSubmission } from './load-submission.ts';
export { answerKey, SelfAssessedLevel, Snapshot, SubmittedEvidence, SubmittedFile } from './snapshot.ts';
