import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A store that speaks S3, in memory, on the loopback; as strict as the real ones where our code could go wrong. */
export interface S3Peer {
  /** The configuration that leads to it. */
  env: Record<string, string>;
  /** Keys that are there, those of unfinished multipart uploads included. */
  keys(): string[];
  /** The next requests that this names fail as if the store refused it. */
  failNext(what: (request: { method: string; query: URLSearchParams }) => boolean): void;
  close(): Promise<void>;
}

interface Multipart {
  key: string;
  parts: Map<number, Buffer>;
}

const smallestPart = 5 * 1024 * 1024;
const credentials = { AWS_ACCESS_KEY_ID: 'brevet', AWS_SECRET_ACCESS_KEY: 'chalk-and-board' };
/** Few, so that lists come in several pages. */
const pageLength = 2;

/** What the operations of S3 answer with when they fail. */
class S3Error extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** Starts the peer with an empty bucket. */
export async function s3Peer(): Promise<S3Peer> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Multipart>();
  let failing: ((request: { method: string; query: URLSearchParams }) => boolean) | undefined;

  const server = createServer((request, reply) => {
    void answer(request, reply).catch((error: unknown) => {
      const { status = 500, code = 'InternalError' } = error as Partial<S3Error>;
      reply.writeHead(status, { 'content-type': 'application/xml' });
      reply.end(request.method === 'HEAD' ? '' : `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    });
  });

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const { method = '' } = request;
    const url = new URL(request.url ?? '/', 'http://peer');
    const query = url.searchParams;
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    requireSigned(request, url, body);
    if (failing?.({ method, query })) {
      failing = undefined;
      throw new S3Error(403, 'AccessDenied');
    }
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    if (bucket !== 'evidence') throw new S3Error(404, 'NoSuchBucket');
    const xml = (text: string) => reply.writeHead(200, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${text}`);
    const multipart = () => {
      const found = uploads.get(query.get('uploadId') ?? '');
      if (!found || found.key !== key) throw new S3Error(404, 'NoSuchUpload');
      return found;
    };
    const etag = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;

    if (method === 'GET' && !key) {
      const all = [...objects.keys()]
        .filter((each) => each.startsWith(query.get('prefix') ?? '') && each > (query.get('continuation-token') ?? ''))
        .sort();
      const page = all.slice(0, pageLength);
      const more = all.length > page.length;
      xml(
        `<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''}${page.map((each) => `<Contents><Key>${each}</Key><Size>${objects.get(each)?.length}</Size></Contents>`).join('')}</ListBucketResult>`,
      );
    } else if (method === 'POST' && query.has('uploads')) {
      const id = randomBytes(8).toString('hex');
      uploads.set(id, { key, parts: new Map() });
      xml(`<InitiateMultipartUploadResult><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    } else if (method === 'PUT' && query.has('partNumber')) {
      multipart().parts.set(Number(query.get('partNumber')), body);
      reply.writeHead(200, { etag: etag(body) }).end();
    } else if (method === 'GET' && query.has('uploadId')) {
      const after = Number(query.get('part-number-marker') ?? 0);
      const all = [...multipart().parts].sort(([a], [b]) => a - b).filter(([number]) => number > after);
      const page = all.slice(0, pageLength);
      xml(
        `<ListPartsResult><IsTruncated>${all.length > page.length}</IsTruncated><NextPartNumberMarker>${page.at(-1)?.[0] ?? 0}</NextPartNumberMarker>${page.map(([number, bytes]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag(bytes)}</ETag><Size>${bytes.length}</Size></Part>`).join('')}</ListPartsResult>`,
      );
    } else if (method === 'POST' && query.has('uploadId')) {
      const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, number]) => Number(number));
      const { parts } = multipart();
      const bytes = named.map((number) => parts.get(number));
      if (!named.length || bytes.some((part) => !part)) throw new S3Error(400, 'InvalidPart');
      if (bytes.slice(0, -1).some((part) => (part?.length ?? 0) < smallestPart)) throw new S3Error(400, 'EntityTooSmall');
      objects.set(key, Buffer.concat(bytes as Buffer[]));
      uploads.delete(query.get('uploadId') ?? '');
      xml(`<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>`);
    } else if (method === 'DELETE' && query.has('uploadId')) {
      multipart();
      uploads.delete(query.get('uploadId') ?? '');
      reply.writeHead(204).end();
    } else if (method === 'PUT') {
      objects.set(key, body);
      reply.writeHead(200, { etag: etag(body) }).end();
    } else if (method === 'DELETE') {
      objects.delete(key);
      reply.writeHead(204).end();
    } else if (method === 'GET' || method === 'HEAD') {
      const whole = objects.get(key);
      if (!whole) throw new S3Error(404, 'NoSuchKey');
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      const part = from ? whole.subarray(Number(from), Number(to) + 1) : whole;
      reply.writeHead(from ? 206 : 200, { 'content-length': part.length, etag: etag(whole) });
      reply.end(method === 'HEAD' ? undefined : part);
    } else throw new S3Error(405, 'MethodNotAllowed');
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    env: { ...credentials, STORAGE_URL: `s3://evidence/school?region=eu-test-1&endpoint=http://127.0.0.1:${port}` },
    keys: () => [...objects.keys(), ...[...uploads.values()].map(({ key }) => `${key} (unfinished)`)].sort(),
    failNext(what) {
      failing = what;
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** Signature Version 4, as AWS describes it: what is not signed by the bucket's key is refused. */
function requireSigned(request: IncomingMessage, url: URL, body: Buffer): void {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/[\w-]+\/s3\/aws4_request), ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  const [, access, scope = '', signed = '', signature] = match ?? [];
  const declared = String(request.headers['x-amz-content-sha256']);
  const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
  if (declared !== 'UNSIGNED-PAYLOAD' && declared !== hash(body)) throw new S3Error(400, 'XAmzContentSHA256Mismatch');
  const percent = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const canonical = [
    request.method,
    url.pathname,
    [...url.searchParams]
      .map(([name, value]) => `${percent(name)}=${percent(value)}`)
      .sort()
      .join('&'),
    ...signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    signed,
    declared,
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = scope.split('/').reduce<string | Buffer>((made, part) => hmac(made, part), `AWS4${credentials.AWS_SECRET_ACCESS_KEY}`);
  if (access !== credentials.AWS_ACCESS_KEY_ID || hmac(key, toSign).toString('hex') !== signature)
    throw new S3Error(403, 'SignatureDoesNotMatch');
}
