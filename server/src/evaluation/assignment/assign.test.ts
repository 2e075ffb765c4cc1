import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization, aPerson } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { anEvaluation } from '../../testing/evaluation.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import type { EmployingOrganization } from '../conflicts.ts';
import { type AssignableEvaluator, assign } from './assign.ts';
import { assignWaiting, loadPeopleAtWork } from './assign-waiting.ts';
import { eligibleFor, isEligible, type PoolEvaluator, type WaitingReading } from './eligible.ts';
import { dueAfter, leaseEnd } from './lease.ts';
import { remindEvaluators, returnExpired } from './return-expired.ts';

const now = new Date('2026-03-02T12:00:00Z');
const organizations: EmployingOrganization[] = [
  { id: 'district', isRecognizer: true, parentId: null },
  { id: 'school', isRecognizer: true, parentId: 'district' },
  { id: 'elsewhere', isRecognizer: true, parentId: null },
];
/** A school's people work for its district, too. */
const districtsOf = (memberOf: readonly string[]) => memberOf.map((id) => (id === 'school' ? 'district' : id));
const places = fc.subarray(organizations.map(({ id }) => id));
const badges = fc.subarray(['skill-1', 'skill-2']);
const groups = fc.subarray(['plc', 'cohort']);
const anEvaluator = (index: number): fc.Arbitrary<AssignableEvaluator> =>
  fc
    .record({
      memberOf: places,
      groups,
      recognized: fc.subarray(['earner-3', 'earner-4', 'evaluator-0']),
      isLead: fc.boolean(),
      namedFor: badges,
      calibratedFor: badges,
      load: fc.integer({ min: 0, max: 3 }),
      capacity: fc.integer({ min: 1, max: 4 }),
    })
    .map((some) => ({ ...some, personId: `evaluator-${index}`, issuerId: 'issuer' }));
const aReading = (index: number): fc.Arbitrary<WaitingReading> =>
  fc
    .record({
      microCredentialId: fc.constantFrom('skill-1', 'skill-2'),
      memberOf: places,
      groups,
      earner: fc.integer({ min: 0, max: 9 }),
      due: fc.integer({ min: 0, max: 20 }),
      forLeads: fc.boolean(),
      namedOnly: fc.boolean(),
      calibratedOnly: fc.boolean(),
      readers: fc.subarray(['evaluator-0', 'evaluator-1', 'evaluator-2']),
      reserved: fc.option(fc.record({ by: fc.integer({ min: 0, max: 5 }), hours: fc.integer({ min: -5, max: 5 }) })),
    })
    .map(({ memberOf, groups, earner, due, reserved, ...some }) => ({
      ...some,
      id: `reading-${index}`,
      // two readings of one submission now and then
      submissionId: `submission-${Math.floor(index / 2)}`,
      issuerId: 'issuer',
      // an educator may evaluate, too: then own work waits there
      earner: { personId: earner < 3 ? `evaluator-${earner}` : `earner-${earner}`, memberOf, groups },
      reading: (index % 2) + 1,
      dueAt: new Date(now.getTime() + due * 3_600_000),
      reservedFor: reserved ? `evaluator-${reserved.by}` : null,
      reservedUntil: reserved ? new Date(now.getTime() + reserved.hours * 3_600_000) : null,
    }));
const aDay = fc
  .record({ readings: fc.integer({ min: 0, max: 12 }), evaluators: fc.integer({ min: 0, max: 6 }) })
  .chain(({ readings, evaluators }) =>
    fc.record({
      readings: fc.tuple(...Array.from({ length: readings }, (_, index) => aReading(index))),
      evaluators: fc.tuple(...Array.from({ length: evaluators }, (_, index) => anEvaluator(index))),
    }),
  );

describe('assigning', () => {
  it('never goes against a conflict or a qualification, never assigns twice, never over anybody’s capacity', () => {
    fc.assert(
      fc.property(aDay, ({ readings, evaluators }) => {
        const made = assign(readings, evaluators, organizations, now);
        expect(new Set(made.map(({ readingId }) => readingId)).size).toBe(made.length);
        const pairs = made.map(({ readingId, personId }) => {
          const reading = readings.find(({ id }) => id === readingId) as WaitingReading;
          const evaluator = evaluators.find((one) => one.personId === personId) as AssignableEvaluator;
          expect(isEligible(evaluator, reading, organizations)).toBe(true);
          // and in plain words, whatever that rule has become
          const { earner } = reading;
          expect(evaluator.personId).not.toBe(earner.personId);
          expect(evaluator.groups?.filter((group) => earner.groups?.includes(group))).toEqual([]);
          expect(evaluator.recognized).not.toContain(earner.personId);
          expect(districtsOf(evaluator.memberOf).filter((one) => districtsOf(earner.memberOf).includes(one))).toEqual([]);
          expect(reading.readers).not.toContain(evaluator.personId);
          expect(reading.reservedFor === null || (reading.reservedUntil as Date) <= now).toBe(true);
          return `${reading.submissionId}/${personId}`;
        });
        const kept = readings
          .filter((one) => one.reservedUntil && one.reservedUntil > now)
          .map((one) => `${one.submissionId}/${one.reservedFor}`);
        // nobody gets both readings of one submission
        expect(new Set([...pairs, ...kept]).size).toBe(pairs.length + new Set(kept).size);
        for (const { personId, load, capacity } of evaluators) {
          const given = made.filter((one) => one.personId === personId).length;
          if (given) expect(load + given).toBeLessThanOrEqual(capacity);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing waiting for which somebody has room', () => {
    fc.assert(
      fc.property(aDay, ({ readings, evaluators }) => {
        const made = assign(readings, evaluators, organizations, now);
        for (const reading of readings) {
          if (made.some(({ readingId }) => readingId === reading.id)) continue;
          if (reading.reservedFor && (reading.reservedUntil as Date) > now) continue;
          for (const one of evaluators.filter((evaluator) => isEligible(evaluator, reading, organizations))) {
            const given = made.filter(({ personId }) => personId === one.personId);
            const isFull = one.load + given.length >= one.capacity;
            const readsTheOther =
              given.some(({ readingId }) => readings.find(({ id }) => id === readingId)?.submissionId === reading.submissionId) ||
              readings.some(
                (other) =>
                  other.submissionId === reading.submissionId && other.reservedFor === one.personId && (other.reservedUntil as Date) > now,
              );
            expect(isFull || readsTheOther).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives nobody what is due later, while what is due before waits and they could read it', () => {
    fc.assert(
      fc.property(aDay, ({ readings, evaluators }) => {
        const made = assign(readings, evaluators, organizations, now);
        const left = readings.filter(
          ({ id, reservedFor, reservedUntil }) =>
            !made.some(({ readingId }) => readingId === id) && (reservedFor === null || (reservedUntil as Date) <= now),
        );
        for (const { readingId, personId } of made) {
          const given = readings.find(({ id }) => id === readingId) as WaitingReading;
          const evaluator = evaluators.find((one) => one.personId === personId) as AssignableEvaluator;
          const before = left.filter((one) => one.dueAt < given.dueAt && isEligible(evaluator, one, organizations));
          const readsTheOther = (one: WaitingReading) =>
            readings.some(
              (other) =>
                other.submissionId === one.submissionId &&
                ((other.reservedFor === personId && (other.reservedUntil as Date) > now) ||
                  made.some((each) => each.readingId === other.id && each.personId === personId)),
            );
          expect(before.filter((one) => !readsTheOther(one))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('starves nothing: day after day, whatever can be read is read, the earliest due first', () => {
    fc.assert(
      fc.property(aDay, ({ readings, evaluators }) => {
        const pool = evaluators.map((one) => ({ ...one, load: 0 }));
        let open = readings.map((one, index) => ({
          ...one,
          submissionId: `own-${index}`,
          reservedFor: null,
          reservedUntil: null,
          forLeads: false,
        }));
        const possible = open.filter((reading) => pool.some((one) => isEligible(one, reading, organizations))).length;
        let done = 0;
        for (let day = 0; day <= readings.length && open.length; day += 1) {
          const made = assign(open, pool, organizations, now);
          done += made.length;
          open = open.filter(({ id }) => !made.some(({ readingId }) => readingId === id));
        }
        expect(done).toBe(possible);
      }),
    );
  });

  it('spreads the load by what each can carry', () => {
    const evaluators = [4, 8, 8].map(
      (capacity, index): AssignableEvaluator => ({
        personId: `evaluator-${index}`,
        issuerId: 'issuer',
        memberOf: [],
        isLead: false,
        namedFor: [],
        calibratedFor: [],
        load: 0,
        capacity,
      }),
    );
    const readings = Array.from(
      { length: 10 },
      (_, index): WaitingReading => ({
        id: `reading-${index}`,
        submissionId: `submission-${index}`,
        issuerId: 'issuer',
        microCredentialId: 'skill-1',
        earner: { personId: 'earner', memberOf: [] },
        reading: 1,
        dueAt: now,
        forLeads: false,
        namedOnly: false,
        calibratedOnly: false,
        readers: [],
        reservedFor: null,
        reservedUntil: null,
      }),
    );
    const made = assign(readings, evaluators, [], now);
    expect(evaluators.map(({ personId }) => made.filter((one) => one.personId === personId).length)).toEqual([2, 4, 4]);
  });
});

describe('a lease', () => {
  const settings = { leaseHours: 72, nearHours: 48 };
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
  it('is as long as the issuer says, and shorter when the promised day is near', () => {
    expect(leaseEnd(settings, { activeAt: now, dueAt: hours(240) })).toEqual(hours(72));
    expect(leaseEnd(settings, { activeAt: now, dueAt: hours(100) })).toEqual(hours(52));
    expect(leaseEnd(settings, { activeAt: now, dueAt: hours(10) })).toEqual(hours(18));
    expect(leaseEnd(settings, { activeAt: now, dueAt: hours(-100) })).toEqual(hours(18));
  });
  it('always leaves some time, and never more than the issuer says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 720 }),
        fc.integer({ min: 2, max: 240 }),
        fc.integer({ min: -2000, max: 2000 }),
        (leaseHours, nearHours, due) => {
          const end = leaseEnd({ leaseHours, nearHours }, { activeAt: now, dueAt: hours(due) });
          expect(end.getTime()).toBeGreaterThanOrEqual(hours(2).getTime());
          expect(end.getTime()).toBeLessThanOrEqual(hours(leaseHours).getTime());
        },
      ),
    );
  });
});

describe('on the database', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());
  const settle = (issuerId: string, settings: object) =>
    app.database
      .insertInto('evaluation_settings')
      .values({ issuer_id: issuerId, settings: JSON.stringify(settings) })
      .execute();

  it('the rule in SQL says what the rule says', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const [district, other] = [
      await anOrganization(app.database, { isRecognizer: true }),
      await anOrganization(app.database, { isRecognizer: true }),
    ];
    const school = await anOrganization(app.database, { isRecognizer: true, parentId: district.id });
    const evaluators = await Promise.all(Array.from({ length: 4 }, () => aPerson(app.database)));
    for (const [index, { id }] of evaluators.entries()) {
      await aMembership(app.database, issuerId, id, index % 2 ? ['evaluation-lead'] : ['evaluator']);
      if (index === 0) await aMembership(app.database, school.id, id, ['educator']);
      if (index === 1) await aMembership(app.database, district.id, id, ['coach']);
      if (index > 1)
        await app.database
          .insertInto('evaluator_qualification')
          .values({ micro_credential_id: microCredentialId, person_id: id })
          .execute();
      if (index % 3 === 0)
        await app.database
          .insertInto('calibration')
          .values({ micro_credential_id: microCredentialId, person_id: id, issuer_id: issuerId, met_at: new Date() })
          .execute();
    }
    const earners = [
      (await aMember(app.database, school.id, 'educator')).id,
      (await aMember(app.database, other.id, 'educator')).id,
      (await aPerson(app.database)).id,
      evaluators[0]?.id as string,
    ];
    const { people, organizations: employers } = await loadPeopleAtWork(app.database, [...earners, ...evaluators.map(({ id }) => id)]);
    let compared = 0;
    let allowed = 0;
    for (const [index, earnerId] of earners.entries())
      for (const flags of [
        { for_leads: false, named_only: false, calibrated_only: false },
        { for_leads: true, named_only: false, calibrated_only: false },
        { for_leads: false, named_only: true, calibrated_only: false },
        { for_leads: false, named_only: false, calibrated_only: true },
        { for_leads: true, named_only: true, calibrated_only: true },
      ]) {
        const { evaluationId, submissionId } = await anEvaluation(app, {
          microCredentialId: (await aMicroCredential(app.database, { issuerId })).microCredentialId,
          earnerId,
        });
        await app.database
          .updateTable('evaluation')
          .set({ ...flags, micro_credential_id: microCredentialId })
          .where('id', '=', evaluationId)
          .execute();
        // somebody else reads it already
        const reader = evaluators[(index + 2) % 4]?.id as string;
        const hasReader = reader !== earnerId;
        if (hasReader)
          await app.database
            .insertInto('evaluation')
            .columns([
              'submission_id',
              'issuer_id',
              'earner_id',
              'micro_credential_id',
              'version_id',
              'attempt',
              'reading',
              'state',
              'evaluator_id',
            ])
            .expression(({ selectFrom, val }) =>
              selectFrom('evaluation')
                .select(['submission_id', 'issuer_id', 'earner_id', 'micro_credential_id', 'version_id', 'attempt'])
                .select([val(2).as('reading'), val('taken').as('state'), val(reader).as('evaluator_id')])
                .where('id', '=', evaluationId),
            )
            .execute();
        const reading: WaitingReading = {
          id: evaluationId,
          submissionId,
          issuerId,
          microCredentialId,
          earner: { personId: earnerId, memberOf: people.get(earnerId) ?? [] },
          reading: 1,
          dueAt: now,
          forLeads: flags.for_leads,
          namedOnly: flags.named_only,
          calibratedOnly: flags.calibrated_only,
          readers: hasReader ? [reader] : [],
          reservedFor: null,
          reservedUntil: null,
        };
        for (const [at, { id }] of evaluators.entries()) {
          const evaluator: PoolEvaluator = {
            personId: id,
            issuerId,
            memberOf: people.get(id) ?? [],
            isLead: at % 2 === 1,
            namedFor: at > 1 ? [microCredentialId] : [],
            calibratedFor: at % 3 === 0 ? [microCredentialId] : [],
          };
          const row = await app.database
            .selectFrom('evaluation')
            .select(eligibleFor(id).as('may'))
            .where('id', '=', evaluationId)
            .executeTakeFirstOrThrow();
          expect(row.may, `evaluator ${at}, earner ${index}, ${JSON.stringify(flags)}`).toBe(isEligible(evaluator, reading, employers));
          compared += 1;
          if (row.may) allowed += 1;
        }
      }
    expect(compared).toBe(80);
    expect(allowed).toBeGreaterThan(10);
  });

  it('what waits is assigned once, spread over who is there, and waits for its evaluator first', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    await settle(issuerId, { assignment: 'balanced' });
    const people = await Promise.all(Array.from({ length: 3 }, () => aMember(app.database, issuerId, 'evaluator')));
    const away = await aMember(app.database, issuerId, 'evaluator');
    await app.database.insertInto('evaluator_load').values({ issuer_id: issuerId, person_id: away.id, away_until: '2199-01-01' }).execute();
    for (let count = 0; count < 6; count += 1) await anEvaluation(app, { microCredentialId });
    const rounds = await Promise.all([assignWaiting(app.database, new Date()), assignWaiting(app.database, new Date())]);
    expect(rounds[0] + rounds[1]).toBe(6);
    const rows = await app.database.selectFrom('evaluation').select('reserved_for').where('issuer_id', '=', issuerId).execute();
    expect(people.map(({ id }) => rows.filter(({ reserved_for }) => reserved_for === id).length)).toEqual([2, 2, 2]);
    const send = await app.as(people[0]?.id as string);
    expect((await send('GET', '/api/v1/desk')).json().waiting.items).toHaveLength(2);
    const { evaluationId } = (await send('POST', '/api/v1/evaluations/next')).json();
    const taken = await app.database.selectFrom('evaluation').selectAll().where('id', '=', evaluationId).executeTakeFirstOrThrow();
    expect(taken).toMatchObject({ state: 'taken', evaluator_id: people[0]?.id, reserved_for: null });
  });

  it('what lies too long in somebody’s hands goes back to the queue, after a reminder', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const evaluator = await aMember(app.database, issuerId, 'evaluator');
    const send = await app.as(evaluator.id);
    const { evaluationId } = await anEvaluation(app, { microCredentialId });
    await send('POST', `/api/v1/evaluations/${evaluationId}/take`);
    // what other tests hold stays out of the count
    await app.database
      .updateTable('evaluation')
      .set({ lease_until: null })
      .where('state', '=', 'taken')
      .where('issuer_id', '<>', issuerId)
      .execute();
    const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    expect(await remindEvaluators(app.ground, later(1))).toBe(0);
    expect(await remindEvaluators(app.ground, later(60))).toBe(1);
    expect(await remindEvaluators(app.ground, later(61))).toBe(0);
    expect(await returnExpired(app.ground, later(61))).toBe(0);
    const both = await Promise.all([returnExpired(app.ground, later(73)), returnExpired(app.ground, later(73))]);
    expect(both[0] + both[1]).toBe(1);
    expect((await send('GET', `/api/v1/evaluations/${evaluationId}`)).statusCode).toBe(404);
    const again = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    expect((await again('POST', '/api/v1/evaluations/next')).json()).toEqual({ evaluationId });
  });

  it('a look begins the lease anew', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const send = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    const { evaluationId } = await anEvaluation(app, { microCredentialId });
    await send('POST', `/api/v1/evaluations/${evaluationId}/take`);
    const old = new Date(Date.now() - 60 * 3_600_000);
    await app.database
      .updateTable('evaluation')
      .set({ active_at: old, lease_until: dueAfter(old, 3) })
      .where('id', '=', evaluationId)
      .execute();
    await send('GET', `/api/v1/evaluations/${evaluationId}`);
    const { lease_until } = await app.database
      .selectFrom('evaluation')
      .select('lease_until')
      .where('id', '=', evaluationId)
      .executeTakeFirstOrThrow();
    expect(lease_until?.getTime()).toBeGreaterThan(Date.now() + 70 * 3_600_000);
  });
});
