import autocannon from 'autocannon';
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
export async function send(load: Load, seconds: number): Promise<Rate> {
  const { visitor, method = 'GET' } = load;
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((settle, refuse) => {
    const running = autocannon(
      {
        url: load.url,
        connections: load.connections ?? connections,
        duration: seconds,
        ...(visitor && { setupClient: (client: autocannon.Client) => client.setRequests([requestsOf(visitor(), method)]) }),
      },
      (error, done) => (error ? refuse(error) : settle(done)),
    );
    // autocannon's own percentiles are whole milliseconds
    running.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  const wrong = result.non2xx + result.errors + result.timeouts;
  if (wrong > 0)
    throw new Error(`${wrong} of ${result.requests.total} answers of ${load.url} were not 2xx: ${JSON.stringify(result.statusCodeStats)}`);
  return { perSecond: result.requests.total / result.duration, p50: percentile(times, 50), p99: percentile(times, 99) };
}

function requestsOf(visitor: Visitor, method: NonNullable<Load['method']>): autocannon.Request {
  return {
    method,
    setupRequest: (request) => ({ ...request, ...visitor.next() }),
    ...(visitor.told && { onResponse: (status, body) => visitor.told?.(status, body) }),
  };
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
