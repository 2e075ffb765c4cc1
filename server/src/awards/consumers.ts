import type { Consumer } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import { awardStacks, revokeStacks } from './award-stacks.ts';
import { awardSubmission } from './award-submission.ts';
import { mailAwards, mailRevocation } from './mail-award.ts';

/** What awards do when something happened. */
export function awardConsumers(ground: Ground): Consumer[] {
  const award: Consumer<'submission.decided'> = {
    name: 'awards.award-submission',
    on: 'submission.decided',
    handle: (decided, transaction) => awardSubmission(ground, transaction, decided),
  };
  const stacks: Consumer<'award.made'> = {
    name: 'awards.award-stacks',
    on: 'award.made',
    handle: (made, transaction) => awardStacks(ground, transaction, [made]),
    handleAll: (made, transaction) => awardStacks(ground, transaction, made),
  };
  const tell: Consumer<'award.made'> = {
    name: 'awards.mail-award',
    on: 'award.made',
    handle: (made, transaction) => mailAwards(ground, transaction, [made]),
    handleAll: (made, transaction) => mailAwards(ground, transaction, made),
  };
  const fall: Consumer<'award.revoked'> = {
    name: 'awards.revoke-stacks',
    on: 'award.revoked',
    handle: (revoked, transaction) => revokeStacks(ground, transaction, revoked),
  };
  const tellRevoked: Consumer<'award.revoked'> = {
    name: 'awards.mail-revocation',
    on: 'award.revoked',
    handle: (revoked, transaction) => mailRevocation(ground, transaction, revoked),
  };
  return [award, stacks, tell, fall, tellRevoked] as Consumer[];
}
