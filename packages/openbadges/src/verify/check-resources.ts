import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeBase58btc } from '../keys/base58btc.ts';
import { mayAsk } from '../loader.ts';
import { aCheck, type Reason } from './messages.ts';
import { type PublishedDigests, publishedDigests } from './published-digests.ts';
import type { Check } from './report.ts';

/** Reads the bytes at an address, or rejects. */
export type ByteLoader = (url: string) => Promise<Uint8Array>;

const MAX_RESOURCES = 10;
const sriNames = ['sha512', 'sha384', 'sha256'] as const;
/** A digest without its multihash header says by its length what it is; W3C's test suite writes them so. */
const bareDigests: Record<number, 'sha256' | 'sha384'> = { 32: 'sha256', 48: 'sha384' };
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
  const looked = resources.slice(0, MAX_RESOURCES) as Record<string, unknown>[];
  const findings = await Promise.all(looked.map(async (resource) => ({ id: resource.id, reason: await compare(resource, options) })));
  const changed = findings.find(({ reason }) => reason === 'changed');
  if (changed) return aCheck('resources', 'failed', 'changed', { id: changed.id });
  const open = findings.find(({ reason }) => reason !== 'as-named');
  if (open) return aCheck('resources', 'not-checked', open.reason, { id: open.id });
  return resources.length > MAX_RESOURCES ? aCheck('resources', 'not-checked', 'out-of-reach') : aCheck('resources', 'passed', 'as-named');
}

async function compare(
  { id, digestSRI, digestMultibase }: Record<string, unknown>,
  options: { loadBytes?: ByteLoader; trustedOrigins?: readonly string[] },
): Promise<Reason<'resources'>> {
  const digests = [readSri(digestSRI), readMultibase(digestMultibase)].filter((digest) => digest !== undefined);
  if (digests.includes('unknown') || typeof id !== 'string') return 'kind-unknown';
  const known = digests as Digest[];
  const published = publishedDigests.get(id);
  if (published) return published.some((revision) => known.every((digest) => isOf(revision, digest))) ? 'as-named' : 'changed';
  if (!options.loadBytes || !mayAsk(id, options.trustedOrigins)) return 'out-of-reach';
  let bytes: Uint8Array;
  try {
    bytes = await options.loadBytes(id);
  } catch {
    return 'out-of-reach';
  }
  return known.every((digest) => holds(digest, bytes)) ? 'as-named' : 'changed';
}

interface Digest {
  name: (typeof sriNames)[number];
  /** Any of these. */
  values: Buffer[];
}

function holds({ name, values }: Digest, bytes: Uint8Array): boolean {
  const made = createHash(name).update(bytes).digest();
  return values.some((value) => value.length === made.length && timingSafeEqual(value, made));
}

function isOf(revision: PublishedDigests, { name, values }: Digest): boolean {
  return values.some((value) => value.toString('base64') === revision[name]);
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
  const bare = bareDigests[bytes.length];
  if (bare) return { name: bare, values: [Buffer.from(bytes)] };
  const kind = multihashes[bytes[0] ?? 0];
  return kind && bytes[1] === kind.length && bytes.length === kind.length + 2
    ? { name: kind.name, values: [Buffer.from(bytes.subarray(2))] }
    : 'unknown';
}
