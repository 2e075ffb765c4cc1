declare module '../platform/events.ts' {
  interface EventPayloads {
    /** A version of a program was published; the first one opens it. */
    'program.published': { programId: string; recognizerId: string; versionId: string; number: number };
    /** An educator joined a program. */
    'program.joined': { programId: string; recognizerId: string; educatorId: string };
    /** A version of an incentive was published: everybody's ledger is brought to it. */
    'incentive.published': { incentiveId: string; recognizerId: string; versionId: string; number: number };
    /** A claim was handed in, held, posted, declined, withdrawn, or fell with its award. */
    'claim.changed': {
      claimId: string;
      recognizerId: string;
      educatorId: string;
      programId: string;
      awardId: string | null;
      state: 'submitted' | 'held' | 'posted' | 'declined' | 'withdrawn' | 'revoked';
      reason: string | null;
    };
    /** A request for pre-approval was submitted, decided, revised, withdrawn, or a decision taken back. */
    'pre-approval.changed': {
      preApprovalId: string;
      programId: string;
      recognizerId: string;
      state: 'draft' | 'submitted' | 'asked-back' | 'approved' | 'declined' | 'withdrawn';
      number: number;
    };
    /** Entries were added to an educator's ledger. */
    'ledger.changed': { recognizerId: string; educatorId: string; entryIds: string[] };
  }
}
