import { sql } from 'kysely';
import { z } from 'zod';
import type { App } from '../app.ts';
import { describeVersion } from '../awards/describe-achievement.ts';
import { type AwardRequest, issueAwards } from '../awards/issue-award.ts';
import { loadVersion } from '../catalog/index.ts';
import { addMember, createOrganization, createPerson, hashForPassword } from '../identity/index.ts';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { moveClaim } from '../recognition/claims/move-claim.ts';
import { submitClaim } from '../recognition/claims/submit-claim.ts';
import { recordEmployment } from '../recognition/incentives/record-employment.ts';
import { closePeriod } from '../recognition/payroll/close-period.ts';
import { exportPayroll, saveMapping } from '../recognition/payroll/export-payroll.ts';
import { defaultMapping, PayrollMapping } from '../recognition/payroll/mapping.ts';
import { decideCase, submitCase } from '../recognition/pre-approval/act-on-case.ts';
import { beginCase, saveCase, saveLines } from '../recognition/pre-approval/write-case.ts';
import { actAs } from './acting.ts';
import { readDemo, readDemoFolder } from './demo-content.ts';
import { demoPassword } from './load-catalog.ts';

const Days = z.int().min(1).max(4000);
const History = z.object({
  recognizer: z.string(),
  program: z.string(),
  issuer: z.string(),
  /** The key of who posted and paid. */
  humanResources: z.string(),
  /** What the staff of the schools has in common. */
  people: z.object({
    emailDomain: z.string(),
    hrNumbers: z.object({ prefix: z.string(), from: z.int() }),
    timezone: z.string(),
    hiredOn: z.string(),
  }),
  schools: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      tagline: z.string(),
      staff: z.array(z.object({ name: z.string(), headline: z.string() })),
    }),
  ),
  /** Who approved beforehand, and what requests say, in turns; null where the program does not ask. */
  preApproval: z
    .object({
      reviewer: z.string(),
      reasons: z.array(z.object({ rationale: z.string(), studentEffect: z.string(), missionFit: z.string() })).min(1),
    })
    .nullable(),
  /** What goes to payroll by which columns; null for what every district begins with. */
  payroll: z.object({ kinds: PayrollMapping.shape.kinds, columns: PayrollMapping.shape.columns }).nullable(),
  /** By the name of one of the staff, or the key of one of the demo's people. */
  awards: z.array(z.object({ person: z.string(), microCredential: z.string(), awardedDaysAgo: Days })),
  underWay: z.array(z.object({ person: z.string(), microCredential: z.string(), approvedDaysAgo: Days, begun: z.boolean() })),
});
type History = z.infer<typeof History>;

const dayMs = 86_400_000;

/**
 * Lets districts have a past: schools with their staff, requests, awards, claims and closed pay periods of the last years, by the very use
 * cases that people's presses lead to, each with the clock of its day. Nobody is mailed about days long gone, and these people are not
 * offered at sign-in.
 *
 * @returns how many awards are new
 */
export async function loadHistory(app: App): Promise<number> {
  let awards = 0;
  for (const history of z.array(History).parse(readDemoFolder('history'))) {
    const { database } = app.ground;
    const known = await database
      .selectFrom('organization')
      .select('id')
      .where('slug', '=', history.schools[0]?.slug ?? '')
      .executeTakeFirst();
    if (known) continue;
    const place = await findPlace(app, history);
    const people = await database.transaction().execute((transaction) => employ(app.ground, transaction, history, place.recognizerId));
    const awardIds = await database
      .transaction()
      .execute((transaction) => issueEarlier(app.ground, transaction, history, { people, issuerId: place.issuerId }));
    await database.transaction().execute(async (transaction) => {
      for (const [index, award] of history.awards.entries()) {
        const educatorId = people.get(award.person) ?? unknown(award.person);
        const awardId = awardIds[index] ?? unknown(award.microCredential);
        await liveAward(app.ground, transaction, { ...award, index, educatorId, awardId, history, ...place });
      }
    });
    await closeMonths(app.ground, place, history.payroll);
    for (const [index, work] of history.underWay.entries()) {
      const educatorId = people.get(work.person) ?? unknown(work.person);
      await database.transaction().execute((transaction) =>
        approve(app.ground, transaction, {
          ...work,
          index,
          educatorId,
          history,
          ...place,
          grantedAt: daysAgo(app.ground, work.approvedDaysAgo),
        }),
      );
      if (work.begun) await begin(app, educatorId, work.microCredential);
    }
    awards += history.awards.length;
  }
  return awards;
}

interface Place {
  recognizerId: string;
  programId: string;
  issuerId: string;
  /** Null where nobody approves beforehand. */
  reviewerId: string | null;
  hrId: string;
}

async function findPlace({ ground }: App, { recognizer, program, issuer, preApproval, humanResources }: History): Promise<Place> {
  const { database } = ground;
  const organization = (slug: string) =>
    database.selectFrom('organization').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
  const recognizerId = (await organization(recognizer)).id;
  const { id: programId } = await database
    .selectFrom('program')
    .select('id')
    .where('recognizer_id', '=', recognizerId)
    .where('slug', '=', program)
    .executeTakeFirstOrThrow();
  return {
    recognizerId,
    programId,
    issuerId: (await organization(issuer)).id,
    reviewerId: preApproval && (await personOf(database, preApproval.reviewer)),
    hrId: await personOf(database, humanResources),
  };
}

/** One of the demo's people by key. */
async function personOf(database: Database, key: string): Promise<string> {
  const email =
    readDemo()
      .people.find((person) => person.key === key)
      ?.email.toLowerCase() ?? unknown(key);
  const { id } = await database.selectFrom('person').select('id').where('email', '=', email).executeTakeFirstOrThrow();
  return id;
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The tools of a day: its clock, and nobody who is told. */
function onDay(ground: Ground, day: Date): Ground {
  const silent = async () => undefined;
  return {
    ...ground,
    clock: () => day,
    events: { ...ground.events, emit: silent, emitAll: silent },
    jobs: { ...ground.jobs, send: silent },
  };
}

/** A moment of working hours so many days ago. */
function daysAgo({ clock }: Pick<Ground, 'clock'>, days: number): Date {
  const day = new Date(clock().getTime() - days * dayMs);
  day.setUTCHours(17, (days * 7) % 60, 0, 0);
  return day;
}

/** @returns the ids of everybody the awards speak of */
async function employ(
  ground: Ground,
  transaction: Writing,
  { schools, awards, people: { emailDomain, hrNumbers, timezone, hiredOn } }: History,
  recognizerId: string,
): Promise<Map<string, string>> {
  const passwordHash = await hashForPassword(demoPassword);
  const people = new Map<string, string>();
  for (const { staff, ...school } of schools) {
    const { organizationId } = await createOrganization(transaction, {
      ...school,
      isIssuer: false,
      isRecognizer: true,
      country: 'US',
      timezone,
      parentId: recognizerId,
      demo: true,
    });
    for (const { name, headline } of staff) {
      const email = `${name
        .normalize('NFKD')
        .replace(/[^A-Za-z -]/g, '')
        .replaceAll(' ', '.')
        .toLowerCase()}@${emailDomain}`;
      const { personId } = await createPerson(transaction, { name, email, headline, passwordHash });
      await addMember(transaction, { organizationId, personId, roles: ['educator'] });
      await recordEmployment(onDay(ground, ground.clock()), transaction, {
        recognizerId,
        educatorId: personId,
        effectiveOn: hiredOn,
        hrIdentifier: `${hrNumbers.prefix}${hrNumbers.from + people.size}`,
        position: 'teacher',
        contract: 'full-time',
        schoolId: organizationId,
        hiredOn,
        endedOn: null,
        licenceStartsOn: null,
        licenceEndsOn: null,
        recordedBy: null,
      });
      people.set(name, personId);
    }
  }
  for (const { person } of awards) if (!people.has(person)) people.set(person, await personOf(transaction, person));
  return people;
}

interface Request {
  microCredential: string;
  /** Which of all, for days and reasons that differ. */
  index: number;
  educatorId: string;
  history: History;
  programId: string;
  recognizerId: string;
  reviewerId: string | null;
  grantedAt: Date;
}

/** A request is written, handed in, and granted some days later; nothing where the program does not ask. */
async function approve(ground: Ground, transaction: Writing, request: Request): Promise<void> {
  const { microCredential, index, educatorId, history, programId, recognizerId, reviewerId, grantedAt } = request;
  if (!history.preApproval || !reviewerId) return;
  const { reasons } = history.preApproval;
  const askedAt = new Date(grantedAt.getTime() - (2 + ((index * 7) % 12)) * dayMs);
  const then = onDay(ground, askedAt);
  const preApprovalId = await beginCase(then, transaction, { programId, educatorId, groupId: null });
  await saveCase(then, transaction, {
    preApprovalId,
    revision: 1,
    text: {
      ...(reasons[index % reasons.length] as (typeof reasons)[number]),
      startsOn: dayOf(grantedAt),
      endsOn: dayOf(new Date(grantedAt.getTime() + 150 * dayMs)),
      proposed: [],
    },
  });
  await saveLines(then, transaction, { preApprovalId, educatorId, entryIds: [microCredential], note: '' });
  await submitCase(then, transaction, { preApprovalId, by: educatorId });
  await decideCase(onDay(ground, grantedAt), transaction, {
    preApprovalId,
    act: 'approve',
    reason: null,
    number: null,
    caller: {
      personId: reviewerId,
      sessionId: '',
      name: '',
      email: '',
      memberships: [{ organizationId: recognizerId, roles: ['reviewer'] }],
    },
  });
}

/** Earlier awards that the issuer brought along as a file; nobody is mailed about them. */
async function issueEarlier(
  ground: Ground,
  transaction: Writing,
  { awards }: History,
  { people, issuerId }: { people: ReadonlyMap<string, string>; issuerId: string },
): Promise<string[]> {
  const now = ground.clock();
  const { id: importId } = await transaction
    .insertInto('award_import')
    .values({
      organization_id: issuerId,
      file_name: 'awards-before-brevet.csv',
      rows: awards.length,
      state: 'issued',
      checked_at: now,
      ordered_at: now,
      finished_at: now,
      told_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const slugs = [...new Set(awards.map(({ microCredential }) => microCredential))];
  const versions = new Map<string, VersionToRead>();
  for (const slug of slugs) versions.set(slug, await currentVersion(transaction, slug));
  const rows = awards.map(({ person, microCredential, awardedDaysAgo }, index) => {
    const { id, version } = versions.get(microCredential) ?? unknown(microCredential);
    return {
      import_id: importId,
      row: index + 2,
      micro_credential: microCredential,
      email: '',
      name: person,
      awarded_on: dayOf(daysAgo(ground, awardedDaysAgo)),
      narrative: '',
      evidence_url: '',
      state: 'issued',
      micro_credential_id: id,
      version_id: version.id,
    };
  });
  const kept = await transaction.insertInto('award_import_row').values(rows).returning(['id', 'row']).execute();
  const rowIds = new Map(kept.map(({ row, id }) => [row, id]));
  const requests = awards.map(({ person, microCredential, awardedDaysAgo }, index): AwardRequest => {
    const { id: microCredentialId, version } = versions.get(microCredential) ?? unknown(microCredential);
    return {
      earnerId: people.get(person) ?? unknown(person),
      awardedFor: { microCredentialId, versionId: version.id, importRowId: rowIds.get(index + 2) ?? '' },
      awardedAt: daysAgo(ground, awardedDaysAgo),
      quiet: true,
      describe: (creator) => ({
        achievement: describeVersion(version, { url: ground.config.url, creator }),
        results: [],
        evidence: [],
      }),
    };
  });
  await issueAwards(onDay(ground, now), transaction, issuerId, requests);
  const made = await transaction
    .selectFrom('award as a')
    .innerJoin('award_import_row as r', 'r.id', 'a.import_row_id')
    .select('a.id')
    .where('r.import_id', '=', importId)
    .orderBy('r.row')
    .execute();
  return made.map(({ id }) => id);
}

interface VersionToRead {
  id: string;
  version: Awaited<ReturnType<typeof loadVersion>>;
}

async function currentVersion(transaction: Writing, slug: string): Promise<VersionToRead> {
  const { id, versionId } = await transaction
    .selectFrom('micro_credential')
    .select(['id', 'current_version_id as versionId'])
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  return { id, version: await loadVersion(transaction, versionId ?? '') };
}

/** Approved before it was earned, handed in and posted after, each on a day of its own. */
async function liveAward(
  ground: Ground,
  transaction: Writing,
  award: Omit<Request, 'grantedAt'> & Place & { awardedDaysAgo: number; awardId: string },
): Promise<void> {
  const { index, educatorId, recognizerId, hrId, awardId, awardedDaysAgo } = award;
  const awardedAt = daysAgo(ground, awardedDaysAgo);
  await approve(ground, transaction, { ...award, grantedAt: new Date(awardedAt.getTime() - (55 + ((index * 31) % 90)) * dayMs) });
  const claimedAt = new Date(awardedAt.getTime() + ((index * 5) % 9) * dayMs);
  const claimId = await submitClaim(onDay(ground, claimedAt), transaction, { recognizerId, educatorId, proof: { awardId } });
  const postedAt = new Date(claimedAt.getTime() + (1 + ((index * 11) % 13)) * dayMs);
  await moveClaim(onDay(ground, postedAt), transaction, { claimId, move: 'post', reason: null, by: hrId });
}

/** Each month in which something was due is closed two days after its end, up to the month before this one; the last one has its file. */
async function closeMonths(ground: Ground, { recognizerId, hrId }: Place, columns: History['payroll']): Promise<void> {
  const { database } = ground;
  if (columns) {
    const mapping = PayrollMapping.parse({ ...defaultMapping, ...columns });
    await database.transaction().execute((transaction) => saveMapping(transaction, { recognizerId, mapping, revision: 0, by: hrId }));
  }
  const { rows } = await sql<{ endsOn: string }>`
    select distinct (date_trunc('month', effective_on) + interval '1 month - 1 day')::date as "endsOn" from ledger_entry
    where recognizer_id = ${recognizerId} and effective_on < date_trunc('month', ${ground.clock()}::timestamptz) order by 1`.execute(
    database,
  );
  for (const [index, { endsOn }] of rows.entries()) {
    const closedAt = new Date(Date.parse(`${endsOn}T15:00:00Z`) + 2 * dayMs);
    await database.transaction().execute(async (transaction) => {
      const { closingId } = await closePeriod(onDay(ground, closedAt), transaction, { recognizerId, endsOn, by: hrId });
      if (index === rows.length - 1) await exportPayroll(transaction, { closingId, by: hrId });
    });
  }
}

/** Work that is in progress: begun, and nothing more is known of it. */
async function begin(app: App, educatorId: string, slug: string): Promise<void> {
  const { email } = await app.ground.database.selectFrom('person').select('email').where('id', '=', educatorId).executeTakeFirstOrThrow();
  const earner = await actAs(app, email);
  const { id: microCredentialId } = await earner.send<{ id: string }>('GET', `/api/v1/micro-credentials/${slug}`);
  await earner.send('POST', '/api/v1/journeys', { microCredentialId });
}

function unknown(what: string): never {
  throw new Error(`The demo's history speaks of ${what}, whom it does not bring.`);
}
