import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeBase58btc } from '../keys/base58btc.ts';
import { mayAsk } from '../loader.ts';
import { aCheck } from './messages.ts';
import type { Check } from './report.ts';

/** Reads the bytes at an address, or rejects. */
export type ByteLoader = (url: string) => Promise<Uint8Array>;

const MAX_RESOURCES = 10;
const sriNames = ['sha512', 'sha384', 'sha256'] as const;
/** Multihash codes (Controlled Identifiers 1.0 §2.5 Multihash). */
const multihashes: Record<number, { name: 'sha256' | 'sha384'; length: number }> = {
  18: { name: 'sha256', length: 32 },
  32: { name: 'sha384', length: 48 },
};

/**
 * Whether the documents that a badge points to are those it was issued with.
 *
 * @returns nothing when it points to none
 * @see VCDM 2.0 §5.3 Integrity of Related Resources
 */
export async function checkResources(
  document: Record<string, unknown>,
  options: { loadBytes?: ByteLoader; trustedOrigins?: readonly string[] },
): Promise<Check | undefined> {
  const resources = [document.relatedResource].flat().filter((resource) => resource !== undefined);
  if (resources.length === 0) return undefined;
  let isOpen = resources.length > MAX_RESOURCES;
  for (const resource of resources.slice(0, MAX_RESOURCES)) {
    const { id, digestSRI, digestMultibase } = resource as Record<string, unknown>;
    const digests = [readSri(digestSRI), readMultibase(digestMultibase)].filter((digest) => digest !== undefined);
    if (digests.includes('unknown')) return aCheck('resources', 'not-checked', 'kind-unknown', { id });
    if (typeof id !== 'string' || !options.loadBytes || !mayAsk(id, options.trustedOrigins)) {
      isOpen = true;
      continue;
    }
    let bytes: Uint8Array;
    try {
      bytes = await options.loadBytes(id);
    } catch {
      isOpen = true;
      continue;
    }
    if (!digests.every((digest) => digest !== 'unknown' && holds(digest, bytes))) return aCheck('resources', 'failed', 'changed', { id });
  }
  return isOpen ? aCheck('resources', 'not-checked', 'out-of-reach') : aCheck('resources', 'passed', 'as-named');
}

interface Digest {
  name: string;
  /** Any of these. */
  values: Buffer[];
}

function holds({ name, values }: Digest, bytes: Uint8Array): boolean {
  const made = createHash(name).update(bytes).digest();
  return values.some((value) => value.length === made.length && timingSafeEqual(value, made));
}

/** Of several digests the strongest kind counts (Subresource Integrity §3.3.5). */
function readSri(value: unknown): Digest | 'unknown' | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return 'unknown';
  const parts = value.trim().split(/\s+/);
  for (const name of sriNames) {
    const values = parts
      .filter((part) => part.startsWith(`${name}-`))
      .map((part) => Buffer.from(part.slice(name.length + 1).split('?')[0] as string, 'base64'));
    if (values.length > 0) return { name, values };
  }
  return 'unknown';
}

function readMultibase(value: unknown): Digest | 'unknown' | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return 'unknown';
  let bytes: Uint8Array;
  try {
    bytes = value.startsWith('z')
      ? decodeBase58btc(value.slice(1))
      : value.startsWith('u')
        ? Buffer.from(value.slice(1), 'base64url')
        : new Uint8Array();
  } catch {
    return 'unknown';
  }
  const kind = multihashes[bytes[0] ?? 0];
  return kind && bytes[1] === kind.length && bytes.length === kind.length + 2
    ? { name: kind.name, values: [Buffer.from(bytes.subarray(2))] }
    : 'unknown';
}
