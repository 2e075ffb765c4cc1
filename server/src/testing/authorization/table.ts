import { type Actor, members } from './actors.ts';

/**
 * Who is answered, by policy. Who is named neither in `allow` nor in `forbid` learns nothing: 404, as if it did not exist.
 * Nobody (not signed in) gets 401 where the policy needs sign-in. A person with a relation to the thing and a role is answered by the
 * relation if the line names it, else like others of that role.
 */
export interface Line {
  /** Which of several states of the thing the line is about. */
  when?: string;
  /** Who is answered; `everybody` includes those who are not signed in. */
  allow: readonly Actor[] | 'everybody' | 'everybody signed in';
  /** Who may know that it exists and is refused: 403. */
  forbid?: readonly Actor[] | 'everybody else signed in';
  /** Who learns nothing although others of the same role are answered. */
  hide?: readonly Actor[];
  /** What everybody else gets instead of 404: 401 where only programs with a token are answered. */
  otherwise?: '401';
  /** Ids that differ in this state: parameter → name of the id in the world. */
  ids?: Record<string, string>;
}

const administrators = ['issuer-admin', 'recognizer-admin'] as const;
const learningAuthors = ['author', 'issuer-admin', 'recognizer-admin'] as const;
const groupGuides = ['a leader of the group', 'the coach of the group'] as const;
const groupPeople = [...groupGuides, 'a member of the group'] as const;
const others = (...allowed: readonly Actor[]) => members.filter((member) => !allowed.includes(member));

/** The authorization table: one line a policy, or one a state. Policies stand in the order of the capabilities. */
export const authorizationTable: Record<string, Line | readonly Line[]> = {
  anyone: { allow: 'everybody' },
  'signed-in': { allow: 'everybody signed in' },

  // identity
  'address-owner': { allow: ['the earner'] },
  'passkey-owner': { allow: ['the earner'] },
  'session-owner': { allow: ['the earner'] },
  'organization-member': { allow: members },
  'organization-administrator': { allow: administrators, forbid: others(...administrators) },
  'administrator-or-member-themselves': { allow: [...administrators, 'the member themselves'], forbid: others(...administrators) },
  'invited-person': { allow: ['the invited person'] },

  // portfolio
  'journey-owner': { allow: ['the earner'] },
  'journey-owner-in-statement': { allow: ['the earner'] },
  'evidence-owner': { allow: ['the earner'] },
  'upload-owner': { allow: ['the earner'] },
  'file-viewer': [
    { when: 'a file not handed in', allow: ['the earner'] },
    {
      when: 'evidence of a submission',
      ids: { fileId: 'submittedFileId', captionId: 'submittedFileId' },
      allow: ['the earner', 'the evaluator in charge', 'evaluation-lead'],
    },
    {
      when: 'evidence of a submission whose evaluator has left',
      ids: { fileId: 'leftFileId', captionId: 'leftFileId' },
      allow: ['the earner', 'evaluation-lead'],
      hide: ['an evaluator who has left'],
    },
    { when: 'evidence that its earner shares on a badge', ids: { fileId: 'sharedFileId', captionId: 'sharedFileId' }, allow: 'everybody' },
    { when: 'material of a course', ids: { fileId: 'courseFileId', captionId: 'courseFileId' }, allow: 'everybody' },
  ],

  'retention-keepers': { allow: ['issuer-admin'] },

  // evaluation
  'evaluators-without-conflict': {
    ids: { evaluationId: 'waitingEvaluationId' },
    allow: ['evaluator', 'evaluation-lead'],
    hide: ['an evaluator from the earner’s own school'],
  },
  'evaluator-in-charge': { allow: ['the evaluator in charge'] },
  'evaluator-in-charge-or-lead': [
    { when: 'in hand', allow: ['the evaluator in charge', 'evaluation-lead'] },
    {
      when: 'in the hands of somebody who has left',
      ids: { evaluationId: 'leftEvaluationId' },
      allow: ['evaluation-lead'],
      hide: ['an evaluator who has left'],
    },
  ],
  'evaluators-of-organization': { allow: ['evaluator', 'evaluation-lead'] },
  'leads-of-organization': { allow: ['evaluation-lead'] },
  'lead-of-evaluation': { allow: ['evaluation-lead'] },
  'grantor-without-conflict': { allow: ['evaluation-lead'] },
  'lead-without-conflict': { allow: ['evaluation-lead'] },
  'evaluation-settings-keepers': { allow: ['evaluation-lead', 'issuer-admin'] },

  // awards
  'badge-viewer': [
    { when: 'a badge that is shown', allow: 'everybody' },
    { when: 'a badge that its earner hides', ids: { awardId: 'hiddenAwardId' }, allow: ['the earner'] },
  ],
  'award-owner': { allow: ['the earner'] },
  'award-revoker': { allow: ['issuer-admin', 'evaluation-lead'] },
  'award-keepers': { allow: ['issuer-admin', 'evaluation-lead'] },
  endorsers: { allow: ['issuer-admin', 'recognizer-admin'] },
  'endorsement-maker': { allow: ['issuer-admin', 'recognizer-admin'] },
  'key-keepers': { allow: ['issuer-admin'] },
  'award-importers': { allow: ['issuer-admin'] },

  // learning
  'learning-author': { allow: learningAuthors, forbid: 'everybody else signed in' },
  'course-author': { allow: learningAuthors, forbid: 'everybody else signed in' },
  'survey-author': { allow: learningAuthors, forbid: 'everybody else signed in' },
  'course-learner': { allow: ['a learner of the course'], forbid: 'everybody else signed in' },
  'course-discussion': { allow: ['a learner of the course', ...learningAuthors], forbid: 'everybody else signed in' },
  'post-reader': { allow: ['a learner of the course', ...learningAuthors], forbid: 'everybody else signed in' },
  'post-author': { allow: ['a learner of the course'] },
  'post-moderator': { allow: learningAuthors },

  // community
  'group-person': { allow: groupPeople },
  'group-guide': { allow: groupGuides, forbid: ['a member of the group'] },
  'group-guide-or-oneself': { allow: groupPeople },

  // recognition
  'recognition-administrators': { allow: ['recognizer-admin'] },
  'program-administrators': { allow: ['recognizer-admin'] },
  'program-staff': { allow: ['recognizer-admin', 'reviewer', 'hr'] },
  'human-resources': { allow: ['hr', 'recognizer-admin'] },
  'claim-owner': { allow: ['the earner'] },
  'statement-readers': { allow: ['the earner', 'hr', 'recognizer-admin'] },
  'closing-keepers': { allow: ['hr', 'recognizer-admin'] },
  'import-keepers': { allow: ['hr', 'recognizer-admin'] },
  'simulation-keepers': { allow: ['hr', 'recognizer-admin'] },
  // exchange
  'connection-owner': { allow: ['the earner'] },
  'imported-badge-owner': { allow: ['the earner'] },
  'badge-readers': { allow: ['a program that the earner lets in'], otherwise: '401' },
  'badge-bringers': { allow: ['a program that the earner lets in'], otherwise: '401' },
  'profile-readers': { allow: ['a program that the earner lets in'], otherwise: '401' },
  'profile-writers': { allow: ['a program that the earner lets in'], otherwise: '401' },
  'pre-approval-manager': [
    { when: 'an own request', allow: ['the earner'] },
    { when: 'a group’s request', ids: { preApprovalId: 'groupPreApprovalId' }, allow: ['a leader of the group'] },
  ],
  'pre-approval-member': [
    { when: 'an own request', allow: ['the earner'] },
    {
      when: 'a group’s request',
      ids: { preApprovalId: 'groupPreApprovalId' },
      allow: ['a leader of the group', 'a member of the group'],
    },
  ],
  'pre-approval-approver': [
    { when: 'a submitted request', allow: ['reviewer', 'recognizer-admin'] },
    { when: 'a request being written', ids: { preApprovalId: 'draftPreApprovalId' }, allow: [] },
  ],
  'pre-approval-reader': [
    { when: 'a submitted request', allow: ['the earner', 'reviewer', 'recognizer-admin', 'hr'] },
    { when: 'a request being written', ids: { preApprovalId: 'draftPreApprovalId' }, allow: ['the earner'] },
    {
      when: 'a group’s request',
      ids: { preApprovalId: 'groupPreApprovalId' },
      allow: ['a leader of the group', 'a member of the group', 'reviewer', 'recognizer-admin', 'hr'],
    },
  ],
  'program-colleagues': { allow: ['recognizer-admin', 'reviewer', 'hr', 'coach', 'educator'] },
  'nomination-colleagues': { allow: ['recognizer-admin', 'reviewer', 'hr', 'coach', 'educator'] },
  'nomination-deciders': { allow: ['reviewer', 'recognizer-admin'] },
  nominator: { allow: ['the earner'] },
  'talent-readers': { allow: ['coach', 'reviewer', 'hr', 'recognizer-admin'] },
  'recognizer-colleagues': { allow: ['recognizer-admin', 'reviewer', 'hr', 'coach', 'educator'] },
  'reviewers-desk': { allow: ['coach', 'reviewer', 'hr', 'recognizer-admin'] },
  'vc-api-callers': { allow: ['a program with the key of the VC-API'], otherwise: '401' },
  'wallets-with-token': { allow: ['a wallet that took up the offer'], otherwise: '401' },

  // privacy
  'export-owner': { allow: ['the earner'] },
};

/** The lines of a policy, one a state; none for a policy that the table does not know. */
export function linesOf(policy: string): readonly Line[] {
  const entry = authorizationTable[policy];
  return entry === undefined ? [] : [entry as Line | Line[]].flat();
}
