import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Secrets } from '../platform/secrets.ts';

/**
 * The secret of an invitation's link: the invitation's id and a seal over it. It can be shown again without being kept, and a read
 * database opens nothing.
 */
export const InvitationKey = z.string().regex(/^[0-9a-f]{32}[A-Za-z0-9_-]{24}$/, 'is no invitation of ours');

const seal = (secrets: Secrets, id: string) =>
  createHmac('sha256', secrets.derive('group-invitations')).update(id).digest('base64url').slice(0, 24);

export const invitationKey = (secrets: Secrets, id: string): string => id.replaceAll('-', '') + seal(secrets, id);

/** The invitation a key belongs to; null where the seal is not ours. */
export function invitationOf(secrets: Secrets, key: string): string | null {
  const [, ...parts] = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(key) ?? [];
  const id = parts.join('-');
  const [right, given] = [Buffer.from(seal(secrets, id)), Buffer.from(key.slice(32))];
  return right.length === given.length && timingSafeEqual(right, given) ? id : null;
}
