/**
 * Asks `@digitalcredentials/verifier-core` about a badge of a did:web issuer, before and after revocation and suspension. It fetches documents itself,
 * so they are served on this machine; run with NODE_EXTRA_CA_CERTS set to the certificate.
 *
 *   node peer-over-https.ts KEY.pem CERTIFICATE.pem   prints the peer's log entries and our verdicts as JSON
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { verifyCredential } from '@digitalcredentials/verifier-core';
import {
  createBitstring,
  didWeb,
  didWebDocument,
  didWebUrl,
  generateKey,
  type Loader,
  setStatus,
  sign,
  statusListCredential,
  statusListEntry,
  verify,
} from '../src/index.ts';
import { aBadge, anIssuer } from './builders.ts';

const [keyFile = '', certificateFile = ''] = process.argv.slice(2);
const pages = new Map<string, unknown>();
const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(certificateFile) }, (request, response) => {
  const page = pages.get(request.url ?? '');
  response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(page ?? null));
});
await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
const base = `https://localhost:${(server.address() as AddressInfo).port}`;

const reach = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  return url.startsWith(base) ? reach(input, init) : Promise.reject(new Error('the test stays on this machine'));
};
console.log = () => {};
console.error = () => {};

const did = didWeb(`${base}/issuers/7`);
const { privateKey: key, publicKey } = generateKey();
const signing = { key, verificationMethod: `${did}#key-1`, created: '2026-09-01T12:00:00Z' };
const list = `${base}/status/1`;
pages.set(new URL(didWebUrl(did)).pathname, didWebDocument(did, [{ fragment: 'key-1', publicKey, state: 'active' }]));
const loader: Loader = async (url) => pages.get(new URL(url).pathname);

const answers: unknown[] = [];
for (const purpose of ['revocation', 'suspension'] as const) {
  const badge = await sign(
    aBadge({ issuer: anIssuer({ id: did }), credentialStatus: statusListEntry({ list, index: 42, purpose }) }),
    signing,
  );
  for (const isSet of [false, true]) {
    const bits = createBitstring();
    setStatus(bits, 42, isSet);
    const statusList = statusListCredential({ id: list, issuer: did, purpose, bits, validFrom: signing.created, ttlSeconds: 60 });
    pages.set('/status/1', await sign(statusList, signing));
    const { log = [] } = (await verifyCredential({ credential: badge as never, knownDIDRegistries: [] as never })) as {
      log?: { id: string; valid?: boolean }[];
    };
    const ours = await verify(badge, { loader, now: new Date() });
    answers.push({ peer: Object.fromEntries(log.map(({ id, valid }) => [id, valid])), ours: ours.verdict });
  }
}
server.close();
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
