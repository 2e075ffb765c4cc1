import type { Consumer } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import { mailAppeal, mailAppealAnswer, mailMessage, mailReturned } from './growth/mails.ts';
import { mailDecision } from './mail-decision.ts';
import { queueSubmission } from './queue-submission.ts';

/** What evaluation does when something happened elsewhere. */
export function evaluationConsumers(ground: Pick<Ground, 'config' | 'mail'>): Consumer[] {
  const queue: Consumer<'submission.made'> = {
    name: 'evaluation.queue-submission',
    on: 'submission.made',
    handle: (made, transaction) => queueSubmission(transaction, made),
  };
  const tell: Consumer<'submission.decided'> = {
    name: 'evaluation.mail-decision',
    on: 'submission.decided',
    handle: (decided, transaction) => mailDecision(ground, transaction, decided),
  };
  const returned: Consumer<'submission.returned'> = {
    name: 'evaluation.mail-returned',
    on: 'submission.returned',
    handle: (event, transaction) => mailReturned(ground, transaction, event),
  };
  const written: Consumer<'evaluation.message-written'> = {
    name: 'evaluation.mail-message',
    on: 'evaluation.message-written',
    handle: (event, transaction) => mailMessage(ground, transaction, event),
  };
  const appealed: Consumer<'appeal.made'> = {
    name: 'evaluation.mail-appeal',
    on: 'appeal.made',
    handle: (event, transaction) => mailAppeal(ground, transaction, event),
  };
  const answered: Consumer<'appeal.answered'> = {
    name: 'evaluation.mail-appeal-answer',
    on: 'appeal.answered',
    handle: (event, transaction) => mailAppealAnswer(ground, transaction, event),
  };
  return [queue, tell, returned, written, appealed, answered] as Consumer[];
}
