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

export const noIssuer = () =>
  new Problem(409, 'not-an-issuer', 'Issues no badges', 'This organization does not issue micro-credentials, so it has no signing keys.');

export const noAddressInBadge = () =>
  new Problem(
    404,
    'no-address-in-badge',
    'Not in this version',
    'This badge names no e-mail address of its earner, which Open Badges 2.0 asks for. Take it as Open Badges 3.0.',
  );

export const badgeRevoked = () =>
  new Problem(410, 'badge-revoked', 'Revoked', 'This badge was revoked. Its picture is no longer given out in this version.');

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
