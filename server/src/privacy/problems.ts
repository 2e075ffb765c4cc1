import { Problem } from '../platform/http/problem.ts';

/** The expected failures of keeping, copying and erasing one's data. */

export const exportUnderWay = () =>
  new Problem(
    409,
    'export-under-way',
    'Your copy is being made',
    'You asked for one already, and it is on its way. We write to you as soon as it is ready; nothing more is needed.',
  );

export const exportEnded = () =>
  new Problem(
    410,
    'export-ended',
    'This copy is gone',
    'Copies of your data are kept for a few days only. Ask for a new one; it will hold everything of today.',
  );

export const handOverFirst = (organizations: readonly { organizationId: string; name: string }[]) =>
  new Problem(
    409,
    'hand-over-first',
    'Hand over first',
    `You are the only administrator of ${organizations.map(({ name }) => name).join(', ')}. Give the role to another member, then erase your account.`,
    { organizations },
  );

export const erasureAsked = () =>
  new Problem(
    409,
    'erasure-asked',
    'You have asked already',
    'Your account is to be erased. Until the day that was told you can take it back; nothing more is needed.',
  );

export const erasureBegun = () =>
  new Problem(
    409,
    'erasure-begun',
    'It cannot be taken back any more',
    'The days in which you could keep your account are over, and its data is being erased.',
  );

export const noErasure = () =>
  new Problem(409, 'no-erasure', 'There is nothing to take back', 'Your account is not to be erased. You can go on as ever.');
