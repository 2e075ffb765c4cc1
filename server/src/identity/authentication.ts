import { passkey } from '@better-auth/passkey';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { APIError, createEmailVerificationToken } from 'better-auth/api';
import type { FastifyRequest } from 'fastify';
import type { Ground } from '../platform/ground.ts';
import type { Caller } from '../platform/http/access.ts';
import { createFindCaller, sessionSeconds } from './find-caller.ts';
import { findOwner } from './find-owner.ts';
import { confirmationMail, newPasswordMail, passwordChangedMail } from './mails.ts';

/** Sign-in as the rest of the server sees it. */
export interface Authentication {
  /** Hands a request to better-auth as one of its own endpoints. */
  handle(request: Request): Promise<Response>;
  /** Who sends this request, from its session cookie; null when nobody is signed in. */
  findCaller(request: FastifyRequest): Promise<Caller | null>;
  /**
   * Mails somebody who signed up the link that confirms the address.
   *
   * @param next path to go to afterwards
   */
  sendConfirmation(person: { name: string; email: string }, next?: string): Promise<void>;
}

/** Carries the address that was typed through better-auth, which knows only the primary one. Never taken from a request of outside. */
export const typedAddressHeader = 'x-typed-address';

const verificationSeconds = 24 * 60 * 60;
const resetSeconds = 60 * 60;

/**
 * Password and passkey sign-in by better-auth on our own tables; mails by our jobs.
 *
 * @param plugins what other capabilities let better-auth do on the same sessions, such as authorizing programs
 */
export function createAuthentication(ground: Ground, plugins: BetterAuthPlugin[] = []): Authentication {
  const { config, database, mail, pool, secrets } = ground;
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;
  const address = new URL(config.url);
  const secret = secrets.derive('sessions');

  async function mailConfirmation(person: { name: string; email: string }, token: string, next?: string | null): Promise<void> {
    const link = new URL('/verify-email', config.url);
    link.searchParams.set('token', token);
    if (next && next !== '/') link.searchParams.set('next', next);
    await mail.send({ to: person.email, ...confirmationMail(person.name, link.href) });
  }

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
    // as hashes: a read database must not open an account by a reset that waits
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...stamps }, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      resetPasswordTokenExpiresIn: resetSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }, request) => {
        const link = `${config.url}/reset-password?token=${encodeURIComponent(token)}`;
        // to the address that was typed: the primary one may have ended with a job
        await mail.send({ to: request?.headers.get(typedAddressHeader) ?? user.email, ...newPasswordMail(user.name, link) });
      },
      onPasswordReset: async ({ user }) => {
        await mail.send({ to: user.email, ...passwordChangedMail(user.name, config.url) });
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      expiresIn: verificationSeconds,
      sendVerificationEmail: ({ user, url, token }) => mailConfirmation(user, token, new URL(url).searchParams.get('callbackURL')),
      beforeEmailVerification: async (user) => {
        const owner = await findOwner(database, user.email);
        if (owner && owner.personId !== user.id)
          throw new APIError('CONFLICT', { code: 'ADDRESS_TAKEN', message: 'Another account has confirmed this address.' });
      },
    },
    plugins: [
      ...plugins,
      passkey({
        rpName: 'Brevet',
        rpID: address.hostname,
        origin: address.origin,
        // a passkey that its device can offer without being asked for a name first
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
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
    async sendConfirmation(person, next) {
      await mailConfirmation(person, await createEmailVerificationToken(secret, person.email, undefined, verificationSeconds), next);
    },
  };
}
