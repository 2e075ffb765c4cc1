import type { Consumer } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import { revokeClaims } from './claims/revoke-claims.ts';
import { settleEveryone } from './ledger/settle-everyone.ts';

/** What recognition does when something happened. */
export function recognitionConsumers(ground: Ground): Consumer[] {
  const revoked: Consumer<'award.revoked'> = {
    name: 'recognition.revoke-claims',
    on: 'award.revoked',
    handle: (event, transaction) => revokeClaims(ground, transaction, event),
  };
  const published: Consumer<'incentive.published'> = {
    name: 'recognition.settle-everyone',
    on: 'incentive.published',
    handle: ({ recognizerId, number }, transaction) =>
      settleEveryone(ground, transaction, recognizerId, `Counted anew by version ${number} of the rule.`),
  };
  return [revoked, published] as Consumer[];
}
