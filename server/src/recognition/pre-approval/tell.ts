import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { type TakenAct, undoWithin } from './case-states.ts';

/** Mail to those who asked. It waits until a decision cannot be taken back any more: nobody is told what was undone. */
const queue = 'tell-of-pre-approval';

interface Told {
  preApprovalId: string;
  number: number;
}

/** Lets those who asked be told of a decision when it stands. */
export async function tellSoon(
  { jobs }: Pick<Ground, 'jobs'>,
  transaction: Writing,
  { act, ...told }: Told & { act: TakenAct['act'] },
): Promise<void> {
  if (act !== 'approve' && act !== 'ask-back' && act !== 'decline') return;
  await jobs.send(queue, told satisfies Told, { transaction, startAfterSeconds: undoWithin / 1000 + 5 });
}

/** Handles what tellSoon() left. */
export async function startTelling(ground: Pick<Ground, 'jobs' | 'database' | 'mail' | 'config'>): Promise<void> {
  await ground.jobs.work<Told>(queue, (told) =>
    ground.database.transaction().execute((transaction) => tellOfDecision(ground, transaction, told)),
  );
}

/** Mails a decision to the author and the members; says nothing if it was taken back, or is not the end of the chain. */
export async function tellOfDecision(
  { mail, config }: Pick<Ground, 'mail' | 'config'>,
  transaction: Writing,
  { preApprovalId, number }: Told,
): Promise<void> {
  const { rows } = await sql<{ email: string; state: string; program: string; reason: string | null; approver: string }>`
    select distinct person.email, act.state, v.definition->>'name' as program, act.reason,
      p.chain->(act.step - 1)->>'title' as approver
    from pre_approval p join pre_approval_act act on act.pre_approval_id = p.id and act.number = ${number}
      join program_version v on v.id = p.version_id
      join person on person.id = p.educator_id or (act.state <> 'asked-back' and exists (select from pre_approval_member m
        where m.pre_approval_id = p.id and m.educator_id = person.id))
    where p.id = ${preApprovalId} and act.state in ('approved', 'asked-back', 'declined')
      and not exists (select from pre_approval_act undo where undo.pre_approval_id = p.id and undo.number = ${number} + 1 and undo.act = 'undo')`.execute(
    transaction,
  );
  for (const { email, state, program, reason, approver } of rows) {
    const said = reason ? `\n\n${approver} wrote:\n\n${reason}` : '';
    const words =
      state === 'approved'
        ? { subject: `Approved: your request for ${program}`, text: `Your request for “${program}” is approved. Begin whenever you like.` }
        : state === 'asked-back'
          ? {
              subject: `A question about your request for ${program}`,
              text: `Your request for “${program}” came back with a question.${said}`,
            }
          : {
              subject: `Declined: your request for ${program}`,
              text: `Your request for “${program}” was declined.${said}\n\nYou can revise it: everything you wrote is kept.`,
            };
    await mail.send(
      { to: email, ...words, action: { label: 'Go to the request', url: `${config.url}/pre-approvals/${preApprovalId}` } },
      transaction,
    );
  }
}
