import { rotateInstallationKey } from '../awards/index.ts';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { openBeside } from '../platform/database/open-configured.ts';
import { runCommand } from '../platform/operator.ts';
import { loadSecrets } from '../platform/secrets.ts';

/** `./brevet rotate-key`: gives the installation a new key for what it signs in its own name; what was signed before stays valid. */
await runCommand(async () => {
  const config = readConfig(process.env);
  const { url, release } = await openBeside(config);
  const open = openDatabase(url, 2, (error) => console.error(error));
  try {
    const ground = { config, database: open.database, secrets: loadSecrets(config), clock: () => new Date() };
    const { name, retired } = await rotateInstallationKey(ground);
    console.log(retired ? `${name} signs from now on; ${retired} stays in the public document.` : `${name} is made; it is the first.`);
    if (!config.url.startsWith('https:'))
      console.log('This installation has no https address, so it is named by its key, and has another name from now on.');
  } finally {
    await open.close();
    await release();
  }
});
