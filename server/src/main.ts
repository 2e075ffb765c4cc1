import { readConfig } from './platform/config.ts';
import { runCommand } from './platform/operator.ts';
import { start } from './start.ts';

await runCommand(async () => {
  await start(readConfig(process.env));
});
