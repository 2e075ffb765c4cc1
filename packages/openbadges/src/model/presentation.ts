import { z } from 'zod';
import { CREDENTIALS_V1, CREDENTIALS_V2 } from '../contexts.ts';
import { text, uri } from './primitives.ts';
import { toIssues } from './to-issues.ts';
import type { Context, Signed, VerifiableCredential } from './types.ts';
import type { CredentialIssue } from './validate-credential.ts';

/** Credentials shown by somebody, to be signed by `sign` with `proofPurpose: 'authentication'` (VCDM 2.0 §4.13). */
export interface VerifiablePresentation {
  '@context': Context[];
  id?: string;
  type: string[];
  /** Who shows them. */
  holder?: string;
  verifiableCredential: Signed<VerifiableCredential>[];
}

/** Builds a presentation of signed credentials. */
export function presentation(options: {
  id?: string;
  holder?: string;
  credentials: Signed<VerifiableCredential>[];
}): VerifiablePresentation {
  const { id, holder, credentials } = options;
  return {
    '@context': [CREDENTIALS_V2],
    ...(id === undefined ? {} : { id }),
    type: ['VerifiablePresentation'],
    ...(holder === undefined ? {} : { holder }),
    verifiableCredential: credentials,
  };
}

const model = z
  .looseObject({
    '@context': z
      .union([z.string(), z.array(z.unknown())])
      .refine((value) => [CREDENTIALS_V2, CREDENTIALS_V1].includes([value].flat()[0] as string), `must begin with ${CREDENTIALS_V2}`),
    id: uri.optional(),
    type: z
      .union([z.string(), z.array(z.string())])
      .refine((value) => [value].flat().includes('VerifiablePresentation'), 'must include VerifiablePresentation'),
    holder: z.union([uri, z.looseObject({ id: uri })]).optional(),
    verifiableCredential: z.union([z.array(z.union([text, z.looseObject({})])), z.looseObject({}), text]).optional(),
  })
  .refine(
    ({ '@context': context, verifiableCredential }) =>
      [context].flat()[0] !== CREDENTIALS_V2 || [verifiableCredential].flat().every((inside) => typeof inside !== 'string'),
    { message: 'must hold objects; a credential that is a JWT goes into an envelope', path: ['verifiableCredential'] },
  );

/** Lists what keeps a value from being a verifiable presentation. */
export function findPresentationIssues(value: unknown): CredentialIssue[] {
  return toIssues(model, value);
}
