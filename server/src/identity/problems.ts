import { Problem } from '../platform/http/problem.ts';

/** The expected failures of identity. */

export const addressTaken = () =>
  new Problem(
    409,
    'address-taken',
    'Confirmed by another account',
    'Another account has confirmed this address. Sign in with that account, or use another address.',
  );
export const addressAlreadyYours = () =>
  new Problem(409, 'address-already-yours', 'Already yours', 'This address is confirmed and belongs to your account already.');
export const addressNotConfirmed = () =>
  new Problem(409, 'address-not-confirmed', 'Confirm it first', 'Open the link we sent to this address, then make it your primary one.');
export const addressIsPrimary = () =>
  new Problem(
    409,
    'address-is-primary',
    'Your primary address stays',
    'Make another address your primary one first, then remove this one.',
  );
export const tooManyAddresses = (most: number) =>
  new Problem(409, 'too-many-addresses', 'That is enough addresses', `An account may have ${most} addresses. Remove one first.`);
export const linkNoLongerWorks = () =>
  new Problem(400, 'invalid-token', 'This link no longer works', 'Links work once and for a limited time. Ask for a new one.');

export const rolesDoNotFit = (roles: readonly string[]) =>
  new Problem(400, 'roles-do-not-fit', 'Roles of another kind', `This organization has no such roles: ${roles.join(', ')}.`, { roles });
export const rolesNotYours = (roles: readonly string[]) =>
  new Problem(
    403,
    'roles-not-yours-to-change',
    'Another administrator’s roles',
    `Issuing administrators give and take issuing roles, recognizing administrators recognizing ones. These are not yours: ${roles.join(', ')}.`,
    { roles },
  );
export const lastAdministrator = (role: string) =>
  new Problem(
    409,
    'last-administrator',
    'The last administrator stays',
    `Somebody must hold the role ${role}. Give it to another member first.`,
    { role },
  );
export const alreadyMember = () =>
  new Problem(409, 'already-member', 'Already a member', 'This address belongs to a member. Change the member’s roles instead.');
export const alreadyInvited = () =>
  new Problem(409, 'already-invited', 'Already invited', 'An invitation to this address is open. Send it again, or withdraw it first.');

const invitationWords = {
  accepted: 'It has been accepted already. An invitation works once.',
  withdrawn: 'The organization has withdrawn it. Ask whoever invited you.',
  expired: 'Invitations work for 14 days. Ask for a new one.',
} as const;
export const invitationClosed = (state: keyof typeof invitationWords) =>
  new Problem(409, `invitation-${state}`, 'This invitation is no longer open', invitationWords[state]);
