declare module '../platform/events.ts' {
  interface EventPayloads {
    /** An earner handed in attempt n of a journey; it waits for evaluation. */
    'submission.made': {
      submissionId: string;
      journeyId: string;
      earnerId: string;
      versionId: string;
      microCredentialId: string;
      issuerId: string;
      attempt: number;
    };
  }
}

export {};
