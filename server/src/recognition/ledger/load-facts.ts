import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { AwardFact, EmploymentFact, Facts, StartingFact } from './facts.ts';
import { hundredthsOf } from './hundredths.ts';

const none: Facts = { awards: [], employment: [], starting: [] };

/** The facts of some educators with one recognizer: three queries, however many they are. */
export async function loadFacts(database: Database, recognizerId: string, educatorIds: readonly string[]): Promise<Map<string, Facts>> {
  const ids = sql<string>`any(${educatorIds}::uuid[])`;
  const awards = await database
    .selectFrom('claim')
    .select(['educator_id as educatorId', 'id as claimId', 'counts_as as countsAs', 'program_id as programId', 'difficulty', 'hours'])
    .select([
      sql<string>`earned_on`.as('earnedOn'),
      sql<string>`submitted_on`.as('proofOn'),
      sql<string>`posted_on`.as('postedOn'),
      sql<string | null>`approved_on`.as('approvedOn'),
    ])
    .where('recognizer_id', '=', recognizerId)
    .where('educator_id', '=', ids)
    .where('state', '=', 'posted')
    .execute();
  const employment = await database
    .selectFrom('employment')
    .select(['educator_id as educatorId', 'position', 'contract'])
    .select([
      sql<string>`effective_on`.as('effectiveOn'),
      sql<string | null>`hired_on`.as('hiredOn'),
      sql<string | null>`ended_on`.as('endedOn'),
      sql<string | null>`licence_starts_on`.as('licenceStartsOn'),
      sql<string | null>`licence_ends_on`.as('licenceEndsOn'),
    ])
    .where('recognizer_id', '=', recognizerId)
    .where('educator_id', '=', ids)
    .orderBy('effective_on')
    .orderBy('id')
    .execute();
  const starting = await database
    .selectFrom('starting_balance as s')
    .innerJoin('starting_balance_import as i', 'i.id', 's.import_id')
    .select(['s.educator_id as educatorId', 's.id', 's.unit', 's.amount', 's.incentive_id as incentiveId'])
    .select([sql<StartingFact['kind']>`s.kind`.as('kind'), sql<string>`s.as_of`.as('asOf')])
    .where('s.recognizer_id', '=', recognizerId)
    .where('s.educator_id', '=', ids)
    .where('i.withdrawn_at', 'is', null)
    .execute();

  const facts = new Map<string, { awards: AwardFact[]; employment: EmploymentFact[]; starting: StartingFact[] }>();
  const of = (educatorId: string) => {
    const known = facts.get(educatorId) ?? { awards: [], employment: [], starting: [] };
    facts.set(educatorId, known);
    return known;
  };
  for (const { educatorId, ...award } of awards) of(educatorId).awards.push(awardFactOf(award));
  for (const { educatorId, ...record } of employment) of(educatorId).employment.push(record);
  for (const { educatorId, ...balance } of starting) of(educatorId).starting.push(startingFactOf(balance));
  return new Map(educatorIds.map((id) => [id, facts.get(id) ?? none]));
}

/** A fact as the database says it: hours and amounts as decimal text. */
export const awardFactOf = ({
  hours,
  difficulty,
  ...award
}: Omit<AwardFact, 'hours' | 'difficulty'> & { hours: string; difficulty: number }): AwardFact => ({
  ...award,
  hours: hundredthsOf(hours),
  difficulty: difficulty as AwardFact['difficulty'],
});

/** @see awardFactOf */
export const startingFactOf = ({ amount, ...balance }: Omit<StartingFact, 'amount'> & { amount: string }): StartingFact => ({
  ...balance,
  amount: hundredthsOf(amount),
});
