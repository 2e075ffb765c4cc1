import { gunzipSync } from 'node:zlib';
import { Client, type Dispatcher } from 'undici';
import { percentile } from './percentile.ts';

/** What a load of requests met. */
export interface Rate {
  /** Requests answered with 2xx, per second. */
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** One connection's user: what is asked next may follow from what was answered. */
export interface Visitor {
  next(): { path: string; headers?: Record<string, string>; body?: string };
  told?(status: number, body: string): void;
}

/** What to send: always the same address, or what visitors ask. */
export interface Load {
  url: string;
  connections?: number;
  method?: 'GET' | 'PUT' | 'POST';
  /** Makes the user of a connection. */
  visitor?(): Visitor;
}

const connections = 16;
const rounds = 5;

/** How often `beside` sends a load, the warming included. */
export const sendsOf = ({ isQuick }: { isQuick: boolean }): number => 1 + (isQuick ? 1 : rounds);

/**
 * Sends a load for some seconds, over a few connections of which each waits for its answer before it asks again.
 *
 * @throws when any answer is not 2xx: a wrong answer is no performance
 */
export async function send({ url, visitor, method = 'GET', connections: count = connections }: Load, seconds: number): Promise<Rate> {
  const { origin, pathname, search } = new URL(url);
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const began = performance.now();
  const use = async () => {
    const client = new Client(origin);
    const user = visitor?.();
    while (performance.now() - began < seconds * 1000) {
      const { path, headers, body } = user?.next() ?? { path: pathname + search };
      const asked = performance.now();
      const request = {
        path,
        method,
        headers: { 'accept-encoding': 'gzip, deflate, br', ...headers },
        ...(body !== undefined && { body }),
      };
      const answer = await exchange(client, request, user?.told !== undefined);
      times.push(performance.now() - asked);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      user?.told?.(answer.status, answer.body);
    }
    await client.close();
  };
  await Promise.all(Array.from({ length: count }, use));
  const elapsed = (performance.now() - began) / 1000;
  if ([...statuses.keys()].some((status) => status < 200 || status > 299))
    throw new Error(`Not all answers of ${url} were 2xx: ${JSON.stringify(Object.fromEntries(statuses))}`);
  return { perSecond: times.length / elapsed, p50: percentile(times, 50), p99: percentile(times, 99) };
}

/** One request; the body is looked at only where somebody wants it. */
function exchange(client: Client, request: Dispatcher.DispatchOptions, wantsBody: boolean): Promise<{ status: number; body: string }> {
  return new Promise((settle, refuse) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let isCompressed = false;
    client.dispatch(request, {
      onRequestStart: () => undefined,
      onResponseStart(_controller, code, headers) {
        status = code;
        isCompressed = headers['content-encoding'] === 'gzip';
      },
      onResponseData(_controller, chunk) {
        if (wantsBody) chunks.push(chunk);
      },
      onResponseEnd() {
        const bytes = Buffer.concat(chunks);
        settle({ status, body: (isCompressed && wantsBody ? gunzipSync(bytes) : bytes).toString() });
      },
      onResponseError: (_controller, error) => refuse(error),
    });
  });
}

/**
 * Measures a load and its reference in turns of the same run, so that whatever else the machine does meets both. The middle one of the rounds
 * by the ratio of their rates counts, with its own reference beside it.
 */
export async function beside(load: Load, reference: Load, { isQuick }: { isQuick: boolean }): Promise<{ rate: Rate; reference: Rate }> {
  const [warm, seconds, count] = isQuick ? [1, 1, 1] : [2, 4, rounds];
  await send(reference, warm);
  await send(load, warm);
  const measured: { rate: Rate; reference: Rate }[] = [];
  for (let round = 0; round < count; round += 1)
    measured.push({ reference: await send(reference, seconds), rate: await send(load, seconds) });
  const ratio = (round: { rate: Rate; reference: Rate }) => round.rate.perSecond / round.reference.perSecond;
  measured.sort((one, other) => ratio(one) - ratio(other));
  const middle = measured[Math.floor(count / 2)];
  if (!middle) throw new Error('No round was measured.');
  return middle;
}

/** Prints one figure: `name value unit ratio reference`. */
export function figure(name: string, value: number, unit: string, ratio: number, reference: string): void {
  console.log(`${name} ${value < 100 ? value.toFixed(2) : Math.round(value)} ${unit} ${ratio.toFixed(3)} ${reference}`);
}

/** Measures a load against hello-JSON of the same server and prints its three figures. */
export async function againstHello(name: string, serverUrl: string, load: Load, how: { isQuick: boolean }): Promise<Rate> {
  const hello = { url: `${serverUrl}/hello`, connections: load.connections ?? connections };
  const { rate, reference } = await beside(load, hello, how);
  figure(`${name}.rate`, rate.perSecond, 'requests/s', rate.perSecond / reference.perSecond, 'hello-json');
  figure(`${name}.p50`, rate.p50, 'ms', rate.p50 / reference.p50, 'hello-json');
  figure(`${name}.p99`, rate.p99, 'ms', rate.p99 / reference.p99, 'hello-json');
  return rate;
}
