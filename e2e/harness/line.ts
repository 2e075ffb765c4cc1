import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as after } from 'node:timers/promises';

/** A telephone line between a browser and the server, that is slow on the way up and can break. */
export interface Line {
  /** Address of it as a proxy. */
  address: string;
  /** Cuts what is on its way, and lets nothing through until it is mended. */
  cut(): void;
  mend(): void;
  close(): void;
}

/**
 * Lays a line.
 *
 * @param rate bytes a second on the way up
 */
export async function aLine(rate: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const proxy = createServer((incoming, outgoing) => {
    const { hostname, port, pathname, search } = new URL(incoming.url ?? '');
    const { method, headers } = incoming;
    const onward = request({ hostname, port, path: `${pathname}${search}`, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      // one end gone is the other's end
      pipeline(answer, outgoing).catch(() => outgoing.destroy());
    });
    onward.on('error', () => outgoing.destroy());
    pipeline(Readable.from(slowly(incoming, rate)), onward).catch(() => onward.destroy());
  });
  // Playwright's own requests ask for a tunnel; browsers do so only for TLS
  proxy.on('connect', ({ url }, socket: Socket) => {
    const { hostname, port } = new URL(`http://${url}`);
    const onward = connect(Number(port), hostname, () => socket.write('HTTP/1.1 200 Connected\r\n\r\n'));
    pipeline(socket, onward, socket).catch(() => socket.destroy());
  });
  proxy.on('connection', (socket: Socket) => {
    if (isCut) return socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      hangUp();
    },
    mend() {
      isCut = false;
    },
    close() {
      proxy.close();
      hangUp();
    },
  };
}

async function* slowly(source: IncomingMessage, rate: number): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    yield piece;
    await after((piece.length / rate) * 1000);
  }
}
