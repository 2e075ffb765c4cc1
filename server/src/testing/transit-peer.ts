import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A key management service as the documentation of Vault's Transit engine describes one; no real one is asked in tests. */
export interface TransitPeer {
  url: string;
  token: string;
  /** Every request that was answered: `encrypt`, `decrypt`. */
  asked: string[];
  /** A new version of the key: encrypts from now on, the earlier ones still decrypt. */
  rotate(): void;
  /** What it answers instead, as long as it is set. */
  mood: { status: number; errors: string[] } | null;
  close(): Promise<void>;
}

/** @param name of the only key it has, in the engine at `transit` */
export async function transitPeer(name = 'brevet'): Promise<TransitPeer> {
  const versions = [randomBytes(32)];
  const token = randomBytes(16).toString('hex');

  function encrypt({ plaintext }: { plaintext?: string }): object | null {
    if (!plaintext) return null;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', versions.at(-1) as Buffer, nonce);
    const body = Buffer.concat([nonce, cipher.update(Buffer.from(plaintext, 'base64')), cipher.final(), cipher.getAuthTag()]);
    return { ciphertext: `vault:v${versions.length}:${body.toString('base64')}`, key_version: versions.length };
  }

  function decrypt({ ciphertext = '' }: { ciphertext?: string }): object | null {
    const [, version, body] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
    const key = versions[Number(version) - 1];
    const bytes = Buffer.from(body ?? '', 'base64');
    if (!key || bytes.length < 28) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(-16));
      return { plaintext: Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64') };
    } catch {
      return null;
    }
  }

  const server = createServer(async (request, response) => {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const given = await text(request);
    if (peer.mood) return say(peer.mood.status, { errors: peer.mood.errors });
    if (request.headers['x-vault-token'] !== token) return say(403, { errors: ['permission denied'] });
    const [, action, key] = /^\/v1\/transit\/(encrypt|decrypt)\/(.+)$/.exec(request.url ?? '') ?? [];
    if (!action || request.method !== 'POST') return say(404, { errors: ['no handler for route'] });
    if (key !== name) return say(action === 'encrypt' ? 403 : 400, { errors: ['encryption key not found'] });
    const data = action === 'encrypt' ? encrypt(JSON.parse(given)) : decrypt(JSON.parse(given));
    if (!data) return say(400, { errors: ['invalid ciphertext: unable to decrypt'] });
    peer.asked.push(action);
    return say(200, { request_id: randomBytes(8).toString('hex'), lease_id: '', renewable: false, lease_duration: 0, data });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const peer: TransitPeer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    asked: [],
    mood: null,
    rotate: () => void versions.push(randomBytes(32)),
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return peer;
}
