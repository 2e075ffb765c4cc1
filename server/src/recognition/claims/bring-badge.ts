import type { Report } from '@brevet/openbadges';
import { findEarner, verifyBadge } from '../../awards/index.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { FetchRefused, type GuardedFetch } from '../../platform/http/guarded-fetch.ts';
import { badgeNotValid, badgeOfAnother, badgeOutOfReach, badgeSaysTooLittle } from '../problems.ts';
import type { Proof } from './submit-claim.ts';

/** What was handed in: the badge as text, file, or address. */
export type BroughtBadge = { text: string } | { file: Uint8Array } | { url: string };

/** A badge that may be claimed. */
export interface ClaimableBadge {
  proof: Proof;
  title: string;
  issuer: string;
}

/**
 * Takes a badge from elsewhere as proof: it must be valid in every check that decides, and name one of the educator's confirmed
 * addresses. The bytes and the report are kept. A badge of this installation leads to its award.
 *
 * @throws {Problem} 422 `badge-out-of-reach`, `badge-not-valid`, `badge-says-too-little`; 403 `badge-of-another`
 */
export async function bringBadge(
  ground: Ground,
  fetchGuarded: GuardedFetch,
  educatorId: string,
  brought: BroughtBadge,
): Promise<ClaimableBadge> {
  const { database, config } = ground;
  const source = await sourceOf(fetchGuarded, brought);
  const report = await verifyForOneOf(await confirmedAddresses(database, educatorId), (email) =>
    verifyBadge(ground, database, source, { fetchElsewhere: fetchGuarded, expected: { email } }),
  );
  const badge = factsOf(report);
  if (!badge) throw badgeSaysTooLittle();
  const { title, issuerName: issuer } = badge;
  const awardId = badge.credentialId.startsWith(`${config.url}/badges/`) ? badge.credentialId.slice(`${config.url}/badges/`.length) : null;
  if (awardId && (await findEarner(database, badge.credentialId, config.url)) === educatorId) return { proof: { awardId }, title, issuer };
  const { id } = await database
    .insertInto('foreign_badge')
    .values({
      educator_id: educatorId,
      credential_id: badge.credentialId,
      achievement_id: badge.achievementId,
      issuer_id: badge.issuerId,
      issuer_name: badge.issuerName,
      title: badge.title,
      awarded_at: badge.awardedAt,
      source: Buffer.from(source),
      report: JSON.stringify(report.checks.map(({ id: check, outcome, reason }) => ({ check, outcome, reason }))),
      verified_at: ground.clock(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { proof: { foreignBadgeId: id }, title, issuer };
}

async function sourceOf(fetchGuarded: GuardedFetch, brought: BroughtBadge): Promise<string | Uint8Array> {
  if ('text' in brought) return brought.text;
  if ('file' in brought) return brought.file;
  try {
    return (await fetchGuarded(brought.url)).body;
  } catch (error) {
    if (error instanceof FetchRefused) throw badgeOutOfReach(error.message);
    throw error;
  }
}

async function confirmedAddresses(database: Database, educatorId: string): Promise<string[]> {
  const rows = await database
    .selectFrom('email_address')
    .select('email')
    .where('person_id', '=', educatorId)
    .where('verified_at', 'is not', null)
    .orderBy('id')
    .limit(20)
    .execute();
  return rows.map(({ email }) => email);
}

/** Verifies for one address after the other until the badge names one of them. */
async function verifyForOneOf(emails: string[], verifyFor: (email: string) => Promise<Report>): Promise<Report> {
  for (const email of emails) {
    const report = await verifyFor(email);
    const others = report.checks.filter(({ id, outcome }) => id !== 'recipient' && outcome === 'failed');
    if (others.length) throw badgeNotValid(others.map(({ message }) => message));
    if (report.checks.find(({ id }) => id === 'recipient')?.outcome !== 'passed') continue;
    // what could not be checked is not good enough for pay
    if (report.verdict !== 'valid')
      throw badgeNotValid(
        report.checks.filter(({ outcome, reason }) => outcome === 'not-checked' && reason !== 'not-asked').map(({ message }) => message),
      );
    return report;
  }
  throw badgeOfAnother();
}

interface BadgeFacts {
  credentialId: string;
  achievementId: string;
  issuerId: string;
  issuerName: string;
  title: string;
  awardedAt: Date;
}

type Json = Record<string, unknown>;
const membersOf = (value: unknown): Json => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'object' && one !== null ? (one as Json) : {};
};
const textOf = (...values: unknown[]): string => {
  const found = values.find((value): value is string => typeof value === 'string' && value.length > 0);
  return (found ?? '').slice(0, 500).toWellFormed().replaceAll('\u0000', '');
};

/** What a badge of version 3.0 or 2.0 says of itself; null where something is missing that counting needs. */
function factsOf({ credential, assertion }: Report): BadgeFacts | null {
  const document = (credential ?? assertion ?? {}) as Json;
  const achievement = credential ? membersOf(membersOf(document.credentialSubject).achievement) : membersOf(document.badge);
  const issuer = credential ? document.issuer : achievement.issuer;
  const facts = {
    credentialId: textOf(document.id),
    achievementId: textOf(achievement.id),
    issuerId: textOf(membersOf(issuer).id, issuer),
    issuerName: textOf(membersOf(issuer).name, membersOf(issuer).id, issuer),
    title: textOf(achievement.name, document.name),
    awardedAt: new Date(textOf(document.awardedDate, document.validFrom, document.issuedOn)),
  };
  const complete = Object.values(facts).every((value) => value !== '') && !Number.isNaN(facts.awardedAt.getTime());
  return complete ? facts : null;
}
