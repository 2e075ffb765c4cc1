import { OpenBadgesError } from '../errors.ts';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const digitOf = new Map([...alphabet].map((letter, digit) => [letter, digit]));
const pairs = [...alphabet].flatMap((first) => [...alphabet].map((second) => first + second));
/** 58^4: with a shift by three bytes it stays within the integers that a double holds exactly. */
const CHUNK = 58 ** 4;
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
  const bytes: number[] = [];
  let zeros = 0;
  while (zeros < text.length && text[zeros] === '1') zeros += 1;
  for (let position = zeros; position < text.length; position += 1) {
    const digit = digitOf.get(text[position] as string);
    if (digit === undefined) throw new OpenBadgesError('multibase-malformed', 'The text has a letter that base58 does not use.');
    let carry = digit;
    for (let index = 0; index < bytes.length; index += 1) {
      carry += (bytes[index] as number) * 58;
      bytes[index] = carry & 0xff;
      carry >>= 8;
    }
    while (carry > 0) {
      bytes.push(carry & 0xff);
      carry >>= 8;
    }
  }
  const result = new Uint8Array(zeros + bytes.length);
  for (let index = 0; index < bytes.length; index += 1) result[zeros + index] = bytes[bytes.length - 1 - index] as number;
  return result;
}
