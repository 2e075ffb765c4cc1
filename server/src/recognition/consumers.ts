import type { Consumer } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import { revokeClaims } from './claims/revoke-claims.ts';
import { releaseClaims, suspendClaims } from './claims/suspend-claims.ts';
import { settleEveryone } from './ledger/settle-everyone.ts';
import { catchUpSteps } from './participation/catch-up.ts';
import { catchUpEveryone } from './participation/catch-up-everyone.ts';
import { claimAwards } from './pre-approval/claim-awards.ts';

/** What recognition does when something happened. */
export function recognitionConsumers(ground: Ground): Consumer[] {
  const revoked: Consumer<'award.revoked'> = {
    name: 'recognition.revoke-claims',
    on: 'award.revoked',
    handle: (event, transaction) => revokeClaims(ground, transaction, event),
  };
  const suspended: Consumer<'award.suspended'> = {
    name: 'recognition.suspend-claims',
    on: 'award.suspended',
    handle: (event, transaction) => suspendClaims(ground, transaction, event),
  };
  const lifted: Consumer<'award.suspension-lifted'> = {
    name: 'recognition.release-claims',
    on: 'award.suspension-lifted',
    handle: (event, transaction) => releaseClaims(ground, transaction, event),
  };
  const published: Consumer<'incentive.published'> = {
    name: 'recognition.settle-everyone',
    on: 'incentive.published',
    handle: ({ recognizerId, number }, transaction) =>
      settleEveryone(ground, transaction, recognizerId, `Counted anew by version ${number} of the rule.`),
  };
  const versioned: Consumer<'program.published'> = {
    name: 'recognition.catch-up-steps',
    on: 'program.published',
    handle: ({ programId, number }, transaction) => (number > 1 ? catchUpEveryone(ground, transaction, programId) : Promise.resolve()),
  };
  const awarded: Consumer<'award.made'> = {
    name: 'recognition.claim-award',
    on: 'award.made',
    handle: (event, transaction) => claimAwards(ground, transaction, [event]),
    handleAll: (events, transaction) => claimAwards(ground, transaction, events),
  };
  const surveyed: Consumer<'survey.completed'> = {
    name: 'recognition.note-survey',
    on: 'survey.completed',
    handle: ({ personId }, transaction) => catchUpSteps(ground, transaction, { educatorId: personId }),
  };
  const learned: Consumer<'course.completed'> = {
    name: 'recognition.note-course',
    on: 'course.completed',
    handle: ({ personId }, transaction) => catchUpSteps(ground, transaction, { educatorId: personId }),
  };
  return [revoked, suspended, lifted, published, versioned, awarded, surveyed, learned] as Consumer[];
}
