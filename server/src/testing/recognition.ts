import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { moveClaim } from '../recognition/claims/move-claim.ts';
import { submitClaim } from '../recognition/claims/submit-claim.ts';
import { publishIncentive } from '../recognition/incentives/publish-incentive.ts';
import { Rule } from '../recognition/incentives/rule.ts';
import type { Allocation, AwardFact, EmploymentFact, Facts, RuleVersion } from '../recognition/ledger/facts.ts';
import { ProgramDefinition } from '../recognition/programs/definition.ts';
import { publishProgram } from '../recognition/programs/publish-program.ts';
import { aMember, anOrganization } from './builders.ts';

/** Facts and rules of recognition with defaults, and generators of any of them. */

/** A rule of the report's Kettle Moraine unless told otherwise: $200, $400, $600 to base salary, at once. */
export function aRule(overrides: Partial<z.input<typeof Rule>> = {}): Rule {
  return Rule.parse({
    value: { kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { 1: '200', 2: '400', 3: '600' } },
    effective: { kind: 'immediately', after: 'award' },
    ...overrides,
  });
}

/** A version that has always held. */
export function aRuleVersion(overrides: Partial<RuleVersion> = {}): RuleVersion {
  const incentiveId = randomUUID();
  return {
    incentiveId,
    versionId: randomUUID(),
    number: 1,
    effectiveFrom: '2000-01-01',
    effectiveUntil: null,
    rule: aRule(),
    ...overrides,
  };
}

let serial = 0;

/** A posted award; each later one counts as something later in order. */
export function anAwardFact(overrides: Partial<AwardFact> = {}): AwardFact {
  serial += 1;
  const earnedOn = overrides.earnedOn ?? '2026-03-01';
  return {
    claimId: `claim-${String(serial).padStart(6, '0')}`,
    countsAs: `mc:${String(serial).padStart(6, '0')}`,
    programId: 'program',
    difficulty: 1,
    hours: 0,
    earnedOn,
    proofOn: earnedOn,
    postedOn: earnedOn,
    approvedOn: null,
    ...overrides,
  };
}

export const someFacts = (overrides: Partial<Facts>): Facts => ({ awards: [], employment: [], starting: [], ...overrides });

/** Sums by kind and unit; what is zero is left out. */
export function balances(allocations: readonly Pick<Allocation, 'kind' | 'unit' | 'amount'>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { kind, unit, amount } of allocations) sums.set(`${kind}/${unit}`, (sums.get(`${kind}/${unit}`) ?? 0) + amount);
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0));
}

const date = fc
  .integer({ min: 0, max: 5 * 365 })
  .map((day) => new Date(Date.UTC(2023, 0, 1) + day * 86_400_000).toISOString().slice(0, 10));
const amount = fc.integer({ min: 1, max: 200_000 }).map((cents) => (cents / 100).toFixed(2));
const atLeastATenth = fc.integer({ min: 10, max: 200_000 }).map((hundredths) => (hundredths / 100).toFixed(2));
const hours = { kind: 'hours', unit: 'hour' } as const;
const credit = { kind: 'credit', unit: 'CPD credit' } as const;

/** Two programs of a district. */
const programs = ['0198aaaa-0000-7000-8000-000000000001', '0198aaaa-0000-7000-8000-000000000002'] as const;
const position = fc.constantFrom('teacher', 'librarian');
const contract = fc.constantFrom('full-time', 'part-time');

/** Up to three records, each from a day of its own. */
export const arbitraryEmployment: fc.Arbitrary<EmploymentFact[]> = fc
  .uniqueArray(
    fc.record({
      effectiveOn: date,
      position: fc.option(position, { freq: 4 }),
      contract: fc.option(contract, { freq: 4 }),
      hiredOn: fc.option(date, { freq: 4 }),
      endedOn: fc.constantFrom(null, null, '2027-06-30'),
      licenceStartsOn: fc.constant(null),
      licenceEndsOn: fc.constant(null),
    }),
    { selector: ({ effectiveOn }) => effectiveOn, maxLength: 3 },
  )
  .map((records) => records.sort((one, other) => (one.effectiveOn < other.effectiveOn ? -1 : 1)));

/** Up to 25 awards over five years through two programs, with employment and starting balances. */
export const arbitraryFacts: fc.Arbitrary<Facts> = fc.record({
  awards: fc
    .uniqueArray(
      fc.record({
        name: fc.integer({ min: 1, max: 40 }),
        difficulty: fc.constantFrom(1 as const, 2 as const, 3 as const),
        hours: fc.nat({ max: 5000 }),
        earnedOn: date,
        late: fc.nat({ max: 200 }),
        approved: fc.boolean(),
        programId: fc.constantFrom(...programs),
      }),
      { selector: ({ name }) => name, maxLength: 25 },
    )
    .map((awards) =>
      awards.map(({ name, late, approved, ...award }) => {
        const later = new Date(Date.parse(award.earnedOn) + late * 86_400_000).toISOString().slice(0, 10);
        return {
          ...award,
          claimId: `claim-${name}`,
          countsAs: `mc:${name}`,
          proofOn: later,
          postedOn: later,
          approvedOn: approved ? '2023-06-01' : null,
        };
      }),
    ),
  employment: arbitraryEmployment,
  starting: fc.uniqueArray(
    fc
      .record({
        id: fc.integer({ min: 1, max: 9 }).map(String),
        kind: fc.constantFrom('hours' as const, 'credit' as const),
        amount: fc.integer({ min: 1, max: 3000 }),
        asOf: date,
      })
      .map((fact) => ({
        ...fact,
        unit: fact.kind === 'hours' ? hours.unit : credit.unit,
        incentiveId: null,
      })),
    { selector: ({ id }) => id, maxLength: 3 },
  ),
});

const caps = fc.uniqueArray(
  fc.record({
    amount,
    per: fc.constantFrom('award' as const, 'calendar-year' as const, 'fiscal-year' as const, 'cycle' as const, 'lifetime' as const),
  }),
  { selector: ({ per }) => per, maxLength: 2 },
);
const pays = fc.constantFrom<z.input<typeof Rule>['value']['pays']>({ kind: 'base-salary' }, { kind: 'stipend' }, hours, credit);
const times = fc.constantFrom('repeatedly' as const, 'once' as const);
const lapseAfterMonths = fc.option(fc.integer({ min: 1, max: 40 }));
const value: fc.Arbitrary<z.input<typeof Rule>['value']> = fc.oneof(
  fc.record({
    kind: fc.constant('by-difficulty' as const),
    pays,
    amounts: fc.record({ 1: amount, 2: amount, 3: amount }, { requiredKeys: ['2'] }),
  }),
  fc.record({
    kind: fc.constant('per-hour' as const),
    pays,
    rate: amount,
    rounding: fc.record({
      step: fc.constantFrom('0.01', '0.25', '5'),
      mode: fc.constantFrom('half-up' as const, 'half-even' as const, 'down' as const, 'up' as const),
    }),
  }),
  fc.record({ kind: fc.constant('every' as const), awards: fc.integer({ min: 1, max: 5 }), pays, amount, times, lapseAfterMonths }),
  fc.record({
    kind: fc.constant('set' as const),
    achievements: fc.uniqueArray(
      fc.integer({ min: 1, max: 40 }).map((name) => `mc:${name}`),
      { minLength: 1, maxLength: 6 },
    ),
    need: fc.constant('all' as const),
    pays,
    amount,
  }),
  fc.record({
    kind: fc.constant('convert' as const),
    from: fc.constant(hours),
    every: atLeastATenth,
    pays: fc.constantFrom({ kind: 'stipend' as const }, credit),
    amount,
    times,
    lapseAfterMonths,
  }),
  fc.record({
    kind: fc.constant('convert' as const),
    from: fc.constant(credit),
    every: atLeastATenth,
    pays: fc.constantFrom({ kind: 'base-salary' as const }),
    amount,
    times,
    lapseAfterMonths,
  }),
);

const arbitraryRule: fc.Arbitrary<Rule> = fc
  .record({
    value,
    caps,
    counts: fc.record({
      programs: fc.option(fc.subarray([...programs], { minLength: 1 }), { freq: 2 }),
      difficulties: fc.option(fc.subarray<1 | 2 | 3>([1, 2, 3], { minLength: 1 }), { freq: 2 }),
      preApproved: fc.boolean(),
    }),
    eligibility: fc.record({
      positions: fc.option(fc.subarray(['teacher', 'librarian'], { minLength: 1 }), { freq: 1 }),
      contracts: fc.option(fc.constant(['full-time']), { freq: 1 }),
      employedForMonths: fc.option(fc.integer({ min: 0, max: 24 }), { freq: 1 }),
    }),
    exclusive: fc.option(fc.record({ group: fc.constant('one'), rank: fc.integer({ min: 1, max: 3 }) })),
    effective: fc.record({
      kind: fc.constantFrom('immediately' as const, 'next-pay-period' as const, 'next-contract-year' as const),
      after: fc.constantFrom('award' as const, 'proof' as const, 'posting' as const),
    }),
  })
  .map(({ value: of, caps: some, counts, eligibility, exclusive, effective }) =>
    of.kind === 'convert'
      ? Rule.parse({ value: of, caps: some.filter(({ per }) => per !== 'award'), eligibility, effective })
      : Rule.parse({ value: of, caps: some, counts, eligibility, exclusive, effective }),
  );

/** Up to four incentives of up to three versions, each from a date of its own. */
export const arbitraryVersions: fc.Arbitrary<RuleVersion[]> = fc
  .array(
    fc.array(fc.record({ rule: arbitraryRule, effectiveFrom: date, effectiveUntil: fc.option(fc.constant('2027-01-01'), { freq: 8 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    { maxLength: 4 },
  )
  .map((incentives) =>
    incentives.flatMap((versions, index) =>
      versions.map((version, place) => ({
        ...version,
        incentiveId: `incentive-${index}`,
        versionId: `version-${index}-${place}`,
        number: place + 1,
      })),
    ),
  );

/** A list of these micro-credentials, named `entry-1` and so on, each of difficulty 1 and one hour. */
export const entriesOf = (microCredentialIds: readonly string[]): ProgramDefinition['entries'] =>
  microCredentialIds.map((microCredentialId, index) => ({
    entryId: `entry-${index + 1}`,
    microCredentialId,
    foreign: [],
    difficulty: 1,
    hours: '1',
  }));

const list = (entries: number[]): ProgramDefinition =>
  ProgramDefinition.parse({
    name: 'Deeper Learning',
    summary: 'Micro-credentials that raise the base salary.',
    entries: entries.map((n) => ({
      entryId: `entry-${n}`,
      foreign: [{ id: achievementId(n), issuer: 'https://issuer.example', title: `Skill ${n}` }],
      difficulty: (n % 3) + 1,
      hours: String(n % 20),
    })),
  });
/** The definition of `aDistrict`'s program. */
export const aDistrictDefinition = (): ProgramDefinition => list(Array.from({ length: 40 }, (_, n) => n + 1));
const achievementId = (n: number) => `https://issuer.example/achievements/${n}`;

/** A district with a program that lists skills 1 to 40, from elsewhere so that a badge is one row; and a person of its Human Resources. */
export async function aDistrict(
  ground: Pick<Ground, 'database' | 'events'>,
  overrides: Partial<ProgramDefinition> = {},
  organizationId?: string,
): Promise<{ recognizerId: string; programId: string; hrId: string }> {
  const { database } = ground;
  const recognizerId = organizationId ?? (await anOrganization(database, { isRecognizer: true })).id;
  const definition = { ...aDistrictDefinition(), ...overrides };
  const { programId } = await database
    .transaction()
    .execute((transaction) =>
      publishProgram(ground, transaction, { recognizerId, slug: 'deeper-learning', definition, publishedBy: null }),
    );
  const hr = await aMember(database, recognizerId, 'hr');
  return { recognizerId, programId, hrId: hr.id };
}

/** Publishes a rule that has always held, unless told otherwise. */
export async function anIncentive(
  ground: Pick<Ground, 'database' | 'events' | 'clock'>,
  recognizerId: string,
  rule: Rule,
  { slug = `incentive-${randomUUID()}`, effectiveFrom = '2000-01-01', effectiveUntil = null as string | null } = {},
): Promise<{ incentiveId: string; versionId: string; number: number; sentence: string }> {
  return ground.database.transaction().execute((transaction) =>
    publishIncentive(ground, transaction, {
      recognizerId,
      slug,
      name: slug,
      rule,
      effectiveFrom,
      effectiveUntil,
      retroactive: true,
      stacks: true,
      publishedBy: null,
    }),
  );
}

/** A verified badge from elsewhere for one of the skills of `aDistrict`. */
export async function aForeignBadge(
  database: Database,
  educatorId: string,
  n: number,
  awardedAt = '2026-03-01T18:00:00Z',
): Promise<string> {
  const { id } = await database
    .insertInto('foreign_badge')
    .values({
      educator_id: educatorId,
      credential_id: `urn:uuid:${randomUUID()}`,
      achievement_id: achievementId(n),
      issuer_id: 'https://issuer.example',
      issuer_name: 'An issuer elsewhere',
      title: `Skill ${n}`,
      awarded_at: awardedAt,
      source: Buffer.from('{}'),
      report: JSON.stringify([]),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A claim of such a badge, posted unless told otherwise. */
export async function aClaim(
  ground: Pick<Ground, 'database' | 'events' | 'clock'>,
  {
    recognizerId,
    educatorId,
    n,
    awardedAt,
    posted = true,
  }: { recognizerId: string; educatorId: string; n: number; awardedAt?: string; posted?: boolean },
): Promise<string> {
  const foreignBadgeId = await aForeignBadge(ground.database, educatorId, n, awardedAt);
  const claimId = await ground.database
    .transaction()
    .execute((transaction) => submitClaim(ground, transaction, { recognizerId, educatorId, proof: { foreignBadgeId } }));
  if (posted)
    await ground.database
      .transaction()
      .execute((transaction) => moveClaim(ground, transaction, { claimId, move: 'post', reason: null, by: null }));
  return claimId;
}

/** What stands in an educator's ledger, by kind and unit; zero is left out. */
export async function ledgerBalances(database: Database, recognizerId: string, educatorId: string): Promise<Record<string, string>> {
  const rows = await database
    .selectFrom('ledger_entry')
    .select(['kind', 'unit'])
    .select(sql<string>`sum(amount)`.as('sum'))
    .where('recognizer_id', '=', recognizerId)
    .where('educator_id', '=', educatorId)
    .groupBy(['kind', 'unit'])
    .having(sql<boolean>`sum(amount) <> 0`)
    .orderBy('kind')
    .orderBy('unit')
    .execute();
  return Object.fromEntries(rows.map(({ kind, unit, sum }) => [`${kind}/${unit}`, sum]));
}
