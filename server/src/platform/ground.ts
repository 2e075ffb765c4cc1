import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { OpenDatabase } from './database/database.ts';
import type { Events } from './events.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Mail } from './mail/mail.ts';
import type { Scan } from './scan/clamd.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage/storage.ts';

/** What every capability is built from. */
export interface Ground {
  config: Config;
  database: OpenDatabase['database'];
  pool: OpenDatabase['pool'];
  jobs: Jobs;
  mail: Mail;
  events: Events;
  secrets: Secrets;
  storage: Storage;
  /** Null where no virus scanner is configured. */
  scan: Scan | null;
  clock: Clock;
}
