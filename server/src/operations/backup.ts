import { readConfig } from '../platform/config.ts';
import { openBeside } from '../platform/database/open-configured.ts';
import { OperatorError, runCommand } from '../platform/operator.ts';
import { writeBackup } from './write-backup.ts';

/** `./brevet backup FILE`: database and files in one archive, also while serving. */
await runCommand(async () => {
  const [target] = process.argv.slice(2);
  if (!target) throw new OperatorError('Name the file to write: ./brevet backup FILE.tar');
  const config = readConfig(process.env);
  const { url, release } = await openBeside(config);
  try {
    const manifest = await writeBackup(config, url, target, (line) => console.log(`· ${line}`));
    console.log(`Wrote ${target}.${manifest.secret ? ' It holds the master secret: keep it as safe as the installation itself.' : ''}`);
  } finally {
    await release();
  }
});
