import type { Consumer } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import { awardStacks, restoreStacks, revokeStacks, suspendStacks } from './award-stacks.ts';
import { awardSubmission } from './award-submission.ts';
import { mailAwards } from './mail-award.ts';
import { mailLifting, mailRevocation, mailSuspension } from './mail-standing.ts';

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
  const pause: Consumer<'award.suspended'> = {
    name: 'awards.suspend-stacks',
    on: 'award.suspended',
    handle: (suspended, transaction) => suspendStacks(ground, transaction, suspended),
  };
  const tellSuspended: Consumer<'award.suspended'> = {
    name: 'awards.mail-suspension',
    on: 'award.suspended',
    handle: (suspended, transaction) => mailSuspension(ground, transaction, suspended),
  };
  const restore: Consumer<'award.suspension-lifted'> = {
    name: 'awards.restore-stacks',
    on: 'award.suspension-lifted',
    handle: (lifted, transaction) => restoreStacks(ground, transaction, lifted),
  };
  const tellLifted: Consumer<'award.suspension-lifted'> = {
    name: 'awards.mail-lifting',
    on: 'award.suspension-lifted',
    handle: (lifted, transaction) => mailLifting(ground, transaction, lifted),
  };
  return [award, stacks, tell, fall, tellRevoked, pause, tellSuspended, restore, tellLifted] as Consumer[];
}
