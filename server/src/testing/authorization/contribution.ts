import type { Role } from '../../platform/http/access.ts';

/** What stands before a capability adds its own: the organization that routes are about, another one, an earner, a holder of each role. */
export interface Ground {
  /** Issuer and recognizer at once, so that every role can be held in it. */
  organizationId: string;
  otherOrganizationId: string;
  /** The person whose things the world holds; a member of a school of her own, of nothing here. */
  earnerId: string;
  schoolId: string;
  /** Holders of the roles here. */
  memberIds: Record<Role, string>;
}

/** What a capability adds to the world. */
export interface Contribution {
  /**
   * Ids by the router's parameter: `journeyId`. A name that several capabilities use stands with its folder before it:
   * `stacks/slug`. Further names serve the states of the table (`Line.ids`).
   */
  ids?: Record<string, string>;
  /** People who stand in a relation to these things, by the name that the table uses. */
  people?: Record<string, Person>;
  /** Bodies for routes that must be asked well to show who may: `PUT /api/v1/…` → body. */
  bodies?: Record<string, unknown>;
}

/** Somebody who asks. */
export interface Person {
  id: string;
  /** For a program that asks in a person's name: its access token, sent instead of a session. */
  token?: string;
  /** Held in the organization here; where the table does not name the person, it is answered like other holders of the role. */
  role?: Role;
}
