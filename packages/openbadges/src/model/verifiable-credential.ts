import { z } from 'zod';
import { CREDENTIALS_V2, OPEN_BADGES_EXTENSIONS } from '../contexts.ts';
import { dateTime, text, typedResource, types, uri } from './primitives.ts';

const badgesContext = /^https:\/\/purl\.imsglobal\.org\/spec\/(ob\/v3p0\/context(-3\.\d\.\d)*|clr\/v2p0\/context(-2\.0\.\d)*)\.json$/;
const extensionTypes = ['1EdTechJsonSchemaValidator2019', '1EdTechRevocationList', '1EdTechCredentialRefresh'];

const contexts = z
  .array(z.union([z.string(), z.looseObject({})]))
  .refine((list) => list[0] === CREDENTIALS_V2, { message: `must be ${CREDENTIALS_V2}`, path: [0] })
  .refine((list) => typeof list[1] === 'string' && badgesContext.test(list[1]), {
    message: 'must be an Open Badges 3.0 or CLR 2.0 context',
    path: [1],
  });

const proof = z.looseObject({
  type: text.min(1),
  created: dateTime.optional(),
  cryptosuite: text.optional(),
  challenge: text.optional(),
  domain: text.optional(),
  nonce: text.optional(),
  proofPurpose: text.optional(),
  proofValue: text.optional(),
  verificationMethod: uri.optional(),
});

/** VCDM 2.0 §5.3: every resource once, each with a digest. */
export const relatedResources = z
  .array(
    z
      .looseObject({ id: uri, digestSRI: text.optional(), digestMultibase: text.optional(), mediaType: text.optional() })
      .refine((value) => value.digestSRI !== undefined || value.digestMultibase !== undefined, 'must have digestSRI or digestMultibase'),
  )
  .refine((list) => new Set(list.map((resource) => resource.id)).size === list.length, 'must name every resource once');

/**
 * What OpenBadgeCredential and EndorsementCredential have in common.
 *
 * @param profile  the model of an issuer, given from outside because a profile may itself contain endorsement credentials
 */
export function credentialFields(profile: z.ZodType) {
  return {
    '@context': contexts,
    id: uri,
    description: text.optional(),
    issuer: z.union([uri, profile]),
    awardedDate: dateTime.optional(),
    validFrom: dateTime,
    validUntil: dateTime.optional(),
    credentialSchema: z.array(typedResource).optional(),
    credentialStatus: z.union([typedResource, z.array(typedResource)]).optional(),
    refreshService: typedResource.optional(),
    relatedResource: relatedResources.optional(),
    termsOfUse: z.array(z.looseObject({ id: uri.optional(), type: text.min(1) })).optional(),
    proof: z.array(proof).optional(),
  };
}

interface Shared {
  '@context': unknown[];
  validFrom: string;
  validUntil?: string | undefined;
  credentialSchema?: unknown;
  credentialStatus?: unknown;
  refreshService?: unknown;
}

/** The rules that span several properties. */
export function checkTogether(credential: Shared, context: z.RefinementCtx): void {
  if (credential.validUntil !== undefined && Date.parse(credential.validUntil) < Date.parse(credential.validFrom)) {
    context.addIssue({ code: 'custom', message: 'must not be before validFrom', path: ['validUntil'] });
  }
  const used = [credential.credentialSchema, credential.credentialStatus, credential.refreshService].flat() as { type?: string }[];
  if (used.some((resource) => extensionTypes.includes(resource?.type ?? '')) && !credential['@context'].includes(OPEN_BADGES_EXTENSIONS)) {
    context.addIssue({ code: 'custom', message: `must include ${OPEN_BADGES_EXTENSIONS} for its 1EdTech types`, path: ['@context'] });
  }
}

/** The `type` of a credential: `VerifiableCredential` and one of the given names. */
export function credentialTypes(...oneOf: string[]) {
  return types('VerifiableCredential').refine((list) => list.some((type) => oneOf.includes(type)), `must include ${oneOf.join(' or ')}`);
}
