import { z } from 'zod';
import { achievement } from '../model/achievement.ts';
import { compactJws, text, types, uri } from '../model/primitives.ts';
import { endorsementCredential, image, profile } from '../model/profile.ts';
import { identityObject } from '../model/subject.ts';
import { checkTogether, credentialFields, credentialTypes } from '../model/verifiable-credential.ts';

/** How two achievements or credentials of a record belong together (CLR 2.0, AssociationType). */
export const associationTypes = [
  'exactMatchOf',
  'isChildOf',
  'isParentOf',
  'isPartOf',
  'isPeerOf',
  'isRelatedTo',
  'precedes',
  'replacedBy',
];

const association = z.looseObject({
  type: z.union([z.literal('Association'), types('Association')]),
  associationType: z.string().refine((value) => associationTypes.includes(value), `must be one of ${associationTypes.join(', ')}`),
  sourceId: uri,
  targetId: uri,
});

/** A credential inside a record. It stands by itself, so only what every credential has is asked for here. */
const contained = z.looseObject({
  '@context': z.union([z.array(z.unknown()), z.string()]),
  type: types('VerifiableCredential', 'EnvelopedVerifiableCredential'),
});

const clrSubject = z.looseObject({
  id: uri.optional(),
  type: types('ClrSubject'),
  identifier: z.array(identityObject).optional(),
  achievement: z.array(achievement).optional(),
  verifiableCredential: z.array(contained).min(1, 'must have at least one credential'),
  association: z.array(association).optional(),
});

/** ClrCredential of Comprehensive Learner Record 2.0. */
export const clrCredential = z
  .looseObject({
    ...credentialFields(profile),
    type: credentialTypes('ClrCredential'),
    name: text,
    image: image.optional(),
    partial: z.boolean().optional(),
    credentialSubject: clrSubject,
    endorsement: z.array(endorsementCredential).optional(),
    endorsementJwt: z.array(compactJws).optional(),
  })
  .superRefine(checkTogether);
