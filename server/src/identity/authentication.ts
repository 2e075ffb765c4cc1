import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import type { FastifyRequest } from 'fastify';
import type { Ground } from '../platform/ground.ts';
import type { Caller } from '../platform/http/access.ts';
import { createFindCaller, sessionSeconds } from './find-caller.ts';

/** Sign-in as the rest of the server sees it. */
export interface Authentication {
  /** Hands a request to better-auth as one of its own endpoints. */
  handle(request: Request): Promise<Response>;
  /** Who sends this request, from its session cookie; null when nobody is signed in. */
  findCaller(request: FastifyRequest): Promise<Caller | null>;
}

const verificationSeconds = 24 * 60 * 60;
const resetSeconds = 60 * 60;

/** Password and passkey sign-in by better-auth on our own tables; mails by our jobs. */
export function createAuthentication(ground: Ground): Authentication {
  const { config, mail, pool, secrets } = ground;
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;
  const address = new URL(config.url);
  const secret = secrets.derive('sessions');
  const auth = betterAuth({
    appName: 'Brevet',
    baseURL: config.url,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [address.origin],
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false }, // the routes in front of it are limited
    advanced: {
      cookiePrefix: 'brevet',
      useSecureCookies: address.protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      database: { generateId: false },
    },
    user: { modelName: 'person', fields: { emailVerified: 'email_verified', ...stamps } },
    session: {
      modelName: 'session',
      fields: { userId: 'person_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...stamps },
      expiresIn: sessionSeconds,
    },
    account: {
      modelName: 'account',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...stamps,
      },
    },
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...stamps } },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      resetPasswordTokenExpiresIn: resetSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => {
        await mail.send({
          to: user.email,
          subject: 'Choose a new password',
          text: `Hello ${user.name},\n\nyou asked to choose a new password for Brevet. The link works for one hour and once.\n\nIf it was not you, nothing has changed; you can leave this message alone.`,
          action: { label: 'Choose a new password', url: `${config.url}/reset-password?token=${encodeURIComponent(token)}` },
        });
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      expiresIn: verificationSeconds,
      sendVerificationEmail: async ({ user, token }) => {
        await mail.send({
          to: user.email,
          subject: 'Confirm your e-mail address',
          text: `Hello ${user.name},\n\nwelcome to Brevet. Confirm that this address is yours, then you can begin. The link works for one day.`,
          action: { label: 'Confirm this address', url: `${config.url}/verify-email?token=${encodeURIComponent(token)}` },
        });
      },
    },
    plugins: [
      passkey({
        rpName: 'Brevet',
        rpID: address.hostname,
        origin: address.origin,
        schema: {
          passkey: {
            modelName: 'passkey',
            fields: {
              publicKey: 'public_key',
              userId: 'person_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
  });
  return {
    handle: (request) => auth.handler(request),
    findCaller: createFindCaller(ground, secret),
  };
}
