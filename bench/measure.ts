import autocannon from 'autocannon';

/** What a load of requests met. */
export interface Rate {
  /** Requests answered with 2xx, per second. */
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** What to send: an address that stays, or one made for each request. */
export interface Load {
  url: string;
  headers?: Record<string, string>;
  connections?: number;
  /** Makes each request; `context` belongs to one connection. */
  setupRequest?(request: autocannon.Request, context: Record<string, unknown>): autocannon.Request;
  method?: 'GET' | 'PUT' | 'POST';
}

/**
 * Sends a load for some seconds.
 *
 * @throws when any answer is not 2xx: a wrong answer is no performance
 */
async function send(load: Load, seconds: number): Promise<Rate> {
  const result = await autocannon({
    url: load.url,
    connections: load.connections ?? 16,
    duration: seconds,
    ...(load.headers ? { headers: load.headers } : {}),
    ...(load.setupRequest ? { requests: [{ method: load.method ?? 'GET', setupRequest: load.setupRequest as never }] } : {}),
  });
  const wrong = result.non2xx + result.errors + result.timeouts;
  if (wrong > 0)
    throw new Error(`${wrong} of ${result.requests.total} answers of ${load.url} were not 2xx: ${JSON.stringify(result.statusCodeStats)}`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Measures a load and its reference in turns of the same run, so that whatever else the machine does meets both; medians of three.
 */
export async function beside(load: Load, reference: Load, seconds = 4): Promise<{ rate: Rate; reference: Rate }> {
  const rounds: { rate: Rate; reference: Rate }[] = [];
  await send(reference, 1);
  await send(load, 1);
  for (let round = 0; round < 3; round += 1) rounds.push({ reference: await send(reference, seconds), rate: await send(load, seconds) });
  const middle = (of: 'rate' | 'reference'): Rate => ({
    perSecond: median(rounds.map((round) => round[of].perSecond)),
    p50: median(rounds.map((round) => round[of].p50)),
    p99: median(rounds.map((round) => round[of].p99)),
  });
  return { rate: middle('rate'), reference: middle('reference') };
}

/** Prints one figure: `name value unit ratio reference`. */
export function figure(name: string, value: number, unit: string, ratio: number, reference: string): void {
  console.log(`${name} ${value < 100 ? value.toFixed(2) : Math.round(value)} ${unit} ${ratio.toFixed(3)} ${reference}`);
}

/** Measures a load against hello-JSON and prints its three figures. */
export async function againstHello(name: string, serverUrl: string, load: Load): Promise<Rate> {
  const { rate, reference } = await beside(load, { url: `${serverUrl}/hello`, connections: load.connections ?? 16 });
  figure(`${name}.rate`, rate.perSecond, 'requests/s', rate.perSecond / reference.perSecond, 'hello-json');
  figure(`${name}.p50`, rate.p50, 'ms', rate.p50 / Math.max(reference.p50, 1), 'hello-json');
  figure(`${name}.p99`, rate.p99, 'ms', rate.p99 / Math.max(reference.p99, 1), 'hello-json');
  return rate;
}
