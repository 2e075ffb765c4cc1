import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { ProgramDefinition } from '../programs/definition.ts';
import { lookUpSteps } from './steps-done.ts';

/**
 * Notes the onboarding steps that an educator has done, in their order, in the programs joined: whatever was handed in or completed before
 * joining counts too. Looks at the facts, so that it does not matter in which order it hears of them.
 *
 * @param programId one program; all that the educator joined unless given
 */
export async function catchUpSteps(
  { clock }: Pick<Ground, 'clock'>,
  transaction: Writing,
  { educatorId, programId }: { educatorId: string; programId?: string },
): Promise<void> {
  const { rows } = await sql<{ programId: string; definition: unknown; done: string[] }>`
    select part.program_id as "programId", v.definition,
      array(select step_id from participation_step s where s.program_id = part.program_id and s.educator_id = part.educator_id) as done
    from participation part join program p on p.id = part.program_id join program_version v on v.id = p.current_version_id
    where part.educator_id = ${educatorId} and part.left_at is null and jsonb_array_length(v.definition->'steps') > 0
      ${programId ? sql`and part.program_id = ${programId}` : sql``}
    order by part.program_id for update of part`.execute(transaction);
  for (const row of rows) {
    const { steps } = ProgramDefinition.parse(row.definition);
    const known = new Map((await lookUpSteps(transaction, steps, educatorId)).map((step) => [step.id, step]));
    for (const { id } of steps) {
      if (row.done.includes(id)) continue;
      if (!known.get(id)?.completed) break;
      await transaction
        .insertInto('participation_step')
        .values({ program_id: row.programId, educator_id: educatorId, step_id: id, completed_at: clock() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}
