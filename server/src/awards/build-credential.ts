import {
  type Achievement,
  contextsFor,
  type Evidence,
  hashIdentity,
  OPEN_BADGE_SCHEMA,
  type OpenBadgeCredential,
  type Profile,
  type Result,
  statusListEntry,
} from '@brevet/openbadges';
import type { SubmittedEvidence } from '../portfolio/index.ts';
import { addresses, asIri } from './addresses.ts';
import { dateTime } from './signing.ts';
import type { Place } from './status-lists.ts';

/** What a badge is made from. */
export interface BadgeFacts {
  awardId: string;
  /** The public address. */
  url: string;
  issuer: Profile;
  earner: {
    personId: string;
    /** The verified address; null leaves it out. */
    email: string | null;
    /** Random, one a badge: without it the hash could be looked up in a list of addresses. */
    salt: string;
  };
  achievement: Achievement;
  results: Result[];
  evidence: Evidence[];
  awardedAt: Date;
  status: Place;
}

/**
 * An Open Badges 3.0 credential, ready to be signed.
 *
 * The earner is a `urn:uuid` that stays the same over all badges of this installation, and a salted hash of the e-mail address: who
 * knows the address can check it, nobody can read it.
 */
export function buildCredential(facts: BadgeFacts): OpenBadgeCredential {
  const { awardId, achievement, earner, status, results, evidence } = facts;
  const at = addresses(facts.url);
  const date = dateTime(facts.awardedAt);
  return {
    '@context': contextsFor({ extensions: true }),
    id: at.badge(awardId),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    description: achievement.description,
    ...(achievement.image ? { image: achievement.image } : {}),
    issuer: facts.issuer,
    validFrom: date,
    awardedDate: date,
    credentialSubject: {
      id: `urn:uuid:${earner.personId}`,
      type: ['AchievementSubject'],
      ...(earner.email ? { identifier: [hashIdentity(earner.email.toLowerCase(), earner.salt)] } : {}),
      achievement,
      ...(results.length ? { result: results } : {}),
    },
    ...(evidence.length ? { evidence } : {}),
    credentialStatus: statusListEntry({ list: at.statusList(status.statusListId), index: status.statusIndex, purpose: status.purpose }),
    credentialSchema: [{ id: OPEN_BADGE_SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
  };
}

/**
 * The issuer as badges name it; official names and addresses only.
 *
 * @param organization.isIssuer false of one that only endorses: it has no page of its own here
 */
export function issuerProfile(
  id: string,
  organization: { slug: string; name: string; tagline: string; description: string; website: string | null; isIssuer?: boolean },
  url: string,
): Profile {
  const website = organization.website ? asIri(organization.website) : null;
  const page = website ?? (organization.isIssuer === false ? null : addresses(url).issuer(organization.slug));
  const description = organization.tagline || organization.description;
  return {
    id,
    type: ['Profile'],
    name: organization.name,
    ...(page ? { url: page } : {}),
    ...(description ? { description } : {}),
  };
}

/**
 * The items of a submission that the earner chose to put on the badge. What shows students never goes there, whatever was chosen:
 * a badge travels further than any consent.
 */
export function describeEvidence(items: readonly SubmittedEvidence[], url: string): Evidence[] {
  return items
    .filter((item) => item.shared && !item.showsStudents)
    .flatMap((item) => {
      const id = item.file ? addresses(url).file(item.file.id) : item.url ? asIri(item.url) : null;
      if (!id) return [];
      return [
        {
          id,
          type: ['Evidence'],
          name: item.title,
          ...(item.description ? { description: item.description } : {}),
          genre: item.kind,
        },
      ];
    });
}
