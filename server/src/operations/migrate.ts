import { readConfig } from '../platform/config.ts';
import { migrate } from '../platform/database/migrate.ts';
import { openConfigured } from '../platform/database/open-configured.ts';
import { runCommand } from '../platform/operator.ts';

/** `./brevet migrate`: brings the database to this release and stops. */
await runCommand(async () => {
  const config = readConfig(process.env);
  const { url, release } = await openConfigured(config);
  try {
    const count = await migrate(url, (name) => console.log(`· ${name}`));
    console.log(count ? `The database is at this release (${count} new).` : 'The database is at this release already.');
  } finally {
    await release();
  }
});
