import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { openBeside } from '../platform/database/open-configured.ts';
import { OperatorError, runCommand } from '../platform/operator.ts';
import { verifyLedger } from '../recognition/index.ts';

/** `./brevet ledger verify`: recomputes every ledger from its facts and compares; exit code 1 when anything differs. */
await runCommand(async () => {
  const [what, ...more] = process.argv.slice(2);
  if (what !== 'verify' || more.length) throw new OperatorError('There is one thing to do with the ledger: ./brevet ledger verify');
  const config = readConfig(process.env);
  const { url, release } = await openBeside(config);
  const open = openDatabase(url, 2, (error) => console.error(error));
  try {
    const began = performance.now();
    const { recognizers, educators, awards, entries, differences } = await verifyLedger(open.database, ({ recognizer, educatorId, what }) =>
      console.log(`${recognizer}${educatorId ? ` educator ${educatorId}` : ''}: ${what}`),
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(
      `${recognizers} recognizers, ${educators} educators, ${awards} awards, ${entries} entries compared in ${seconds} s: ${differences ? `${differences} differences.` : 'no difference.'}`,
    );
    if (differences) process.exitCode = 1;
  } finally {
    await open.close();
    await release();
  }
});
