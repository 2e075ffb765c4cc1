import { createPublicKey, type KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import type { Loader } from '../loader.ts';
import { didKeyDocument } from './did-key.ts';
import { didWebUrl } from './did-web.ts';
import { decodeMultikey } from './multikey.ts';

/** A public key found under a verification method id, and who answers for it. */
export interface ResolvedMethod {
  id: string;
  /** The DID or profile URL whose document lists the key. */
  controller: string;
  publicKey: KeyObject;
  /** What the document lets this key sign: credentials, presentations. */
  purposes: ReadonlySet<'assertionMethod' | 'authentication'>;
  revoked?: string;
  expires?: string;
  /** For a key of a key set, the origin at which it stands: it speaks for issuers there. */
  keySetOrigin?: string;
}

type Json = Record<string, unknown>;

const purposes = ['assertionMethod', 'authentication'] as const;

/**
 * Finds the public key that a proof names.
 *
 * did:key is read from itself; did:web and `https://` ids are loaded from the document of their controller.
 *
 * @param id  verification method, such as `did:web:example.org#key-1`
 * @throws {OpenBadgesError} `did-unsupported` for other methods, `document-unreachable` when the loader rejects, `document-malformed`
 *   when the document is not about the controller, `key-not-found` when it does not list the key, and the errors of key decoding
 * @see Controlled Identifiers 1.0 §3.3 Retrieve Verification Method
 */
export async function resolveMethod(id: string, loader: Loader): Promise<ResolvedMethod> {
  const controller = id.split('#', 1)[0] as string;
  const document = await loadController(controller, loader);
  const ofSet = readKeySet(document, id, controller);
  if (ofSet) return ofSet;
  const method = methodsOf(document).find((candidate) => absolute(candidate.id, controller) === id);
  if (!method) throw new OpenBadgesError('key-not-found', 'The issuer does not list the key that signed this.', { id });
  return describe(method, id, controller, document);
}

/**
 * Lists the keys in the document of a controller that can be read; others are left out.
 *
 * @param controller  did:key, did:web or `https://` address
 * @throws {OpenBadgesError} `did-unsupported`, `document-unreachable`, `document-malformed`
 */
export async function listKeys(controller: string, loader: Loader): Promise<ResolvedMethod[]> {
  const document = await loadController(controller, loader);
  return methodsOf(document).flatMap((method) => {
    const id = absolute(method.id, controller);
    try {
      return id === undefined ? [] : [describe(method, id, controller, document)];
    } catch {
      return [];
    }
  });
}

/**
 * A key of a JSON Web Key (Set), which Open Badges 3.0 lets `kid` point at. A key set says nothing of who keeps it, so that only its place
 * does: it counts for issuers of the same origin.
 */
function readKeySet(document: Json, id: string, controller: string): ResolvedMethod | undefined {
  if (document.id !== undefined) return undefined;
  const keys = Array.isArray(document.keys) ? document.keys.filter(isObject) : [document];
  const fragment = id.split('#')[1];
  const named = fragment === undefined ? keys : keys.filter((key) => key.kid === fragment || key.kid === id);
  const [key] = named;
  if (!key || named.length > 1) throw new OpenBadgesError('key-not-found', 'The key set does not say which key signed this.', { id });
  return {
    id,
    controller,
    keySetOrigin: new URL(controller).origin,
    publicKey: readKey({ publicKeyJwk: key }),
    purposes: new Set(purposes),
  };
}

function methodsOf(document: Json): Json[] {
  return [document.verificationMethod, document.assertionMethod, document.authentication, document.publicKey].flat().filter(isObject);
}

function describe(method: Json, id: string, controller: string, document: Json): ResolvedMethod {
  if (method.controller !== undefined && method.controller !== controller) {
    throw new OpenBadgesError('key-not-found', 'The key is listed, but belongs to somebody else.', { id });
  }
  const isListed = (purpose: string) =>
    [document[purpose]].flat().some((entry) => absolute(isObject(entry) ? entry.id : entry, controller) === id);
  return {
    id,
    controller,
    publicKey: readKey(method),
    purposes: new Set(purposes.filter(isListed)),
    ...(typeof method.revoked === 'string' ? { revoked: method.revoked } : {}),
    ...(typeof method.expires === 'string' ? { expires: method.expires } : {}),
  };
}

async function loadController(controller: string, loader: Loader): Promise<Json> {
  if (controller.startsWith('did:key:')) return { ...didKeyDocument(controller) };
  const url = controller.startsWith('did:web:') ? didWebUrl(controller) : controller;
  if (!url.startsWith('https://')) {
    throw new OpenBadgesError('did-unsupported', 'Keys can be looked up as did:key, did:web or https only.', { controller });
  }
  let document: unknown;
  try {
    document = await loader(url);
  } catch (cause) {
    throw new OpenBadgesError(
      'document-unreachable',
      'The document that lists the keys of the issuer is out of reach.',
      { url },
      { cause },
    );
  }
  const isKeySet = isObject(document) && document.id === undefined && (Array.isArray(document.keys) || typeof document.kty === 'string');
  if (!isObject(document) || (document.id !== controller && !isKeySet)) {
    throw new OpenBadgesError('document-malformed', 'The document that should list the keys of the issuer is about somebody else.', {
      url,
    });
  }
  return document;
}

function readKey(method: Json): KeyObject {
  if (typeof method.publicKeyMultibase === 'string') return decodeMultikey(method.publicKeyMultibase);
  if (isObject(method.publicKeyJwk)) {
    const { kty = '', crv = '', x = '', y = '', n = '', e = '' } = method.publicKeyJwk as Record<string, string>;
    try {
      if (kty === 'OKP' && crv === 'Ed25519') return createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
      if (kty === 'EC' && (crv === 'P-256' || crv === 'P-384')) return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
      if (kty === 'RSA') return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    } catch (cause) {
      throw new OpenBadgesError('key-malformed', 'The public key cannot be read.', {}, { cause });
    }
  }
  throw new OpenBadgesError('key-unsupported', 'The public key is of a kind that is not supported.', { type: method.type });
}

function absolute(id: unknown, controller: string): string | undefined {
  if (typeof id !== 'string') return undefined;
  return id.startsWith('#') ? controller + id : id;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
