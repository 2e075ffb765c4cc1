import type { Consumer } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
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
  return [queue as Consumer, tell as Consumer];
}
