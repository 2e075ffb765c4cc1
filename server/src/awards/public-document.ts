import type { FastifyReply, FastifyRequest } from 'fastify';

/** A document for wallets, verifiers and other sites. */
export interface PublicDocument {
  body: string | Uint8Array;
  type: string;
  /** Seconds a copy may be kept. */
  maxAge: number;
  etag?: string;
  /** Under which name a browser saves it. */
  fileName?: string;
  /** Hidden badges go to their earner alone. */
  isPrivate?: boolean;
}

/** Sends a document to anybody from anywhere: verifiers run in browsers of other sites, too. */
export function sendDocument(request: FastifyRequest, reply: FastifyReply, document: PublicDocument): FastifyReply {
  reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', document.isPrivate ? 'private, no-store' : `public, max-age=${document.maxAge}`);
  if (document.fileName) reply.header('content-disposition', `inline; filename="${document.fileName}"`);
  if (document.etag) {
    reply.header('etag', document.etag);
    if (request.headers['if-none-match'] === document.etag) return reply.code(304).send();
  }
  if (document.type === credentialType) reply.header('vary', 'accept');
  return reply.type(typeAsked(request, document.type)).send(document.body);
}

const credentialType = 'application/vc';

/**
 * The HTTP clients of several verifiers ask for JSON and look for that word in the answer's type: without it they read nothing, not even a
 * status list.
 */
function typeAsked(request: FastifyRequest, type: string): string {
  const accept = request.headers.accept ?? '';
  return type === credentialType && accept.includes('json') && !accept.includes(credentialType) ? 'application/ld+json' : type;
}
