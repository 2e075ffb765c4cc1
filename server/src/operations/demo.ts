import { readDemo } from '../demo/demo-content.ts';
import { demoPassword } from '../demo/load-catalog.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { readConfig } from '../platform/config.ts';
import { runCommand } from '../platform/operator.ts';
import { start } from '../start.ts';

/** `./brevet demo`: loads the demo into the data folder if it is not there, and serves. `--load-only` stops after loading. */
await runCommand(async () => {
  const config = { ...readConfig(process.env), demo: true };
  const loadOnly = process.argv.includes('--load-only');
  const running = await start(config, (app) => loadDemo(app, (line) => console.log(`· ${line}`)), !loadOnly);
  if (loadOnly) return running.stop();
  console.log(`\nSign in at ${config.url}/sign-in with the password ${demoPassword} as, for example:`);
  const shown = ['educator', 'evaluator', 'evaluation-lead', 'issuer-admin'] as const;
  for (const role of shown) {
    const person = readDemo().people.find(({ memberships }) => memberships.some(({ roles }) => roles.includes(role)));
    if (person) console.log(`  ${role.padEnd(16)} ${person.email}  (${person.name})`);
  }
  console.log(`Everybody else: ${config.url}/sign-in lists them. Mail: ${config.url}/demo/mail\n`);
});
