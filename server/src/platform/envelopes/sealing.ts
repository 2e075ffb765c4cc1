import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Authenticated encryption of small texts with one key. */
export interface Sealing {
  /** AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext. `context` must be given again to open. */
  seal(plain: Uint8Array, context: string): Buffer;
  /** @throws when the bytes were altered, the context differs, or the key is another */
  open(sealed: Uint8Array, context: string): Buffer;
}

/** @param key 32 bytes */
export function sealingWith(key: Uint8Array): Sealing {
  return {
    seal(plain, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    },
  };
}
