import type { Message } from '../platform/mail/mail.ts';

/** What identity writes to people. */

type Mail = Omit<Message, 'to'>;
const hello = (name: string) => `Hello ${name},`;
const paragraphs = (...texts: string[]) => texts.join('\n\n');

export const confirmationMail = (name: string, link: string): Mail => ({
  subject: 'Confirm your e-mail address',
  text: paragraphs(
    hello(name),
    'welcome to Brevet. Confirm that this address is yours, then you can begin. The link works for one day.',
    'If you did not open an account, do not confirm; then nothing happens.',
  ),
  action: { label: 'Confirm this address', url: link },
});

export const knownAddressMail = (name: string, url: string): Mail => ({
  subject: 'You have an account already',
  text: paragraphs(
    hello(name),
    'somebody, probably you, tried to open an account with this address. It belongs to your account already: sign in with it, or choose a new password if you have forgotten yours.',
    'If it was not you, you can leave this message alone.',
  ),
  action: { label: 'Sign in', url: `${url}/sign-in` },
});

export const newPasswordMail = (name: string, link: string): Mail => ({
  subject: 'Choose a new password',
  text: paragraphs(
    hello(name),
    'you asked to choose a new password for Brevet. The link works for one hour and once.',
    'If it was not you, nothing has changed; you can leave this message alone.',
  ),
  action: { label: 'Choose a new password', url: link },
});

export const passwordChangedMail = (name: string, url: string): Mail => ({
  subject: 'Your password was changed',
  text: paragraphs(
    hello(name),
    'the password of your account was changed, and every other browser was signed out.',
    'If it was not you, choose a new password at once.',
  ),
  action: { label: 'Choose a new password', url: `${url}/forgot-password` },
});

export const addAddressMail = (name: string, link: string): Mail => ({
  subject: 'Confirm this address for your account',
  text: paragraphs(
    hello(name),
    'you added this address to your account. Confirm that it is yours; then you can sign in with it too, and keep your badges when another address ends. The link works for one day.',
    'If it was not you, do not confirm; then nothing happens.',
  ),
  action: { label: 'Confirm this address', url: link },
});

export const claimedAddressMail = (name: string): Mail => ({
  subject: 'Somebody tried to add your address',
  text: paragraphs(
    hello(name),
    'somebody tried to add this address to another account. It is yours and stays yours; nothing has changed.',
    'If it was you, sign in with the account that has this address, and remove it there first.',
  ),
});

export const invitationMail = (organization: string, inviter: string, roles: string, link: string): Mail => ({
  subject: `${organization} invites you`,
  text: paragraphs(
    'Hello,',
    `${inviter} invites you to work with ${organization} on Brevet as ${roles}.`,
    'Accept with the account you have, or open one. The invitation works for 14 days and once.',
  ),
  action: { label: 'See the invitation', url: link },
});
