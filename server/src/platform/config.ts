import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Whether what is sent to an address is read by nobody on the way. */
function isPrivatelyAsked(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/**
 * The environment variables Brevet reads; the table in docs/running.md is this list.
 * A wrong value stops the start with a sentence that names the variable and says what it takes.
 */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  BREVET_DATA: z.string().min(1).default('data'),
  BREVET_URL: z.url({ protocol: /^https?$/ }).optional(),
  BREVET_PRIVACY_URL: z.url({ protocol: /^https?$/ }).optional(),
  BREVET_TERMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12),
  MAIL_URL: z.url({ protocol: /^(smtps?|file)$/ }).default('file:mail'),
  MAIL_FROM: z.string().min(3).default('Brevet <brevet@localhost>'),
  STORAGE_URL: z.url({ protocol: /^(file|s3)$/ }).default('file:files'),
  AWS_ACCESS_KEY_ID: z.string().min(1).optional(),
  AWS_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  STORAGE_QUOTA_GB: z.coerce.number().positive().max(1_000_000).default(50),
  STORAGE_KEEP_DAYS: z.coerce.number().int().min(1).max(3650).default(7),
  STORAGE_CHECK_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  CLAMD_URL: z.url({ protocol: /^(tcp|unix)$/ }).optional(),
  LOOK_AT_LINKS: z.stringbool().default(true),
  BREVET_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9+/_-]{43,}={0,2}$/, 'takes 32 random bytes in base64, for example from `openssl rand -base64 32`')
    .optional(),
  BREVET_SECRET_BEFORE: z
    .string()
    .regex(/^[A-Za-z0-9+/_-]{43,}={0,2}$/, 'takes what BREVET_SECRET was before it was changed')
    .optional(),
  BREVET_KMS_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isPrivatelyAsked, 'takes the https address of a Vault or OpenBao server; http only on this machine, for data keys travel there')
    .optional(),
  BREVET_KMS_MOUNT: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/, 'takes the path of the Transit secrets engine, without slashes around it')
    .default('transit'),
  BREVET_KMS_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,100}$/, 'takes the name of a key in the Transit secrets engine')
    .default('brevet'),
  BREVET_KMS_NAMESPACE: z
    .string()
    .regex(/^[A-Za-z0-9_./-]+$/, 'takes the namespace of the secrets engine')
    .optional(),
  BREVET_KMS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'takes a token, without spaces')
    .optional(),
  BREVET_KMS_TOKEN_FILE: z.string().min(1).optional(),
  BREVET_KEYS_KEPT_MINUTES: z.coerce.number().min(0).max(1440).default(15),
  VC_API_KEY: z
    .string()
    .regex(/^[A-Za-z0-9._~+/=-]{32,500}$/, 'takes 32 to 500 letters, digits and ._~+/=-, for example from `openssl rand -base64 32`')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: z.stringbool().default(false),
  BREVET_WEB: z
    .string()
    .min(1)
    .default(resolve(import.meta.dirname, '../../../web/dist')),
  BREVET_DEMO: z.stringbool().default(false),
  PATH: z.string().default(''),
  BREVET_RATE_LIMIT: z.stringbool().default(true),
});

/** A folder of uploaded files; nodes may share it. */
export interface DiskPlace {
  kind: 'disk';
  /** Absolute path. */
  folder: string;
}

/** A bucket of uploaded files. */
export interface S3Place {
  kind: 's3';
  bucket: string;
  /** Before each key: empty, or a path that ends in a slash. */
  prefix: string;
  region: string;
  /** Of a store that is not AWS. */
  endpoint: string | undefined;
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** The parsed configuration of one Brevet process. */
export interface Config {
  port: number;
  host: string;
  /** Absolute path of the data folder: embedded database, files, mail, secrets. */
  dataFolder: string;
  /** The public address without a trailing slash; badges and e-mails carry it. */
  url: string;
  /** Where the operator's privacy policy and terms of service stand; the public address where there are none of one's own. */
  policies: { privacy: string; terms: string };
  /** A PostgreSQL of your own; without it the embedded one in the data folder is used. */
  databaseUrl: string | undefined;
  /** Connections this process may hold. */
  databasePool: number;
  mail: { url: URL; from: string };
  storage: {
    place: DiskPlace | S3Place;
    /** What one person may keep, in bytes. */
    quota: number;
    /** Days that unfinished uploads, files that became nothing, and removed items are kept. */
    keepDays: number;
    /** Days after which a stored file is compared with its checksum again. */
    checkDays: number;
  };
  /** 32 bytes in base64 that seal private keys and sign sessions; without it one is made in the data folder. */
  secret: string | undefined;
  /** What `secret` was before, while keys are wrapped anew. */
  secretBefore: string | undefined;
  /** A key management service with a Transit secrets engine, which wraps the data keys of private keys. */
  kms: { url: URL; mount: string; key: string; namespace: string | undefined; token: { value: string } | { file: string } } | undefined;
  /** Milliseconds that opened private keys are kept in memory. */
  keysKeptMs: number;
  /** The key with which programs use the VC-API; without it there is none. */
  vcApiKey: string | undefined;
  /** A virus scanner that every upload goes through. */
  clamd: URL | undefined;
  /** Whether pages that educators link to are looked at for their titles. */
  lookAtLinks: boolean;
  /** Where programs that help are looked for (ffmpeg); from `PATH`. */
  programPath: string;
  /** The built web application. */
  webFolder: string;
  logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  trustProxy: boolean;
  /** Whether demo conveniences (sign-in list, mail inbox) are shown. */
  demo: boolean;
  rateLimit: boolean;
}

/** A wrong value in the environment; its message is meant for the operator. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the configuration from environment variables.
 *
 * @param env usually `process.env`; empty strings count as absent
 * @throws {ConfigError} names each wrong variable and what it takes
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(
      `Brevet cannot start with this configuration:\n${lines.join('\n')}\nSee docs/running.md for what each variable takes.`,
    );
  }
  const e = parsed.data;
  const dataFolder = resolve(e.BREVET_DATA);
  const url = (e.BREVET_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, '');
  return {
    port: e.PORT,
    host: e.HOST,
    dataFolder,
    url,
    policies: { privacy: e.BREVET_PRIVACY_URL ?? `${url}/`, terms: e.BREVET_TERMS_URL ?? `${url}/` },
    databaseUrl: e.DATABASE_URL,
    databasePool: e.DATABASE_POOL,
    mail: { url: new URL(e.MAIL_URL), from: e.MAIL_FROM },
    storage: {
      place: storagePlace(e, dataFolder),
      quota: Math.round(e.STORAGE_QUOTA_GB * 1e9),
      keepDays: e.STORAGE_KEEP_DAYS,
      checkDays: e.STORAGE_CHECK_DAYS,
    },
    secret: e.BREVET_SECRET,
    secretBefore: e.BREVET_SECRET_BEFORE,
    kms: keyService(e),
    keysKeptMs: e.BREVET_KEYS_KEPT_MINUTES * 60_000,
    vcApiKey: e.VC_API_KEY,
    clamd: e.CLAMD_URL ? new URL(e.CLAMD_URL) : undefined,
    lookAtLinks: e.LOOK_AT_LINKS,
    programPath: e.PATH,
    webFolder: resolve(e.BREVET_WEB),
    logLevel: e.LOG_LEVEL,
    trustProxy: e.TRUST_PROXY,
    demo: e.BREVET_DEMO,
    rateLimit: e.BREVET_RATE_LIMIT,
  };
}

/** A key management service needs its address and one way to a token. */
function keyService(e: z.infer<typeof Environment>): Config['kms'] {
  const { BREVET_KMS_URL: url, BREVET_KMS_TOKEN: value, BREVET_KMS_TOKEN_FILE: file } = e;
  const wrong = (what: string) =>
    new ConfigError(`Brevet cannot start with this configuration:\n  ${what}\nSee docs/running.md for what each variable takes.`);
  if (!url) {
    if (value || file) throw wrong('BREVET_KMS_URL: is missing, though there is a token for it');
    return undefined;
  }
  if (value && file) throw wrong('BREVET_KMS_TOKEN: is given, and BREVET_KMS_TOKEN_FILE, too; give one of them');
  const token = value ? { value } : file ? { file } : undefined;
  if (!token)
    throw wrong('BREVET_KMS_TOKEN: takes a token that may encrypt and decrypt with BREVET_KMS_KEY; or give BREVET_KMS_TOKEN_FILE');
  return { url: new URL(url), mount: e.BREVET_KMS_MOUNT, key: e.BREVET_KMS_KEY, namespace: e.BREVET_KMS_NAMESPACE, token };
}

/** `file:folder`, or `s3://bucket/prefix?region=eu-central-1&endpoint=https://s3.example.org`. */
function storagePlace(e: z.infer<typeof Environment>, dataFolder: string): DiskPlace | S3Place {
  const url = new URL(e.STORAGE_URL);
  if (url.protocol === 'file:') {
    const folder = resolve(dataFolder, e.STORAGE_URL.slice('file:'.length).replace(/^\/\/(?=\/)/, ''));
    return { kind: 'disk', folder: join(folder, 'uploads') };
  }
  const endpoint = url.searchParams.get('endpoint') ?? undefined;
  if (!url.hostname || (endpoint !== undefined && !/^https?:\/\/[^/]/.test(endpoint)))
    throw new ConfigError(
      'Brevet cannot start with this configuration:\n  STORAGE_URL: takes s3://bucket/prefix?region=…&endpoint=https://…\nSee docs/running.md for what each variable takes.',
    );
  const prefix = url.pathname.replace(/^\/+|\/+$/g, '');
  return {
    kind: 's3',
    bucket: url.hostname,
    prefix: prefix && `${prefix}/`,
    region: url.searchParams.get('region') ?? 'us-east-1',
    endpoint,
    credentials:
      e.AWS_ACCESS_KEY_ID && e.AWS_SECRET_ACCESS_KEY
        ? { accessKeyId: e.AWS_ACCESS_KEY_ID, secretAccessKey: e.AWS_SECRET_ACCESS_KEY }
        : undefined,
  };
}

/** The version printed by `./brevet --version` and in the health answer. */
export function readVersion(): string {
  const file = resolve(import.meta.dirname, '../../../package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : 'unknown';
}
