declare module '../platform/events.ts' {
  interface EventPayloads {
    /** A submission was decided; the decision stands for ever. */
    'submission.decided': {
      submissionId: string;
      decisionId: string;
      journeyId: string;
      earnerId: string;
      versionId: string;
      microCredentialId: string;
      issuerId: string;
      outcome: 'pass' | 'not-yet';
    };
    /** A submission went back before it was scored. */
    'submission.returned': { submissionId: string; journeyId: string; earnerId: string };
    /** An earner asks for a second reading. */
    'appeal.made': { appealId: string; issuerId: string };
    'appeal.answered': { appealId: string; journeyId: string; earnerId: string };
    /** A question or an answer about a decided submission. */
    'evaluation.message-written': { messageId: string; submissionId: string; author: 'earner' | 'evaluator' | 'lead' };
  }
}
