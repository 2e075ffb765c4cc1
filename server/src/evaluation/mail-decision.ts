import type { Writing } from '../platform/database/database.ts';
import type { EventPayloads } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import type { Message } from '../platform/mail/mail.ts';
import { loadDecision, type NamedDecision } from './read-decisions.ts';

/** Tells the earner that a decision is there; what it says in full stands on the feedback page, behind sign-in. */
export async function mailDecision(
  { config, mail }: Pick<Ground, 'config' | 'mail'>,
  transaction: Writing,
  { submissionId, earnerId, journeyId }: EventPayloads['submission.decided'],
): Promise<void> {
  const decision = await loadDecision(transaction, submissionId);
  const about = await transaction
    .selectFrom('submission')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'submission.version_id')
    .innerJoin('person', 'person.id', 'submission.earner_id')
    .select(['person.name', 'person.email', 'micro_credential_version.definition'])
    .where('submission.id', '=', submissionId)
    .where('person.id', '=', earnerId)
    .executeTakeFirst();
  if (!decision || !about) return;
  const { title } = about.definition as { title: string };
  await mail.send(decisionMail(decision, { ...about, title, url: `${config.url}/journeys/${journeyId}/feedback` }), transaction);
}

/** The words of the mail. */
export function decisionMail(
  { outcome, parts }: Pick<NamedDecision, 'outcome' | 'parts'>,
  { name, email, title, url }: { name: string; email: string; title: string; url: string },
): Message {
  const action = { label: 'Read your feedback', url };
  if (outcome === 'pass')
    return {
      to: email,
      subject: `Your evidence stands: ${title}`,
      text: `Hello ${name},\n\nwell done. An evaluator has read your work on "${title}", and every part of it stands. Your badge is on its way.\n\nThe feedback tells what was seen in your practice.`,
      action,
    };
  const standing = parts.filter(({ passed }) => passed).length;
  const stands =
    standing === 0
      ? ''
      : ` ${standing === 1 ? 'One part' : `${standing} parts`} of ${parts.length} ${standing === 1 ? 'stands' : 'stand'} already, and ${standing === 1 ? 'stays' : 'stay'} passed.`;
  return {
    to: email,
    subject: `Not yet, and what is next: ${title}`,
    text: `Hello ${name},\n\nan evaluator has read your work on "${title}". It is not there yet.${stands}\n\nThe feedback says what to work on. Go on when it suits you, and submit again: you may try as often as you need.`,
    action,
  };
}
