import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** Pixels along each side; one byte each. */
const side = 550;

/**
 * A PNG of some 300 kB like no other, whose author stands in it.
 *
 * @returns what a camera would send, and what is left of it without the author
 */
export function aNoisyPicture(): { sent: Buffer; kept: Buffer } {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8; // bits a pixel, in gray
  const rows = randomBytes((side + 1) * side);
  for (let row = 0; row < side; row += 1) rows[row * (side + 1)] = 0; // no filter
  const begin = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header)]);
  const rest = Buffer.concat([chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
  const author = chunk('tEXt', Buffer.from('Author\0Ms. Alvarez, Room 12', 'latin1'));
  return { sent: Buffer.concat([begin, author, rest]), kept: Buffer.concat([begin, rest]) };
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
