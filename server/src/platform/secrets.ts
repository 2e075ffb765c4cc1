import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

/** Seals small secrets (private signing keys) and derives keys for named purposes from the one master secret. */
export interface Secrets {
  /** A key for one purpose, 32 bytes, in base64url. */
  derive(purpose: string): string;
  /** AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext. `context` must be given again to open. */
  seal(plain: Uint8Array, context: string): Buffer;
  /** @throws when the bytes were altered, the context differs, or the master secret is another */
  open(sealed: Uint8Array, context: string): Buffer;
}

/**
 * Loads the master secret: from `BREVET_SECRET`, else from `secret` in the data folder, made there on the first start.
 * Lose it and the private keys of issuers are lost with it: back it up apart from the database.
 */
export function loadSecrets(config: Pick<Config, 'secret' | 'dataFolder'>): Secrets {
  const master = Buffer.from(config.secret ?? keptSecret(config.dataFolder), 'base64');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `brevet/${purpose}`, 32));
  const sealing = derive('seal');
  return {
    derive: (purpose) => derive(purpose).toString('base64url'),
    seal(plain, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12)).setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    },
  };
}

function keptSecret(dataFolder: string): string {
  const file = join(dataFolder, 'secret');
  mkdirSync(dataFolder, { recursive: true });
  try {
    // 'wx' so that of two processes starting at once only one makes it; the other reads it.
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
