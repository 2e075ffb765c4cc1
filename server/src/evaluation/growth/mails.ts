import type { Definition } from '../../catalog/definition.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { EventPayloads } from '../../platform/events.ts';
import type { Ground } from '../../platform/ground.ts';

type Post = Pick<Ground, 'config' | 'mail'>;

async function about(transaction: Writing, submissionId: string) {
  return transaction
    .selectFrom('submission')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'submission.version_id')
    .innerJoin('person', 'person.id', 'submission.earner_id')
    .select(['person.name', 'person.email', 'micro_credential_version.definition', 'submission.journey_id as journeyId'])
    .where('submission.id', '=', submissionId)
    .executeTakeFirstOrThrow();
}

const titleOf = ({ definition }: { definition: unknown }) => (definition as Definition).title;

/** Tells the earner that a submission came back, and that it costs no attempt. */
export async function mailReturned(
  { config, mail }: Post,
  transaction: Writing,
  { submissionId, journeyId }: EventPayloads['submission.returned'],
): Promise<void> {
  const row = await about(transaction, submissionId);
  await mail.send(
    {
      to: row.email,
      subject: `Something is missing: ${titleOf(row)}`,
      text: `Hello ${row.name},\n\nbefore reading your work on "${titleOf(row)}", an evaluator saw that something is missing, and sent it back. It does not count as an attempt.\n\nYour journey says what to add.`,
      action: { label: 'Add what is missing', url: `${config.url}/journeys/${journeyId}` },
    },
    transaction,
  );
}

/** Tells the other side of a conversation that something was written; the words stand behind sign-in. */
export async function mailMessage(
  { config, mail }: Post,
  transaction: Writing,
  { submissionId, author }: EventPayloads['evaluation.message-written'],
): Promise<void> {
  const row = await about(transaction, submissionId);
  const title = titleOf(row);
  if (author !== 'earner') {
    await mail.send(
      {
        to: row.email,
        subject: `An answer about your feedback: ${title}`,
        text: `Hello ${row.name},\n\nthere is an answer about your feedback on "${title}".`,
        action: { label: 'Read it', url: `${config.url}/journeys/${row.journeyId}/feedback` },
      },
      transaction,
    );
    return;
  }
  const evaluator = await transaction
    .selectFrom('decision')
    .innerJoin('evaluation', 'evaluation.id', 'decision.evaluation_id')
    .innerJoin('person', 'person.id', 'evaluation.evaluator_id')
    .select(['person.name', 'person.email', 'evaluation.id'])
    .where('decision.submission_id', '=', submissionId)
    .orderBy('decision.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!evaluator) return;
  await mail.send(
    {
      to: evaluator.email,
      subject: `A question about your feedback: ${title}`,
      text: `Hello ${evaluator.name},\n\nthe educator whose work on "${title}" you evaluated has written to you. Names stay hidden on both sides.`,
      action: { label: 'Read and answer', url: `${config.url}/evaluations/${evaluator.id}` },
    },
    transaction,
  );
}

/** Tells the leads that an appeal waits. */
export async function mailAppeal({ config, mail }: Post, transaction: Writing, { issuerId }: EventPayloads['appeal.made']): Promise<void> {
  const leads = await transaction
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.name', 'person.email', 'membership.roles'])
    .where('membership.organization_id', '=', issuerId)
    .execute();
  for (const { name, email } of leads.filter(({ roles }) => roles.includes('evaluation-lead')))
    await mail.send(
      {
        to: email,
        subject: 'An educator asks for a second reading',
        text: `Hello ${name},\n\nan educator asks for a second reading of a "not yet". Read the reason, and have it read again or answer in words.`,
        action: { label: 'Read the appeal', url: `${config.url}/organizations/${issuerId}/evaluation` },
      },
      transaction,
    );
}

/** Tells the earner how an appeal was answered. */
export async function mailAppealAnswer(
  { config, mail }: Post,
  transaction: Writing,
  { appealId, journeyId }: EventPayloads['appeal.answered'],
): Promise<void> {
  const appeal = await transaction
    .selectFrom('appeal')
    .select(['submission_id as submissionId', 'state'])
    .where('id', '=', appealId)
    .executeTakeFirstOrThrow();
  const row = await about(transaction, appeal.submissionId);
  const accepted = appeal.state === 'accepted';
  await mail.send(
    {
      to: row.email,
      subject: accepted ? `Your work is read again: ${titleOf(row)}` : `An answer to your appeal: ${titleOf(row)}`,
      text: accepted
        ? `Hello ${row.name},\n\nsomebody else now reads your work on "${titleOf(row)}". What stood already stays.`
        : `Hello ${row.name},\n\na lead has answered your appeal on "${titleOf(row)}".`,
      action: { label: 'Read your feedback', url: `${config.url}/journeys/${journeyId}/feedback` },
    },
    transaction,
  );
}
