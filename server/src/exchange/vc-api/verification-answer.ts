import type { Check, Kind, Report } from '@brevet/openbadges';

/** One thing that keeps a credential from being verified (VC Data Model 2.0 §7.1). */
interface ProblemDetail {
  type: string;
  title: string;
  detail: string;
}

/** What the VC-API answers to a verification. */
export interface VerificationAnswer {
  verified: boolean;
  problemDetails: ProblemDetail[];
}

const dataModel = 'https://www.w3.org/TR/vc-data-model#';
const dataIntegrity = 'https://w3id.org/security#';
const statusList = 'https://www.w3.org/ns/credentials/status-list#';

/** The standards' words for what a check found. */
const types: Partial<Record<Check['id'], string>> = {
  parsed: `${dataModel}PARSING_ERROR`,
  'data-model': `${dataModel}MALFORMED_VALUE_ERROR`,
  dates: `${dataModel}RANGE_ERROR`,
  status: `${statusList}STATUS_VERIFICATION_ERROR`,
};

const typesByReason: Record<string, string> = {
  'list-out-of-reach': `${statusList}STATUS_RETRIEVAL_ERROR`,
  'status-entry-malformed': `${statusList}MALFORMED_VALUE_ERROR`,
  'proof-malformed': `${dataIntegrity}PROOF_VERIFICATION_ERROR`,
  'proof-type-unknown': `${dataIntegrity}PROOF_VERIFICATION_ERROR`,
  'earlier-proof-missing': `${dataIntegrity}PROOF_VERIFICATION_ERROR`,
};

/** Checks that settle a verification when they could not be made. */
const decisive = new Set<Check['id']>(['parsed', 'data-model', 'proof', 'issuer-key', 'dates', 'status', 'contents']);

/**
 * Verified is what is valid and nothing else: what could not be checked is not.
 *
 * @param asked what was to be verified; a valid thing of another kind is none
 */
export function verificationAnswer({ verdict, checks, kind }: Report, asked: 'credential' | 'presentation'): VerificationAnswer {
  if (kind !== undefined && !kinds[asked].includes(kind)) return { verified: false, problemDetails: [otherKind(asked)] };
  if (verdict === 'valid') return { verified: true, problemDetails: [] };
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  // where something is wrong, what could not be checked for it follows from that
  const against = failed.length ? failed : checks.filter(({ id, outcome }) => outcome === 'not-checked' && decisive.has(id));
  return { verified: false, problemDetails: against.map(toDetail) };
}

const kinds: Record<'credential' | 'presentation', Kind[]> = {
  credential: ['badge', 'learner-record'],
  presentation: ['presentation'],
};

/** What is told of text that is neither JSON nor a compact JWS. */
export const unreadable: VerificationAnswer = {
  verified: false,
  problemDetails: [
    { type: `${dataModel}PARSING_ERROR`, title: 'parsed: document-malformed', detail: 'Send JSON as such, or a compact JWS as text.' },
  ],
};

const otherKind = (asked: string): ProblemDetail => ({
  type: `${dataModel}MALFORMED_VALUE_ERROR`,
  title: 'data-model: other-kind',
  detail: `This is not a verifiable ${asked}.`,
});

function toDetail({ id, reason, message, details }: Check): ProblemDetail {
  const [issue] = (details.issues ?? []) as { path: string; message: string }[];
  return {
    type: typesByReason[reason] ?? types[id] ?? `${dataModel}CRYPTOGRAPHIC_SECURITY_ERROR`,
    title: `${id}: ${reason}`,
    detail: issue ? `${message} ${issue.path} ${issue.message}` : message,
  };
}
