import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMembership, anOrganization, aPerson } from '../testing/builders.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { conflictBetween, type EmployingOrganization, withoutConflict } from './conflicts.ts';

const district: EmployingOrganization = { id: 'district', isRecognizer: true, parentId: null };
const school: EmployingOrganization = { id: 'school', isRecognizer: true, parentId: 'district' };
const otherSchool: EmployingOrganization = { id: 'other-school', isRecognizer: true, parentId: 'district' };
const elsewhere: EmployingOrganization = { id: 'elsewhere', isRecognizer: true, parentId: null };
const issuer: EmployingOrganization = { id: 'issuer', isRecognizer: false, parentId: null };
const all = [district, school, otherSchool, elsewhere, issuer];
const at = (personId: string, ...memberOf: string[]) => ({ personId, memberOf });

describe('a conflict of interest', () => {
  it.each([
    ['own work', at('ada'), at('ada'), 'own-work'],
    ['a colleague at the same school', at('ada', 'school'), at('ben', 'school'), 'shared-employer'],
    ['somebody of the district above the school', at('ada', 'district'), at('ben', 'school'), 'shared-employer'],
    ['somebody of a school under the district', at('ada', 'school'), at('ben', 'district'), 'shared-employer'],
    ['somebody at another school of the district', at('ada', 'school'), at('ben', 'other-school'), 'shared-employer'],
    [
      'somebody who is in two places, one of them shared',
      at('ada', 'elsewhere', 'issuer'),
      at('ben', 'school', 'elsewhere'),
      'shared-employer',
    ],
  ])('stands against %s', (_, evaluator, earner, conflict) => {
    expect(conflictBetween(evaluator, earner, all)).toBe(conflict);
  });

  it.each([
    ['somebody of another district', at('ada', 'district'), at('ben', 'elsewhere')],
    ['a fellow evaluator of the issuing organization', at('ada', 'issuer'), at('ben', 'issuer')],
    ['somebody without an organization', at('ada', 'school'), at('ben')],
  ])('does not stand against %s', (_, evaluator, earner) => {
    expect(conflictBetween(evaluator, earner, all)).toBeNull();
  });
});

it('a conflict of interest stands against whose work one recognized, and not the other way round', () => {
  const ada = { ...at('ada'), recognized: ['ben'] };
  expect(conflictBetween(ada, at('ben'), all)).toBe('recognized');
  expect(conflictBetween(ada, at('eve'), all)).toBeNull();
  expect(conflictBetween(at('ben'), ada, all)).toBeNull();
});

describe('the rule in SQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  const aGroup = async () =>
    (
      await database.database
        .insertInto('peer_group')
        .values({ name: 'Thursday circle', kind: 'plc' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;

  it('says what the rule says, for any forest of organizations, any memberships, any groups, left ones with them, and whom one recognized', async () => {
    const organization = fc.record({ isRecognizer: fc.boolean(), above: fc.option(fc.nat(20)) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(organization, { minLength: 1, maxLength: 7 }),
        fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 3, maxLength: 3 }),
        // by person, then by group: never in it, in it, or gone
        fc.array(fc.tuple(...[0, 1].map(() => fc.constantFrom('never', 'never', 'in', 'left'))), { minLength: 3, maxLength: 3 }),
        // who recognized whom, by place
        fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 2 }),
        async (shapes, memberships, groupings, sightings) => {
          const organizations: EmployingOrganization[] = [];
          for (const { isRecognizer, above } of shapes) {
            const parentId = above === null ? null : (organizations[above % (organizations.length || 1)]?.id ?? null);
            const { id } = await anOrganization(database.database, {
              isRecognizer,
              isIssuer: !isRecognizer,
              ...(parentId ? { parentId } : {}),
            });
            organizations.push({ id, isRecognizer, parentId });
          }
          const people: { personId: string; memberOf: string[]; groups: string[]; recognized: string[] }[] = [];
          const groupIds = [await aGroup(), await aGroup()];
          for (const [index, places] of memberships.entries()) {
            const { id: personId } = await aPerson(database.database);
            const memberOf = [...new Set(places.map((place) => organizations[place % organizations.length]?.id as string))];
            for (const organizationId of memberOf) await aMembership(database.database, organizationId, personId, ['educator']);
            const groups: string[] = [];
            for (const [at, group_id] of groupIds.entries()) {
              const standing = groupings[index]?.[at];
              if (standing === 'never') continue;
              const left_at = standing === 'left' ? new Date() : null;
              const row = { group_id, person_id: personId, role: 'member', shares_progress: false, left_at };
              await database.database.insertInto('group_member').values(row).execute();
              if (!left_at) groups.push(group_id);
            }
            people.push({ personId, memberOf, groups, recognized: [] });
          }
          for (const [by, whom] of sightings) {
            const [one, other] = [people[by], people[whom]];
            if (!one || !other || one === other || one.recognized.includes(other.personId)) continue;
            one.recognized.push(other.personId);
            await database.database
              .insertInto('declared_conflict')
              .values({ evaluator_id: one.personId, earner_id: other.personId })
              .execute();
          }
          for (const evaluator of people) {
            const free = await database.database
              .selectFrom('person')
              .select('id')
              .where(
                'id',
                'in',
                people.map(({ personId }) => personId),
              )
              .where(withoutConflict(evaluator.personId, 'person.id'))
              .execute();
            const expected = people.filter((earner) => conflictBetween(evaluator, earner, organizations) === null);
            expect(free.map(({ id }) => id).sort()).toEqual(expected.map(({ personId }) => personId).sort());
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
