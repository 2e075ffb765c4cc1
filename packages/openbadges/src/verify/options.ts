import type { Loader } from '../loader.ts';
import type { ByteLoader } from './check-resources.ts';

/** Somebody of whom the verifier knows an id, an e-mail address or both. */
export interface ExpectedRecipient {
  id?: string;
  email?: string;
}

/** What a verification is told. */
export interface VerifyOptions {
  /** Brings documents of issuers and status lists; see `Loader` for what it should refuse. */
  loader: Loader;
  now: Date;
  /** Ids of issuers that the verifier trusts; an issuer outside is remarked on, nothing more. */
  knownIssuers?: Iterable<string>;
  /** Who should be the earner; left out, nobody is compared. */
  expectedRecipient?: ExpectedRecipient;
  /** Cap on the text of the badge, in bytes; two megabytes unless told. */
  maxBytes?: number;
  /** Brings the bytes of documents whose digests a badge names; without it they are not compared. */
  loadBytes?: ByteLoader;
  /** Whether credentials that are no badges are verified, too, by VC Data Model 2.0; they are refused unless told. */
  anyCredential?: boolean;
  /**
   * What the verifier itself knows of the standing of a badge, by its id, because it issued it or keeps it: it outweighs a list that cannot
   * say it. Asked only once the signature was confirmed.
   */
  knownStatus?: (id: string) => Promise<'revoked' | 'suspended' | undefined>;
  /** Of a presentation: what its signature must answer, and for whom it must be made. */
  challenge?: string;
  domain?: string;
  /** Origins at which status lists and documents of version 2.0 may be asked for without HTTPS: the verifier's own installation, say. */
  trustedOrigins?: readonly string[];
}
