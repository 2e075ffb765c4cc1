import { readConfig } from '../platform/config.ts';
import { openConfigured } from '../platform/database/open-configured.ts';
import { OperatorError, runCommand } from '../platform/operator.ts';
import { readBackup } from './read-backup.ts';

/** `./brevet restore FILE`: fills an empty database and data folder. */
await runCommand(async () => {
  const [source] = process.argv.slice(2);
  if (!source) throw new OperatorError('Name the backup: ./brevet restore FILE.tar');
  const config = readConfig(process.env);
  const { url, release } = await openConfigured(config);
  try {
    const manifest = await readBackup(config, url, source, (line) => console.log(`· ${line}`));
    console.log(`Restored the backup of ${manifest.createdAt}.`);
  } finally {
    await release();
  }
});
