/** Which attempt is compared with the one before, as the address says it; the latest where it does not. */
export const attemptOf = (search: Record<string, unknown>): { attempt?: number } =>
  Number.isInteger(search.attempt) ? { attempt: search.attempt as number } : {};
