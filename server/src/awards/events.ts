declare module '../platform/events.ts' {
  interface EventPayloads {
    /** A badge was signed and stored. Either a micro-credential with its version, or a stack. */
    'award.made': {
      awardId: string;
      earnerId: string;
      issuerId: string;
      microCredentialId: string | null;
      versionId: string | null;
      stackId: string | null;
      /** The earner is told otherwise than by a mail for this award. */
      quiet?: boolean;
    };
    /** An award was revoked; it stays revoked. */
    'award.revoked': {
      awardId: string;
      earnerId: string;
      issuerId: string;
      microCredentialId: string | null;
      versionId: string | null;
      stackId: string | null;
      reason: string;
    };
    /** An award was suspended, until that is lifted or the award is revoked. */
    'award.suspended': EventPayloads['award.revoked'];
    /** An award stands again. */
    'award.suspension-lifted': Omit<EventPayloads['award.revoked'], 'reason'>;
  }
}
