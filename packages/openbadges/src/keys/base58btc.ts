import { OpenBadgesError } from '../errors.ts';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const digitOf = new Map([...alphabet].map((letter, digit) => [letter, digit]));
/** 58^5, the most base58 digits whose value leaves room for a byte shift within the integers that a double holds exactly. */
const CHUNK = 58 ** 5;
const CHUNK_DIGITS = 5;
/** Keys and signatures have at most a few hundred bytes; the conversion is quadratic, so longer texts are refused. */
const MAX_LENGTH = 1024;

/** Writes bytes in base58 with the Bitcoin alphabet (the multibase `z` without its letter). */
export function encodeBase58btc(bytes: Uint8Array): string {
  const chunks: number[] = [];
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) zeros += 1;
  for (let position = zeros; position < bytes.length; position += 2) {
    const pair = position + 1 < bytes.length;
    let carry = pair ? (bytes[position] as number) * 256 + (bytes[position + 1] as number) : (bytes[position] as number);
    const shift = pair ? 65536 : 256;
    for (let index = 0; index < chunks.length; index += 1) {
      carry += (chunks[index] as number) * shift;
      chunks[index] = carry % CHUNK;
      carry = Math.floor(carry / CHUNK);
    }
    if (carry > 0) chunks.push(carry);
  }
  let text = '';
  for (const chunk of chunks) {
    let rest = chunk;
    for (let digit = 0; digit < CHUNK_DIGITS; digit += 1) {
      text = alphabet[rest % 58] + text;
      rest = Math.floor(rest / 58);
    }
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
