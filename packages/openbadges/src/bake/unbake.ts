import { OpenBadgesError } from '../errors.ts';
import { isPng, unbakePng } from './png.ts';
import { isSvg, unbakeSvg } from './svg.ts';

/** Larger images are not looked into. */
const MAX_IMAGE_BYTES = 20 * 1024 * 1024;

/**
 * Takes the badge out of a PNG or SVG image.
 *
 * @returns JSON text or compact JWS; of an Open Badges 2.0 image whatever its issuer put there
 * @throws {OpenBadgesError} `document-too-large`, `image-unsupported`, `image-malformed`, `image-without-badge`
 */
export function unbake(image: Uint8Array): string {
  if (image.length > MAX_IMAGE_BYTES)
    throw new OpenBadgesError('document-too-large', 'The image is too large.', { maxBytes: MAX_IMAGE_BYTES });
  if (isPng(image)) return unbakePng(image);
  const text = new TextDecoder('utf-8').decode(image);
  if (isSvg(text)) return unbakeSvg(text);
  throw new OpenBadgesError('image-unsupported', 'This is neither a PNG nor an SVG image.');
}
