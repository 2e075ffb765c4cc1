/** What is chosen so far in the form for an endorsement. */
export interface Choice {
  kind: 'micro-credential' | 'issuer' | 'elsewhere';
  microCredential?: { id: string; slug: string; title: string };
  issuerId: string;
  address: string;
  name: string;
}

/** Whether something can be endorsed under this address. */
export const isAddress = (address: string): boolean => /^https?:\/\/\S+$/.test(address.trim()) && URL.canParse(address.trim());

/** What the API is told; null while something is missing. */
export function endorsedBy(
  choice: Choice,
): { microCredentialId: string } | { issuerId: string } | { address: string; name: string } | null {
  const { kind, microCredential, issuerId } = choice;
  if (kind === 'micro-credential') return microCredential ? { microCredentialId: microCredential.id } : null;
  if (kind === 'issuer') return issuerId ? { issuerId } : null;
  const [address, name] = [choice.address.trim(), choice.name.trim()];
  return isAddress(address) && name ? { address, name } : null;
}
