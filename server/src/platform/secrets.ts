import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { configurationWrapper } from './envelopes/configuration-wrapper.ts';
import { type Envelopes, envelopesOf } from './envelopes/envelopes.ts';
import type { WrapperName } from './envelopes/key-wrapper.ts';
import { type Sealing, sealingWith } from './envelopes/sealing.ts';
import { transitWrapper } from './envelopes/transit-wrapper.ts';

/** Seals small secrets and derives keys for named purposes from the one master secret; private signing keys go into envelopes. */
export interface Secrets extends Sealing {
  /** A key for one purpose, 32 bytes, in base64url. */
  derive(purpose: string): string;
  /** For private keys. */
  envelopes: Envelopes;
}

/**
 * Loads the master secret: from `BREVET_SECRET`, else from `secret` in the data folder, made there on the first start.
 * Lose it and what it wraps is lost with it: back it up apart from the database.
 *
 * @param options.wrapBy what wraps new envelopes: the key management service where one is configured, unless told
 */
export function loadSecrets(
  config: Pick<Config, 'secret' | 'dataFolder'> & Partial<Pick<Config, 'secretBefore' | 'kms'>>,
  { wrapBy }: { wrapBy?: WrapperName | undefined } = {},
): Secrets {
  const master = Buffer.from(config.secret ?? keptSecret(config.dataFolder), 'base64');
  const deriveFrom = (secret: Buffer, purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `brevet/${purpose}`, 32));
  const current = sealingWith(deriveFrom(master, 'seal'));
  const before = config.secretBefore ? sealingWith(deriveFrom(Buffer.from(config.secretBefore, 'base64'), 'seal')) : undefined;
  const byConfiguration = configurationWrapper(before ? [current, before] : [current]);
  const byService = config.kms ? transitWrapper(config.kms) : undefined;
  return {
    derive: (purpose) => deriveFrom(master, purpose).toString('base64url'),
    seal: current.seal,
    open(sealed, context) {
      try {
        return current.open(sealed, context);
      } catch (error) {
        if (!before) throw error;
        return before.open(sealed, context);
      }
    },
    envelopes:
      byService && wrapBy !== 'configuration'
        ? envelopesOf(byService, [byConfiguration])
        : envelopesOf(byConfiguration, byService ? [byService] : []),
  };
}

function keptSecret(dataFolder: string): string {
  const file = join(dataFolder, 'secret');
  mkdirSync(dataFolder, { recursive: true });
  try {
    // 'wx' so that of two processes starting at once only one makes it; the other reads it.
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
