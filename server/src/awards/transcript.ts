import { randomUUID } from 'node:crypto';
import { clrCredential, type OpenBadgeCredential, type Signed } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { taggedPdf } from '../platform/pdf/tagged-pdf.ts';
import { addresses } from './addresses.ts';
import { drawCode } from './draw-certificate.ts';
import { installationSigner } from './installation-signer.ts';
import { noAwardsYet } from './problems.ts';
import { dateTime } from './signing.ts';
import { isNotSuspended } from './standing-award.ts';

/** More than an educator earns; one document holds no more. */
const most = 500;

interface Transcript {
  name: string;
  /** Where their public page stands, if they show one. */
  profile: string | null;
  awards: { id: string; awardedAt: Date; issuer: string; isStack: boolean; credential: Signed<OpenBadgeCredential> }[];
}

/**
 * All standing awards of a person, the hidden ones too: hiding is towards others, the transcript is theirs to hand on.
 *
 * @throws {Problem} 409 `no-awards-yet`
 */
async function readTranscript(database: Database, personId: string, url: string): Promise<Transcript> {
  const person = await database
    .selectFrom('person')
    .leftJoin('public_profile as profile', (join) => join.onRef('profile.person_id', '=', 'person.id').on('profile.shown', '=', true))
    .select(['person.name', 'profile.slug'])
    .where('person.id', '=', personId)
    .executeTakeFirstOrThrow();
  const rows = await database
    .selectFrom('award')
    .innerJoin('organization as issuer', 'issuer.id', 'award.issuer_id')
    .leftJoin('award_revocation as revocation', 'revocation.award_id', 'award.id')
    .select(['award.id', 'award.awarded_at as awardedAt', 'award.credential', 'issuer.name as issuer'])
    .select(sql<boolean>`award.stack_id is not null`.as('isStack'))
    .where('award.earner_id', '=', personId)
    .where('revocation.award_id', 'is', null)
    .where(isNotSuspended)
    .orderBy('award.id', 'desc')
    .limit(most)
    .execute();
  if (!rows.length) throw noAwardsYet();
  return {
    name: person.name,
    profile: person.slug === null ? null : `${url}/people/${person.slug}`,
    awards: rows.map(({ credential, ...award }) => ({ ...award, credential: JSON.parse(credential) as Signed<OpenBadgeCredential> })),
  };
}

/**
 * The transcript as Comprehensive Learner Record 2.0, signed by the installation, which vouches for the gathering. Each badge in it
 * keeps its issuer's signature and can be verified by itself; stacks are tied to the micro-credentials earned for them.
 */
export async function signTranscript(ground: Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>, personId: string): Promise<string> {
  const { url } = ground.config;
  const { name, awards } = await readTranscript(ground.database, personId, url);
  const signer = await installationSigner(ground);
  const credentials = awards.map(({ credential }) => credential);
  const achieved = new Set(credentials.map(({ credentialSubject }) => credentialSubject.achievement.id));
  const associations = credentials.flatMap(({ credentialSubject: { achievement } }) =>
    (achievement.related ?? [])
      .filter(({ id }) => achieved.has(id))
      .map(({ id }) => ({ associationType: 'isParentOf' as const, sourceId: achievement.id, targetId: id })),
  );
  const identifier = credentials.find(({ credentialSubject }) => credentialSubject.identifier?.length)?.credentialSubject.identifier;
  const record = clrCredential({
    id: `urn:uuid:${randomUUID()}`,
    name: `Micro-credentials of ${name}`,
    issuer: { id: signer.id, type: ['Profile'], name: 'Brevet', url },
    subject: { id: `urn:uuid:${personId}`, ...(identifier ? { identifier } : {}) },
    validFrom: dateTime(ground.clock()),
    credentials,
    associations,
  });
  return JSON.stringify(await signer.sign(record));
}

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const soft = '#57524a';
const link = '#0b4f8a';
/** Points. */
const codeSize = 84;

/** The transcript as a tagged PDF, with the address at which each badge can be checked. */
export async function drawTranscript({ database, clock, config }: Pick<Ground, 'database' | 'clock' | 'config'>, personId: string) {
  const { name, profile, awards } = await readTranscript(database, personId, config.url);
  const at = addresses(config.url);
  const now = clock();
  const pdf = taggedPdf({ title: `Transcript of ${name}`, author: 'Brevet', subject: 'Micro-credentials earned', created: now });
  const top = pdf.y;
  const width = profile ? pdf.width - codeSize - 24 : pdf.width;
  if (profile) drawCode(pdf, profile, { x: pdf.left + pdf.width - codeSize, y: top, size: codeSize });
  pdf.say('P', 'Transcript', { size: 11, bold: true, color: soft, gap: 6, width });
  pdf.say('H1', name, { size: 24, bold: true, gap: 4, width });
  const count = awards.length === 1 ? 'One badge' : `${awards.length} badges`;
  pdf.say('P', `${count} in force on ${day.format(now)}, the newest first.`, { width });
  pdf.say('P', 'Each was awarded on evidence from practice. Open its address to see what it proves, and that it still stands.', {
    color: soft,
    width,
    gap: 14,
  });
  if (profile) pdf.y = Math.max(pdf.y, top + codeSize + 14);
  for (const { id, awardedAt, issuer, isStack, credential } of awards) {
    const { achievement } = credential.credentialSubject;
    pdf.need(78);
    pdf.say('H2', achievement.name, { size: 12.5, bold: true, gap: 1 });
    pdf.say('P', `${isStack ? 'Stack. ' : ''}Awarded by ${issuer} on ${day.format(awardedAt)}`, { size: 9.5, color: soft, gap: 2 });
    pdf.say('P', achievement.description, { size: 10, gap: 2 });
    pdf.say('Link', at.badge(id), { size: 9, color: link, link: at.badge(id), gap: 10 });
  }
  return { name, file: await pdf.end() };
}
