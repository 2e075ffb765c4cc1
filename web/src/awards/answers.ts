import type { components } from '../api/generated.ts';

/** API answers that the pages of awards are made from. */
export type Badge = components['schemas']['Badge'];
export type Verification = components['schemas']['Verification'];
export type VerificationQuestion = components['schemas']['VerificationQuestion'];
export type Award = components['schemas']['Award'];
export type IssuedAward = components['schemas']['IssuedAward'];
export type Endorsement = components['schemas']['SignedEndorsement'];
export type IssuerKeys = components['schemas']['IssuerKeys'];
export type PublicProfile = components['schemas']['PublicProfile'];
export type ProfileSetting = components['schemas']['ProfileSetting'];
