import { z } from 'zod';
import { issuerRoles, recognizerRoles } from '../platform/http/access.ts';

/** Shapes that several routes of identity share. */

export const Email = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase());
export const NewPassword = z.string().min(10).max(200);
export const PersonName = z.string().trim().min(1).max(200);
/** A path of ours to go to afterwards. */
export const NextPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\w\-./?&=%]*$/, 'is not a path of ours');
/** A token of better-auth's mails: a JWT or random letters. */
export const SignedToken = z
  .string()
  .max(2000)
  .regex(/^[\w.-]+$/, 'is not a token of ours');

export const Done = z.object({ done: z.literal(true) });
export const done = { done: true } as const;

export const RoleName = z.enum([...issuerRoles, ...recognizerRoles]);
export const RoleNames = z
  .array(RoleName)
  .max(9)
  .transform((roles) => [...new Set(roles)]);

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);
/** What a browser's `PublicKeyCredential` becomes as JSON (WebAuthn 3, §5.1). Checked whole by better-auth. */
export const PasskeyAnswer = z.looseObject({
  id: base64url.min(1).max(1400),
  rawId: base64url.min(1).max(1400),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: base64url.min(1) }),
});
