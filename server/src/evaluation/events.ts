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
  }
}

/** Gives this file's declarations a module to live in. */
export type EvaluationEvent = 'submission.decided';
