import { gunzipSync, gzipSync } from 'node:zlib';
import { OpenBadgesError } from '../errors.ts';

/** The fewest entries a list may have, so that one badge hides among many (Bitstring Status List v1.0 §3.4). */
export const MINIMUM_ENTRIES = 131_072;
/** 128 million entries; a longer list is taken for an attack. */
const MAXIMUM_BYTES = 16 * 1024 * 1024;

/** A list in which no entry is set. @param entries how many badges it can hold; rounded up to whole bytes */
export function createBitstring(entries: number = MINIMUM_ENTRIES): Uint8Array {
  return new Uint8Array(Math.ceil(Math.max(entries, MINIMUM_ENTRIES) / 8));
}

/**
 * Whether the entry is set. The first entry is the leftmost bit of the first byte.
 *
 * @throws {OpenBadgesError} `status-index-out-of-range`
 */
export function getStatus(bits: Uint8Array, index: number): boolean {
  return ((bits[byteOf(bits, index)] as number) & maskOf(index)) !== 0;
}

/**
 * Sets or clears an entry in place.
 *
 * @throws {OpenBadgesError} `status-index-out-of-range`
 */
export function setStatus(bits: Uint8Array, index: number, value: boolean): void {
  const byte = byteOf(bits, index);
  bits[byte] = value ? (bits[byte] as number) | maskOf(index) : (bits[byte] as number) & ~maskOf(index);
}

/** Writes a list as `encodedList`: gzip, base64url, multibase letter `u` (§3.3 Bitstring Generation). */
export function encodeBitstring(bits: Uint8Array): string {
  return `u${gzipSync(bits).toString('base64url')}`;
}

/**
 * Reads an `encodedList`; the multibase letter may be missing, as in lists of before the standard was final.
 *
 * @throws {OpenBadgesError} `status-list-malformed` when it is not gzip in base64url, shorter than the standard allows, or unpacks to
 *   more than 16 MB
 */
export function decodeBitstring(encodedList: string): Uint8Array {
  const base64url = encodedList.startsWith('u') ? encodedList.slice(1) : encodedList;
  let bits: Uint8Array;
  try {
    bits = new Uint8Array(gunzipSync(Buffer.from(base64url, 'base64url'), { maxOutputLength: MAXIMUM_BYTES }));
  } catch (cause) {
    throw new OpenBadgesError('status-list-malformed', 'The status list cannot be unpacked.', {}, { cause });
  }
  if (bits.length * 8 < MINIMUM_ENTRIES) throw new OpenBadgesError('status-list-malformed', 'The status list is shorter than allowed.');
  return bits;
}

function byteOf(bits: Uint8Array, index: number): number {
  if (!Number.isSafeInteger(index) || index < 0 || index >= bits.length * 8) {
    throw new OpenBadgesError('status-index-out-of-range', 'The status list has no such entry.', { index });
  }
  return Math.floor(index / 8);
}

function maskOf(index: number): number {
  return 0x80 >> (index % 8);
}
