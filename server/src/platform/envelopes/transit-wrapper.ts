import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { CannotUnwrap, KeyServiceAway, type KeyWrapper } from './key-wrapper.ts';

/** Milliseconds for an answer; a signature waits no longer. */
const patience = 5_000;

const Wrapped = z.object({ data: z.object({ ciphertext: z.string().regex(/^vault:v\d+:/) }) });
const Unwrapped = z.object({ data: z.object({ plaintext: z.base64() }) });
const Refusal = z.object({ errors: z.array(z.string()) });

/**
 * Wraps with a key of the Transit secrets engine, as HashiCorp Vault and OpenBao have it: the key never leaves the service, and each answer
 * names the version of the key that wrapped.
 *
 * @see https://developer.hashicorp.com/vault/api-docs/secret/transit, Encrypt Data, Decrypt Data
 */
export function transitWrapper(kms: NonNullable<Config['kms']>): KeyWrapper {
  const { url, mount, key, namespace } = kms;
  const base = url.href.replace(/\/+$/, '');

  async function ask<T>(action: 'encrypt' | 'decrypt', body: object, answer: z.ZodType<T>): Promise<T> {
    const address = `${base}/v1/${mount}/${action}/${encodeURIComponent(key)}`;
    const away = (found: string) => new KeyServiceAway(`BREVET_KMS_URL: ${address} ${found}`);
    let response: Response;
    let text: string;
    try {
      response = await fetch(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-vault-request': 'true',
          'x-vault-token': await tokenOf(kms),
          ...(namespace ? { 'x-vault-namespace': namespace } : {}),
        },
        body: JSON.stringify(body),
        // a token goes to no other address
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      text = await response.text();
    } catch (error) {
      if (error instanceof KeyServiceAway) throw error;
      const { name, message, cause } = error as Error;
      throw away(name === 'TimeoutError' ? `did not answer within ${patience / 1000} s.` : `is out of reach: ${String(cause ?? message)}`);
    }
    const json = parse(text);
    if (response.ok) {
      const parsed = answer.safeParse(json);
      if (parsed.success) return parsed.data;
      throw away('answered something else than the Transit engine does.');
    }
    const said = Refusal.safeParse(json).data?.errors.join('; ');
    if (response.status === 400 && action === 'decrypt')
      throw new CannotUnwrap(`The key management service cannot unwrap a data key with “${key}”: ${said ?? 'no reason given'}`);
    throw away(`answered ${response.status} (${meaningOf(response.status)})${said ? `: ${said}` : '.'}`);
  }

  return {
    name: 'kms',
    async wrap(dataKey) {
      const { data } = await ask('encrypt', { plaintext: Buffer.from(dataKey).toString('base64') }, Wrapped);
      return data.ciphertext;
    },
    async unwrap(wrapped) {
      const { data } = await ask('decrypt', { ciphertext: wrapped }, Unwrapped);
      return Buffer.from(data.plaintext, 'base64');
    },
  };
}

/** A token in a file is read each time: whoever renews it there need not tell us. */
async function tokenOf({ token }: NonNullable<Config['kms']>): Promise<string> {
  if ('value' in token) return token.value;
  try {
    return (await readFile(token.file, 'utf8')).trim();
  } catch (error) {
    throw new KeyServiceAway(`BREVET_KMS_TOKEN_FILE: ${(error as Error).message}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the service means by a status, in its own documentation's words. */
function meaningOf(status: number): string {
  if (status === 403) return 'the token is not accepted, or its policy does not allow this key';
  if (status === 404) return 'no Transit engine at BREVET_KMS_MOUNT, or no key of this name';
  if (status === 429) return 'too many requests';
  if (status === 503) return 'sealed, or down for maintenance';
  return 'unexpected';
}
