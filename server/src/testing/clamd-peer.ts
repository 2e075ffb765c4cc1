import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** The test file that every scanner finds (EICAR), put together here so that no scanner finds this file. */
export const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));

/** A scanner that speaks clamd's protocol on the loopback and knows one virus. */
export interface ClamdPeer {
  /** For `CLAMD_URL`. */
  url: string;
  /** What it finds from now on, as after new signatures. */
  find(bytes: Buffer): void;
  close(): Promise<void>;
}

/**
 * @param maxLength bytes it takes (`StreamMaxLength`)
 * @param port to listen on; any free one unless told
 */
export async function clamdPeer(maxLength = 1_000_000, port = 0): Promise<ClamdPeer> {
  const known: Buffer[] = [eicar];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    let waiting: Buffer = Buffer.alloc(0);
    let begun = false;
    const pieces: Buffer[] = [];
    let length = 0;
    const say = (text: string) => socket.end(`${text}\0`);
    socket.on('data', (piece) => {
      waiting = Buffer.concat([waiting, piece as Buffer]);
      if (!begun) {
        const end = waiting.indexOf(0);
        if (end < 0) return;
        if (waiting.subarray(0, end).toString() !== 'zINSTREAM') return say('UNKNOWN COMMAND');
        begun = true;
        waiting = waiting.subarray(end + 1);
      }
      while (waiting.length >= 4) {
        const size = waiting.readUInt32BE();
        if (size === 0) {
          const all = Buffer.concat(pieces);
          return say(known.some((virus) => all.includes(virus)) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
        }
        if (waiting.length < 4 + size) return;
        length += size;
        if (length > maxLength) return say('INSTREAM size limit exceeded. ERROR');
        pieces.push(waiting.subarray(4, 4 + size));
        waiting = waiting.subarray(4 + size);
      }
    });
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    find: (bytes) => known.push(bytes),
    close: () =>
      new Promise((closed) => {
        for (const socket of open) socket.destroy();
        server.close(() => closed());
      }),
  };
}
