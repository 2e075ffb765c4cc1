import type { RoleName } from './queries.ts';

const issuing = ['issuer-admin', 'author', 'evaluation-lead', 'evaluator'] as const satisfies readonly RoleName[];
const recognizing = ['recognizer-admin', 'reviewer', 'hr', 'coach', 'educator'] as const satisfies readonly RoleName[];

/** The roles an organization has. */
export function rolesOfKind({ isIssuer, isRecognizer }: { isIssuer: boolean; isRecognizer: boolean }): readonly RoleName[] {
  return [...(isIssuer ? issuing : []), ...(isRecognizer ? recognizing : [])];
}
