import { OpenBadgesError } from '../errors.ts';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const digitOf = new Map([...alphabet].map((letter, digit) => [letter, digit]));
const pairs = [...alphabet].flatMap((first) => [...alphabet].map((second) => first + second));
/** 58^4: with a shift by three bytes it stays within the integers that a double holds exactly. */
const CHUNK = 58 ** 4;
/** 2^24, three bytes. */
const PART = 256 ** 3;
/** Keys and signatures have at most a few hundred bytes; the conversion is quadratic, so longer texts are refused. */
const MAX_LENGTH = 1024;

/** Writes bytes in base58 with the Bitcoin alphabet (the multibase `z` without its letter). */
export function encodeBase58btc(bytes: Uint8Array): string {
  const chunks: number[] = [];
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) zeros += 1;
  let position = zeros;
  while (position < bytes.length) {
    const count = Math.min(3, bytes.length - position);
    let carry = 0;
    for (let taken = 0; taken < count; taken += 1) carry = carry * 256 + (bytes[position + taken] as number);
    position += count;
    const shift = 256 ** count;
    for (let index = 0; index < chunks.length; index += 1) {
      const sum = (chunks[index] as number) * shift + carry;
      carry = Math.floor(sum / CHUNK);
      chunks[index] = sum - carry * CHUNK;
    }
    for (; carry > 0; carry = Math.floor(carry / CHUNK)) chunks.push(carry % CHUNK);
  }
  let text = '';
  for (let index = chunks.length - 1; index >= 0; index -= 1) {
    const chunk = chunks[index] as number;
    const high = Math.floor(chunk / 3364);
    text += (pairs[high] as string) + (pairs[chunk - high * 3364] as string);
  }
  let padding = 0;
  while (text[padding] === '1') padding += 1;
  return '1'.repeat(zeros) + text.slice(padding);
}

/**
 * Reads base58 with the Bitcoin alphabet.
 *
 * @throws {OpenBadgesError} `multibase-malformed` for a letter outside the alphabet or a text of more than 1024 letters
 */
export function decodeBase58btc(text: string): Uint8Array {
  if (text.length > MAX_LENGTH) throw new OpenBadgesError('multibase-malformed', 'The base58 text is too long.');
  let zeros = 0;
  while (zeros < text.length && text[zeros] === '1') zeros += 1;
  /** Three bytes each, the lowest first. */
  const parts: number[] = [];
  let position = zeros;
  while (position < text.length) {
    const count = Math.min(4, text.length - position);
    let carry = 0;
    for (let taken = 0; taken < count; taken += 1) {
      const digit = digitOf.get(text[position + taken] as string);
      if (digit === undefined) throw new OpenBadgesError('multibase-malformed', 'The text has a letter that base58 does not use.');
      carry = carry * 58 + digit;
    }
    position += count;
    const shift = 58 ** count;
    for (let index = 0; index < parts.length; index += 1) {
      const sum = (parts[index] as number) * shift + carry;
      carry = Math.floor(sum / PART);
      parts[index] = sum - carry * PART;
    }
    for (; carry > 0; carry = Math.floor(carry / PART)) parts.push(carry % PART);
  }
  const result = new Uint8Array(zeros + parts.length * 3);
  for (const [index, part] of parts.entries()) {
    const end = result.length - index * 3;
    result[end - 1] = part & 0xff;
    result[end - 2] = (part >> 8) & 0xff;
    result[end - 3] = part >> 16;
  }
  let padding = 0;
  while (zeros + padding < result.length && result[zeros + padding] === 0) padding += 1;
  return result.slice(padding);
}
