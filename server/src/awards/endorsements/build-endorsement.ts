import { contextsFor, ENDORSEMENT_SCHEMA, type EndorsementCredential, type Profile, statusListEntry } from '@brevet/openbadges';
import { addresses } from '../addresses.ts';
import { dateTime } from '../signing.ts';
import type { Place } from '../status-lists.ts';

/** What an endorsement is made from. */
export interface EndorsementFacts {
  endorsementId: string;
  /** The public address. */
  url: string;
  endorser: Profile;
  /** By the id that badges name. */
  endorsed: { id: string; name: string };
  comment: string;
  madeAt: Date;
  /** The last day on which it holds, in UTC (2027-06-30); null for as long as it is not withdrawn. */
  holdsUntil: string | null;
  status: Place;
}

/** An EndorsementCredential of Open Badges 3.0, ready to be signed. */
export function buildEndorsement(facts: EndorsementFacts): EndorsementCredential {
  const { endorsed, status, holdsUntil } = facts;
  const at = addresses(facts.url);
  const date = dateTime(facts.madeAt);
  return {
    '@context': contextsFor({ extensions: true }),
    id: at.endorsement(facts.endorsementId),
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: `Endorsement of “${endorsed.name}”`,
    issuer: facts.endorser,
    validFrom: date,
    ...(holdsUntil ? { validUntil: `${holdsUntil}T23:59:59Z` } : {}),
    awardedDate: date,
    credentialSubject: { id: endorsed.id, type: ['EndorsementSubject'], endorsementComment: facts.comment },
    credentialStatus: statusListEntry({ list: at.statusList(status.statusListId), index: status.statusIndex, purpose: status.purpose }),
    credentialSchema: [{ id: ENDORSEMENT_SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
  };
}
