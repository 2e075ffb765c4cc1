import { Problem } from '../platform/http/problem.ts';

/** The expected failures of groups. */

const closings = {
  revoked: 'It was withdrawn. Ask a leader of the group for a new one.',
  expired: 'It has run out. Ask a leader of the group for a new one.',
  accepted: 'It was used already.',
  closed: 'The group is closed.',
} as const;

export const invitationClosed = (why: keyof typeof closings) =>
  new Problem(410, `group-invitation-${why}`, 'This invitation no longer works', closings[why]);

export const groupClosed = () => new Problem(409, 'group-closed', 'This group is closed', 'It can be read, and takes no changes any more.');

export const lastLeader = () =>
  new Problem(
    409,
    'last-leader',
    'A group needs a leader',
    'Nobody else leads or coaches it. Make another member a leader first, or close the group.',
  );

export const alreadyMember = () => new Problem(409, 'already-member', 'Already in the group', 'This person is in the group.');

export const alreadyInvited = () =>
  new Problem(409, 'already-invited', 'Already invited', 'An invitation to this address is open. Withdraw it first to send another.');

export const otherAddress = () =>
  new Problem(
    403,
    'other-address',
    'This invitation is for another address',
    'Sign in with the account of the invited address, or add and confirm that address in your account first.',
  );

export const notACoach = () =>
  new Problem(
    409,
    'not-a-coach',
    'Not a coach of this organization',
    'Only those who hold the role of coach in the group’s organization can accompany it. An administrator gives that role.',
  );

export const notYourOrganization = () =>
  new Problem(
    403,
    'not-your-organization',
    'Not your organization',
    'You can make groups for organizations you belong to, or a free group.',
  );

export const unknownMicroCredentials = () =>
  new Problem(
    409,
    'unknown-micro-credential',
    'Not in the catalog',
    'One of the micro-credentials is not published. Choose from the catalog.',
  );

export const groupFull = (most: number) =>
  new Problem(409, 'group-full', 'This group is full', `A group takes ${most} people at most.`, { most });
