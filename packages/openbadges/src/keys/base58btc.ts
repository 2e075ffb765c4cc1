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
  return bytes.length === SIGNATURE_BYTES ? encodeSignature(bytes) : encodeAny(bytes);
}

/** Length of a signature by Ed25519 or P-256, written once for every badge. */
const SIGNATURE_BYTES = 64;
/** How many digits of base 58^5 a signature has at most: 88 letters, 18 times five. */
const DIGITS = 18;
const BASE = 58 ** 5;
/** What 2^(16 i) is in base 58^5, the lowest digit first. Sums of 32 such products by 16 bits stay exact in a double. */
const powers = Array.from({ length: SIGNATURE_BYTES / 2 }, (_, index) => {
  let value = 1n << BigInt(16 * index);
  return Float64Array.from({ length: DIGITS }, () => {
    const digit = Number(value % BigInt(BASE));
    value /= BigInt(BASE);
    return digit;
  });
});
const codes = Buffer.from(alphabet);
const sums = new Float64Array(DIGITS);
const letters = Buffer.alloc(DIGITS * 5);

/** As `encodeAny`, a third of its time: all products at once, carried over once at the end. */
function encodeSignature(bytes: Uint8Array): string {
  sums.fill(0);
  for (let index = 0; index < powers.length; index += 1) {
    const at = SIGNATURE_BYTES - 2 * index;
    const part = (bytes[at - 2] as number) * 256 + (bytes[at - 1] as number);
    const power = powers[index] as Float64Array;
    for (let digit = 0; digit < DIGITS; digit += 1) sums[digit] = (sums[digit] as number) + part * (power[digit] as number);
  }
  let carry = 0;
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const sum = (sums[digit] as number) + carry;
    carry = Math.floor(sum / BASE);
    // as whole numbers of 32 bits, which divide faster
    let rest = (sum - carry * BASE) | 0;
    for (let letter = 4; letter >= 0; letter -= 1) {
      const next = (rest / 58) | 0;
      letters[(DIGITS - 1 - digit) * 5 + letter] = codes[rest - next * 58] as number;
      rest = next;
    }
  }
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) zeros += 1;
  let start = 0;
  while (start < letters.length && letters[start] === codes[0]) start += 1;
  return letters.toString('latin1', Math.max(0, start - zeros));
}

function encodeAny(bytes: Uint8Array): string {
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
  return (text.length === SIGNATURE_LETTERS ? decodeSignature(text) : undefined) ?? decodeAny(text);
}

/** Letters of nearly every signature of 64 bytes. */
const SIGNATURE_LETTERS = 88;
/** What 58^(4 i) is in base 2^16, the lowest digit first. Sums of 22 products by 58^4 stay exact in a double. */
const digitPowers = Array.from({ length: SIGNATURE_LETTERS / 4 }, (_, index) => {
  const value = 58n ** BigInt(4 * index);
  return Float64Array.from({ length: SIGNATURE_BYTES / 2 }, (_, digit) => Number((value >> BigInt(16 * digit)) & 0xffffn));
});
const decodeSums = new Float64Array(SIGNATURE_BYTES / 2);
const digitOfCode = Int8Array.from({ length: 128 }, (_, code) => alphabet.indexOf(String.fromCharCode(code)));

/** As `decodeAny`, in a third of its time; nothing when it is no signature of 64 bytes. */
function decodeSignature(text: string): Uint8Array | undefined {
  decodeSums.fill(0);
  for (let group = 0; group < digitPowers.length; group += 1) {
    let value = 0;
    const start = SIGNATURE_LETTERS - 4 * (group + 1);
    for (let letter = start; letter < start + 4; letter += 1) {
      const digit = digitOfCode[text.charCodeAt(letter)] ?? -1;
      if (digit < 0) return undefined;
      value = value * 58 + digit;
    }
    const power = digitPowers[group] as Float64Array;
    for (let digit = 0; digit < power.length; digit += 1)
      decodeSums[digit] = (decodeSums[digit] as number) + value * (power[digit] as number);
  }
  const bytes = new Uint8Array(SIGNATURE_BYTES);
  let carry = 0;
  for (let digit = 0; digit < decodeSums.length; digit += 1) {
    const sum = (decodeSums[digit] as number) + carry;
    carry = Math.floor(sum / 65_536);
    const rest = sum - carry * 65_536;
    bytes[SIGNATURE_BYTES - 1 - 2 * digit] = rest & 0xff;
    bytes[SIGNATURE_BYTES - 2 - 2 * digit] = rest >> 8;
  }
  // A larger number, or one with zeros in front, has another length.
  return carry === 0 && bytes[0] !== 0 ? bytes : undefined;
}

function decodeAny(text: string): Uint8Array {
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
