/**
 * Everything that this library refuses, as stable codes to switch on. Messages may change between versions, codes do not.
 */
export type OpenBadgesErrorCode =
  | 'credential-invalid'
  | 'document-too-large'
  | 'document-malformed'
  | 'document-unsafe'
  | 'context-unknown'
  | 'term-unknown'
  | 'graph-too-complex'
  | 'template-mismatch'
  | 'multibase-malformed'
  | 'key-malformed'
  | 'key-unsupported'
  | 'key-not-found'
  | 'proof-not-found'
  | 'did-malformed'
  | 'did-unsupported'
  | 'document-unreachable'
  | 'status-list-malformed'
  | 'status-index-out-of-range'
  | 'image-unsupported'
  | 'image-malformed'
  | 'image-without-badge';

/**
 * The one error class of the library.
 *
 * `details` carries what a program needs to act on the code (the JSON path, the URL of an unknown context).
 */
export class OpenBadgesError extends Error {
  readonly code: OpenBadgesErrorCode;
  readonly details: Record<string, unknown>;

  constructor(code: OpenBadgesErrorCode, message: string, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OpenBadgesError';
    this.code = code;
    this.details = details;
  }
}
