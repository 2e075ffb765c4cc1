import { once } from 'node:events';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { setImmediate as readsDone } from 'node:timers/promises';

/** What a scanner says of bytes. */
export type Verdict =
  | { is: 'clean' }
  /** The name its makers gave to what was found. */
  | { is: 'infected'; name: string }
  /** More bytes than the scanner takes (`StreamMaxLength`). */
  | { is: 'too-large' };

/** Looks through bytes for viruses. */
export type Scan = (bytes: Readable) => Promise<Verdict>;

/** The scanner does not answer, or not as it should; the bytes were not looked through. */
export class ScannerAway extends Error {
  override name = 'ScannerAway';
}

/** Milliseconds without a word from either side. */
const patience = 120_000;
/** Milliseconds in which clamd says that a length is too much; it needs nothing but the length for that. */
const refusalPatience = 2000;

/**
 * A client of clamd (`INSTREAM`, as its manual describes it): the bytes go over a connection of their own, so clamd needs no access to the store.
 *
 * @param address `tcp://127.0.0.1:3310`, or `unix:/run/clamav/clamd.ctl`
 */
export function clamdScan(address: URL): Scan {
  const to: NetConnectOpts =
    address.protocol === 'unix:'
      ? { path: decodeURIComponent(address.pathname) }
      : { host: address.hostname.replace(/^\[|\]$/g, ''), port: Number(address.port || 3310) };
  return async (bytes) => {
    const socket = connect(to);
    socket.setTimeout(patience, () => socket.destroy(new Error('it did not answer in time')));
    const reply = answerOf(socket);
    // whoever awaits it comes later
    reply.catch(() => undefined);
    const sent = { bytes: 0 };
    try {
      await once(socket, 'connect');
      await send(socket, bytes, reply, sent);
      return verdictOf(await reply);
    } catch (error) {
      // clamd says that it is too much and hangs up while we still send: its word counts, not the broken connection
      const said = await reply.catch(() => '');
      if (said) return verdictOf(said);
      // and where the broken connection took the word with it, we ask for it
      if (sent.bytes && (await refusesLength(to, sent.bytes))) return { is: 'too-large' };
      throw error instanceof ScannerAway ? error : new ScannerAway(`clamd at ${address.href}: ${(error as Error).message}`);
    } finally {
      bytes.destroy();
      socket.destroy();
    }
  };
}

/** `zINSTREAM`, then pieces with their length before them (four bytes, big-endian), then a length of zero. */
async function send(socket: Socket, bytes: Readable, reply: Promise<string>, sent: { bytes: number }): Promise<void> {
  let answered = false;
  const done = () => {
    answered = true;
  };
  void reply.then(done, done);
  socket.write('zINSTREAM\0');
  for await (const piece of bytes) {
    // what has come is read before more is written: a write that finds the connection broken would throw the answer away with it
    await readsDone();
    if (answered) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE((piece as Buffer).length);
    socket.write(length);
    sent.bytes += (piece as Buffer).length;
    if (!socket.write(piece as Buffer)) await Promise.race([once(socket, 'drain'), reply]);
  }
  if (!answered) socket.write(Buffer.alloc(4));
}

/** Whether clamd refuses so many bytes: it does so at their length, before the first of them. */
async function refusesLength(to: NetConnectOpts, bytes: number): Promise<boolean> {
  const socket = connect(to);
  socket.setTimeout(refusalPatience, () => socket.destroy(new Error('it would take them')));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Math.min(bytes, 0xffff_ffff));
  socket.write(Buffer.concat([Buffer.from('zINSTREAM\0'), length]));
  try {
    return tooLarge.test(await answerOf(socket));
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const tooLarge = /size limit exceeded/i;

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.on('data', (piece) => {
      said += piece.toString();
      if (said.includes('\0') || said.length > 10_000) resolve(said.split('\0')[0] ?? '');
    });
    socket.on('error', reject);
    socket.on('close', () => (said ? resolve(said) : reject(new Error('it hung up'))));
  });
}

function verdictOf(said: string): Verdict {
  if (/: OK$/.test(said.trim())) return { is: 'clean' };
  const [, name] = /^stream: (.+) FOUND$/.exec(said.trim()) ?? [];
  if (name) return { is: 'infected', name };
  if (tooLarge.test(said)) return { is: 'too-large' };
  throw new ScannerAway(`clamd answered: ${said.trim().slice(0, 200)}`);
}
