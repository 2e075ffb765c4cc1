/** What an organization is, as the key of its words. */
export function kindOf({ isIssuer, isRecognizer }: { isIssuer: boolean; isRecognizer: boolean }): 'issuer' | 'recognizer' | 'both' {
  if (isIssuer && isRecognizer) return 'both';
  return isIssuer ? 'issuer' : 'recognizer';
}
