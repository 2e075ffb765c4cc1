import { lookup as resolveName } from 'node:dns/promises';
import { type RequestOptions, request } from 'node:https';
import { BlockList, isIP } from 'node:net';

/** Why something was not fetched; the message is meant for people. */
export class FetchRefused extends Error {
  override name = 'FetchRefused';
}

/** What came back. */
export interface Fetched {
  body: Buffer;
  /** The address it came from, after redirects. */
  url: string;
  /** As the server named it; empty where it did not. */
  contentType: string;
}

/** Fetches a document from an address that a stranger gave. */
export type GuardedFetch = (address: string) => Promise<Fetched>;

interface Resolved {
  address: string;
  family: 4 | 6;
}

export interface GuardedFetchOptions {
  /** Milliseconds for everything together, redirects included. */
  timeout?: number;
  /** Bytes of the answer. */
  maxBytes?: number;
  /** What is asked for (`Accept`); badges unless told. */
  accept?: string;
  /** A larger answer is read up to `maxBytes` instead of refused: of a page only the beginning matters. */
  cut?: boolean;
  maxRedirects?: number;
  /** Finds the addresses of a name; the system's resolver unless told. */
  resolve?: (hostname: string) => Promise<Resolved[]>;
  /** Which addresses may be connected to; public ones unless told. */
  allows?: (address: string) => boolean;
  /** Certificates to trust besides the usual ones. */
  ca?: string;
}

const badges = 'application/vc, application/ld+json, application/json, image/png, image/svg+xml;q=0.9';

/**
 * Makes a client for addresses that strangers give (server-side request forgery): https only, no names or passwords in the address,
 * and never a private, loopback, link-local or otherwise special network. A name is resolved once and the connection goes to the very
 * address that was looked at, so a name that answers differently the second time (rebinding) gains nothing. Redirects start over.
 */
export function createGuardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
  const { timeout = 5000, maxBytes = 1024 * 1024, maxRedirects = 3, allows = isPublicAddress, accept = badges, cut = false } = options;
  const resolve = options.resolve ?? ((hostname) => resolveName(hostname, { all: true }) as Promise<Resolved[]>);

  async function find(url: URL): Promise<Resolved> {
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    const family = isIP(literal);
    let found: Resolved[];
    try {
      found = family ? [{ address: literal, family: family as 4 | 6 }] : await resolve(url.hostname);
    } catch {
      throw new FetchRefused(`There is no server named ${url.hostname}.`);
    }
    const [first] = found;
    // one address among several that leads inside is reason enough: no honest name has one
    if (!first || !found.every(({ address }) => allows(address)))
      throw new FetchRefused(`${url.hostname} is not an address on the public internet.`);
    return first;
  }

  return async (address) => {
    const signal = AbortSignal.timeout(timeout);
    let url = checked(address);
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const target = await untilAborted(find(url), signal);
      const answer = await get(url, target, { signal, maxBytes, accept, cut, ...(options.ca ? { ca: options.ca } : {}) });
      if ('body' in answer) return { ...answer, url: url.href };
      url = checked(answer.location, url);
    }
    throw new FetchRefused('The address leads from one place to the next without end.');
  };
}

/** What may be asked for at all, before anything is looked up. */
function checked(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw new FetchRefused('This is not a web address.');
  const url = new URL(address, base);
  if (url.protocol !== 'https:') throw new FetchRefused('Only addresses that begin with https:// are fetched.');
  if (url.username || url.password) throw new FetchRefused('Addresses with a user name or password are not fetched.');
  return url;
}

function get(
  url: URL,
  target: Resolved,
  { signal, maxBytes, accept, cut, ca }: { signal: AbortSignal; maxBytes: number; accept: string; cut: boolean; ca?: string },
): Promise<{ body: Buffer; contentType: string } | { location: string }> {
  return new Promise((resolve, reject) => {
    const refuse = (why: string) => reject(new FetchRefused(why));
    const options: RequestOptions = {
      method: 'GET',
      agent: false,
      signal,
      headers: { accept, 'accept-encoding': 'identity' },
      // the address that was checked, whatever the name says by now
      lookup: (_hostname, { all }, callback) => {
        if (all) (callback as (error: null, found: Resolved[]) => void)(null, [target]);
        else callback(null, target.address, target.family);
      },
      ...(ca ? { ca } : {}),
    };
    const asked = request(url, options, (answer) => {
      const { statusCode = 0, headers } = answer;
      if (statusCode >= 300 && statusCode < 400 && headers.location) {
        answer.destroy();
        resolve({ location: headers.location });
        return;
      }
      const trouble =
        statusCode !== 200
          ? `${url.hostname} answered with status ${statusCode}.`
          : (headers['content-encoding'] ?? 'identity') !== 'identity'
            ? `${url.hostname} answered in a form that was not asked for.`
            : !cut && Number(headers['content-length'] ?? 0) > maxBytes
              ? 'What stands there is too large.'
              : null;
      if (trouble) {
        answer.destroy();
        refuse(trouble);
        return;
      }
      const contentType = headers['content-type'] ?? '';
      const pieces: Buffer[] = [];
      let size = 0;
      answer.on('data', (piece: Buffer) => {
        size += piece.length;
        pieces.push(piece);
        if (size <= maxBytes) return;
        answer.destroy();
        if (cut) resolve({ body: Buffer.concat(pieces).subarray(0, maxBytes), contentType });
        else refuse('What stands there is too large.');
      });
      answer.on('end', () => resolve({ body: Buffer.concat(pieces), contentType }));
      answer.on('error', () => refuse(`${url.hostname} broke off.`));
    });
    asked.on('error', () => refuse(signal.aborted ? `${url.hostname} did not answer in time.` : `${url.hostname} could not be reached.`));
    asked.end();
  });
}

/** A name server may be slow, too; it cannot be interrupted, only left. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(new FetchRefused('The server did not answer in time.'));
    signal.addEventListener('abort', give, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

// IANA special-purpose address registries, and multicast; of IPv6 only global unicast (2000::/3) is let through at all, which leaves out
// loopback, link-local, unique-local, IPv4-mapped (::ffff:0:0/96) and NAT64 (64:ff9b::/96).
const special = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  special.addSubnet(network, bits, 'ipv4');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, bits, 'ipv6');

/** Whether an IP address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4');
    case 6:
      return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
    default:
      return false;
  }
}
