import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuardedFetch, FetchRefused, isPublicAddress } from './guarded-fetch.ts';

describe('a public address', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '2a00:1450:4001:830::200e'])('is %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.0.170',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fd00:ec2::254',
    'fc00::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2001::7f00:1',
    'not an address',
    '',
  ])('is not %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it('is never one of a private network, however it is written in IPv6', () => {
    fc.assert(
      fc.property(fc.constantFrom('10', '127', '192.168', '169.254'), fc.nat(255), fc.nat(255), (start, a, b) => {
        const address = `${start}.${a}.${b}${start.includes('.') ? '' : '.1'}`;
        return !isPublicAddress(address) && !isPublicAddress(`::ffff:${address}`) && !isPublicAddress(`64:ff9b::${address}`);
      }),
    );
  });
});

describe('the guarded client', () => {
  let server: Server;
  let ca: string;
  let port: number;
  const asked: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'brevet-fetch-'));

  beforeAll(async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ${key} -out ${cert} -days 2 -subj /CN=badges.example -addext subjectAltName=DNS:badges.example,DNS:other.example`.split(
        ' ',
      ),
      { stdio: 'ignore' },
    );
    ca = readFileSync(cert, 'utf8');
    server = createServer({ key: readFileSync(key), cert: ca }, (request, reply) => {
      asked.push(request.url ?? '');
      const [, kind, rest] = (request.url ?? '').split('/');
      if (kind === 'go') reply.writeHead(302, { location: decodeURIComponent(rest ?? '') }).end();
      else if (kind === 'loop') reply.writeHead(302, { location: `/loop/${Math.random()}` }).end();
      else if (kind === 'large') reply.writeHead(200).end(Buffer.alloc(5000));
      else if (kind === 'endless') reply.writeHead(200).write('{');
      else if (kind === 'packed') reply.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
      else if (kind === 'gone') reply.writeHead(404).end();
      else reply.writeHead(200).end('{"hello":"world"}');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A client for which the test's own server stands on the public internet. */
  const client = (answers: Record<string, string[]> = {}, options: { timeout?: number } = {}) =>
    createGuardedFetch({
      ca,
      maxBytes: 4000,
      timeout: options.timeout ?? 2000,
      resolve: async (name) => (answers[name] ?? ['127.0.0.1']).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      allows: (address) => address === '127.0.0.1',
    });
  const at = (path: string, host = 'badges.example') => `https://${host}:${port}${path}`;

  it('fetches a document', async () => {
    const { body, url } = await client()(at('/badge'));
    expect(body.toString()).toBe('{"hello":"world"}');
    expect(url).toBe(at('/badge'));
  });

  it('reads only the beginning of a large page where that is asked for', async () => {
    const beginning = createGuardedFetch({
      ca,
      maxBytes: 4000,
      cut: true,
      accept: 'text/html',
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      allows: (address) => address === '127.0.0.1',
    });
    const { body, contentType } = await beginning(at('/large'));
    expect(body).toHaveLength(4000);
    expect(contentType).toBe('');
  });

  it('follows redirects, looking at each place anew', async () => {
    expect((await client()(at(`/go/${encodeURIComponent(at('/badge', 'other.example'))}`))).url).toBe(at('/badge', 'other.example'));
    const leadsInside = client({ 'inside.example': ['10.0.0.1'] })(at(`/go/${encodeURIComponent('https://inside.example/')}`));
    await expect(leadsInside).rejects.toThrow('not an address on the public internet');
    await expect(client()(at(`/go/${encodeURIComponent('http://badges.example/')}`))).rejects.toThrow('https://');
    await expect(client()(at('/loop/1'))).rejects.toThrow('without end');
  });

  it('connects to the address it looked at, so a name that answers differently the second time gains nothing', async () => {
    let times = 0;
    const rebinding = createGuardedFetch({
      ca,
      resolve: async () => [{ address: ++times === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }],
      allows: (address) => address === '127.0.0.1',
    });
    await rebinding(at('/badge'));
    expect(times).toBe(1);
  });

  it('refuses a name with one address inside among others', async () => {
    await expect(client({ 'badges.example': ['127.0.0.1', '10.0.0.1'] })(at('/badge'))).rejects.toThrow(FetchRefused);
  });

  it.each(['http://badges.example/', 'ftp://badges.example/', 'file:///etc/passwd', 'https://user:password@badges.example/', 'nonsense'])(
    'refuses %s without asking anybody',
    async (address) => {
      const before = asked.length;
      await expect(client()(address)).rejects.toThrow(FetchRefused);
      expect(asked).toHaveLength(before);
    },
  );

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/',
    'https://localhost/',
  ])('as it comes refuses %s', async (address) => {
    await expect(createGuardedFetch()(address)).rejects.toThrow('not an address on the public internet');
  });

  it('stops at the caps of size and time', async () => {
    await expect(client()(at('/large'))).rejects.toThrow('too large');
    await expect(client({}, { timeout: 300 })(at('/endless'))).rejects.toThrow(FetchRefused);
    const slowName = createGuardedFetch({ timeout: 100, resolve: () => new Promise(() => undefined) });
    await expect(slowName(at('/badge'))).rejects.toThrow('in time');
  });

  it('says what went wrong in words', async () => {
    await expect(client()(at('/gone'))).rejects.toThrow('badges.example answered with status 404.');
    await expect(client()(at('/packed'))).rejects.toThrow('not asked for');
    const nobody = createGuardedFetch({ resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(nobody('https://nobody.example/')).rejects.toThrow('There is no server named nobody.example.');
  });
});
