/**
 * What the page and the answer of one micro-credential are made from: itself and those beside it in its stacks (told by triggers under its
 * name), names of organizations, and which stacks there are. Another one that is published leaves it kept.
 */
export const microCredentialKeys = ({ slug = '' }: Record<string, string>): string[] => [
  `micro-credential:${slug}`,
  'organizations',
  'stacks',
];
