import type { RuleDraft } from './rule-draft.ts';

/** What the fields of an incentive's rule work on. */
export interface RuleFieldsProps {
  organizationId: string;
  draft: RuleDraft;
  change: (part: Partial<RuleDraft>) => void;
  /** The error at a path of the API, if there is one. */
  at: (path: string) => string | undefined;
}
