import type { Writing } from '../platform/database/database.ts';
import type { EventPayloads } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import type { Message } from '../platform/mail/mail.ts';
import { addresses } from './addresses.ts';
import { findMailedAwards, type MailedAward } from './mail-award.ts';

type Parts = Pick<Ground, 'config' | 'mail'>;

/** Tells the earner why a badge stands no more. */
export const mailRevocation = (ground: Parts, transaction: Writing, { awardId, reason }: EventPayloads['award.revoked']): Promise<void> =>
  tell(ground, transaction, awardId, (award) => ({
    subject: `A badge was revoked: ${award.title}`,
    text: [
      `${award.issuerName} has revoked your badge "${award.title}". Its page says so from now on.`,
      `The reason given:\n${reason}`,
      `If you think this is a mistake, write to ${award.issuerName}.`,
    ],
  }));

/** Tells the earner why a badge is not to be relied on for now. */
export const mailSuspension = (ground: Parts, transaction: Writing, { awardId, reason }: EventPayloads['award.suspended']): Promise<void> =>
  tell(ground, transaction, awardId, (award) => ({
    subject: `A badge is suspended for now: ${award.title}`,
    text: [
      `${award.issuerName} has suspended your badge "${award.title}" for now. It is not revoked: while something is looked into, its page says that it should not be relied on.`,
      `The reason given:\n${reason}`,
      'What you were already given for it stays. We write to you when the suspension is lifted.',
      `If you think this is a mistake, write to ${award.issuerName}.`,
    ],
  }));

/** Tells the earner that a badge stands again. */
export const mailLifting = (ground: Parts, transaction: Writing, { awardId }: EventPayloads['award.suspension-lifted']): Promise<void> =>
  tell(ground, transaction, awardId, (award) => ({
    subject: `Your badge stands again: ${award.title}`,
    text: [`${award.issuerName} has lifted the suspension of your badge "${award.title}". It stands as before, and its page says so.`],
  }));

async function tell(
  { config, mail }: Parts,
  transaction: Writing,
  awardId: string,
  say: (award: MailedAward) => { subject: string; text: string[] },
): Promise<void> {
  const [award] = await findMailedAwards(transaction, [awardId]);
  if (!award) return;
  const { subject, text } = say(award);
  const message: Message = {
    to: award.email,
    subject,
    text: [`Hello ${award.name},`, ...text].join('\n\n'),
    action: { label: 'See the badge', url: addresses(config.url).badge(award.id) },
  };
  await mail.send(message, transaction);
}
