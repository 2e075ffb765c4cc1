import { rewrapKeys } from '../awards/index.ts';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { openBeside } from '../platform/database/open-configured.ts';
import { checkEnvelopes } from '../platform/envelopes/check-envelopes.ts';
import { OperatorError, runCommand } from '../platform/operator.ts';
import { loadSecrets } from '../platform/secrets.ts';

const usage = 'Usage: ./brevet rewrap-keys [--to configuration]';

/**
 * `./brevet rewrap-keys`: wraps every private key anew: by the key management service where one is configured, else by the master secret.
 * `--to configuration` moves them away from the service.
 */
await runCommand(async () => {
  const [option, to, ...more] = process.argv.slice(2);
  if ((option !== undefined && (option !== '--to' || to !== 'configuration')) || more.length) throw new OperatorError(usage);
  const config = readConfig(process.env);
  const secrets = loadSecrets(config, { wrapBy: to === 'configuration' ? 'configuration' : undefined });
  await checkEnvelopes(secrets.envelopes);
  const { url, release } = await openBeside(config);
  const open = openDatabase(url, 2, (error) => console.error(error));
  try {
    const counts = await rewrapKeys({ database: open.database, secrets, clock: () => new Date() });
    const by = { configuration: 'the master secret', kms: 'the key management service' };
    const all = counts.sealed + counts.configuration + counts.kms;
    console.log(`${all} private keys are wrapped by ${by[secrets.envelopes.wrappedBy]} now.`);
    console.log(`Before: ${counts.configuration} by ${by.configuration}, ${counts.kms} by ${by.kms}, ${counts.sealed} in no envelope.`);
  } finally {
    await open.close();
    await release();
  }
});
