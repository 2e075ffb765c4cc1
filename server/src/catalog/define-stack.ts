import type { Writing } from '../platform/database/database.ts';

/** How many members earn the stack's own badge. */
export type StackRule = { kind: 'all' } | { kind: 'count'; count: number };

/**
 * Creates a stack or redefines its text, rule and members.
 *
 * @param stack.members ids of micro-credentials in order
 */
export async function defineStack(
  transaction: Writing,
  stack: { slug: string; issuerId: string; title: string; description: string; rule: StackRule; members: string[]; demo?: boolean },
): Promise<{ stackId: string }> {
  const values = {
    issuer_id: stack.issuerId,
    title: stack.title,
    description: stack.description,
    rule: JSON.stringify(stack.rule),
    demo: stack.demo ?? false,
  };
  const { id: stackId } = await transaction
    .insertInto('stack')
    .values({ slug: stack.slug, ...values })
    .onConflict((conflict) => conflict.column('slug').doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction.deleteFrom('stack_member').where('stack_id', '=', stackId).execute();
  await transaction
    .insertInto('stack_member')
    .values(stack.members.map((id, index) => ({ stack_id: stackId, micro_credential_id: id, position: index + 1 })))
    .execute();
  return { stackId };
}
