import { Problem } from '../platform/http/problem.ts';

/** The expected failures of awards. */

export const keyReplacedMeanwhile = () =>
  new Problem(
    409,
    'key-replaced',
    'The key was replaced meanwhile',
    'Another key became current since you looked. Reload the keys and see whether there is anything left to do.',
  );

export const nothingToVerify = () =>
  new Problem(400, 'nothing-to-verify', 'Nothing to verify', 'Give one of these: the text of a badge, the address of a badge, or a file.');

export const unreachableBadge = (detail: string) => new Problem(422, 'badge-out-of-reach', 'The badge could not be fetched', detail);

export const noBadgeInPicture = () =>
  new Problem(
    422,
    'no-badge-in-picture',
    'No badge in this picture',
    'It has neither a badge in it nor a QR code that can be read. Take the photo closer and straight on, or paste the badge’s address.',
  );

export const noIssuer = () => new Problem(409, 'not-an-issuer', 'Issues no badges', 'This organization does not issue micro-credentials.');

export const noAddressInBadge = () =>
  new Problem(
    404,
    'no-address-in-badge',
    'Not in this version',
    'This badge names no e-mail address of its earner, which Open Badges 2.0 asks for. Take it as Open Badges 3.0.',
  );

export const badgeRevoked = () =>
  new Problem(410, 'badge-revoked', 'Revoked', 'This badge was revoked or is suspended. Its picture is not given out in this version.');

export const revokedForGood = () =>
  new Problem(
    409,
    'revoked-for-good',
    'Revoked already',
    'This award was revoked, which is for good. It can be neither suspended nor restored.',
  );

export const alreadyEndorsed = (name: string) =>
  new Problem(409, 'already-endorsed', 'Endorsed already', `Your endorsement of “${name}” holds. Withdraw it first to write another one.`);

export const ownEndorsement = () =>
  new Problem(409, 'own-endorsement', 'Your own', 'An endorsement says what others think. What is your own cannot be endorsed by you.');

export const endorsedHere = () =>
  new Problem(
    422,
    'endorsed-here',
    'This stands here',
    'Choose what is in this catalog by its name; an address is for what stands elsewhere.',
  );

export const endorsementInThePast = () =>
  new Problem(
    422,
    'endorsement-in-the-past',
    'That day is over',
    'Choose a day from today on, or none: then it holds until you withdraw it.',
  );

export const formNotOffered = () =>
  new Problem(400, 'form-not-offered', 'Only JSON', 'oEmbed is answered as JSON here. Ask with format=json.');

export const profileAddressTaken = (slug: string) =>
  new Problem(409, 'profile-address-taken', 'Taken already', `Somebody else’s page is at “${slug}”. Choose another address.`);

export const noAwardsYet = () =>
  new Problem(
    409,
    'no-awards-yet',
    'No badge yet',
    'A transcript lists earned badges. Earn the first one, and there will be something to list.',
  );

export const unreadableCsv = (detail: string) => new Problem(422, 'csv-not-readable', 'The CSV could not be read', detail);

export const stillChecking = () =>
  new Problem(
    409,
    'award-import-unchecked',
    'Still being checked',
    'Every row is checked before anything is issued. Wait until that is done, then try again.',
  );

export const importHasErrors = (bad: number, good: number) =>
  new Problem(
    409,
    'award-import-has-errors',
    'Some rows are not good',
    `Rows with something wrong: ${bad}. Mend the file and upload it again, or issue the good rows only: ${good}.`,
  );

export const nothingToIssue = () =>
  new Problem(
    409,
    'nothing-to-issue',
    'Nothing to issue',
    'No row of this file is good. Read its report, mend the file and upload it again.',
  );

export const nothingToCancel = () =>
  new Problem(
    409,
    'nothing-to-cancel',
    'Nothing to cancel',
    'Everything good in this file is issued. An award that should not stand can be revoked by itself.',
  );
