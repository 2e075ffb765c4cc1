import { ConfigError } from './config.ts';
import { DataFolderHeld } from './data-folder.ts';
import { MigrationError } from './database/migrate.ts';
import { EmbeddedPostgresError } from './database/postmaster.ts';

/** A command cannot go on; the message tells the operator what to do. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

/** Runs a command: what an operator can mend is told in plain words, anything else whole. Exit code 1 either way. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const mendable = [OperatorError, ConfigError, DataFolderHeld, EmbeddedPostgresError, MigrationError].some(
      (kind) => error instanceof kind,
    );
    console.error(mendable ? (error as Error).message : error);
    process.exitCode = 1;
    // timers and pools of a half-started server must not keep a failed command alive
    setImmediate(() => process.exit());
  }
}
