import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { runningEmbeddedPostgres } from '../../server/src/platform/database/embedded.ts';
import { startServer } from '../harness/server.ts';

const root = resolve(import.meta.dirname, '../..');
const folders: string[] = [];
const dataFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-operating-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const run = (program: string, args: string[], env: Record<string, string> = {}) =>
  spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } as NodeJS.ProcessEnv,
  });
const operation = (name: string, args: string[], env: Record<string, string>) =>
  run(process.execPath, [join(root, `server/src/operations/${name}.ts`), ...args], env);

describe('the one command', () => {
  it('answers an unknown word with exit code 2 and where to look', () => {
    const { status, stderr } = run('sh', [join(root, 'brevet'), 'nonsense']);
    expect(status).toBe(2);
    expect(stderr).toContain("no command 'nonsense'");
    expect(stderr).toContain('--help');
  });

  it('explains itself', () => {
    const { status, stdout } = run('sh', [join(root, 'brevet'), '--help']);
    expect(status).toBe(0);
    for (const word of ['demo', 'serve', 'test', 'bench', 'migrate', 'backup', 'restore']) expect(stdout).toContain(`./brevet ${word}`);
  });
});

describe('a start', () => {
  it('with a wrong value ends with the variable’s name and what it takes', () => {
    const { status, stderr } = run(process.execPath, [join(root, 'server/src/main.ts')], {
      PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      BREVET_SECRET: 'short',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/PORT: /);
    expect(stderr).toMatch(/DATABASE_URL: /);
    expect(stderr).toMatch(/BREVET_SECRET: .*32 random bytes/);
    expect(stderr).not.toMatch(/\bat .*\.ts:/);
  });

  it('on a port that is in use ends with what to do, and takes its database along', async () => {
    const folder = dataFolder();
    const taken = createServer();
    const port = await new Promise<number>((settle) => taken.listen(0, '127.0.0.1', () => settle((taken.address() as AddressInfo).port)));
    const { status, stderr } = run(process.execPath, [join(root, 'server/src/main.ts')], { BREVET_DATA: folder, PORT: String(port) });
    taken.close();
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(stderr).not.toMatch(/\bat .*\.ts:/);
    expect(status).toBe(1);
    expect(runningEmbeddedPostgres(folder)).toBeNull();
    expect(existsSync(join(folder, 'brevet.lock'))).toBe(false);
  });

  it('on a data folder that another process holds is refused, and says by whom', async () => {
    const folder = dataFolder();
    const server = await startServer({ BREVET_DATA: folder });
    const second = operation('migrate', [], { BREVET_DATA: folder });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`in use by process ${server.process.pid}`);
    await server.stop();
    expect(operation('migrate', [], { BREVET_DATA: folder }).status).toBe(0);
  });

  it('after a kill takes over the folder and the database left running', async () => {
    const folder = dataFolder();
    const first = await startServer({ BREVET_DATA: folder });
    const url = runningEmbeddedPostgres(folder);
    await first.kill();
    const second = await startServer({ BREVET_DATA: folder });
    expect(runningEmbeddedPostgres(folder)).toBe(url);
    await second.stop();
    expect(runningEmbeddedPostgres(folder)).toBeNull();
  });

  it('ends its database in order when told to stop', async () => {
    const folder = dataFolder();
    const server = await startServer({ BREVET_DATA: folder });
    await server.stop();
    expect(server.process.exitCode).toBe(0);
    expect(existsSync(join(folder, 'brevet.lock'))).toBe(false);
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('database system is shut down');
  });

  it('works below a home that other users cannot enter', async () => {
    const home = dataFolder();
    chmodSync(home, 0o700);
    const folder = join(home, 'data');
    const server = await startServer({ BREVET_DATA: folder });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await server.stop();
  });

  it.runIf(process.getuid?.() === 0)('works as a normal user', () => {
    const home = dataFolder();
    const folder = join(home, 'data');
    mkdirSync(folder);
    spawnSync('chown', ['-R', '65534:65534', home]);
    // the checkout itself may lie where that user cannot read, so the user gets a copy of what runs
    const code = join(home, 'code');
    for (const part of ['package.json', 'server', 'packages'])
      cpSync(join(root, part), join(code, part), { recursive: true, filter: (path) => !path.includes('node_modules') });
    spawnSync('cp', ['-al', join(root, 'node_modules'), join(code, 'node_modules')]);
    spawnSync('chmod', ['-R', 'a+rX', home]);
    const asUser = ['--reuid=65534', '--regid=65534', '--clear-groups'];
    const node = join(home, 'node');
    cpSync(process.execPath, node);
    chmodSync(node, 0o755);
    const { status, stdout, stderr } = run('setpriv', [...asUser, node, join(code, 'server/src/operations/migrate.ts')], {
      BREVET_DATA: folder,
      HOME: home,
    });
    expect(stderr).toBe('');
    expect(stdout).toContain('at this release');
    expect(status).toBe(0);
  });
});

describe('backup and restore', () => {
  it('by command, beside a running server, bring everything to a new folder', async () => {
    const folder = dataFolder();
    const server = await startServer({ BREVET_DATA: folder });
    await fetch(`${server.url}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ines Haddad', email: 'ines@example.org', password: 'a long enough one' }),
    });
    const archive = join(dataFolder(), 'all.tar');
    const backup = operation('backup', [archive], { BREVET_DATA: folder });
    expect(backup.stderr).toBe('');
    expect(backup.status).toBe(0);
    await server.stop();

    const restored = join(dataFolder(), 'new');
    const restore = operation('restore', [archive], { BREVET_DATA: restored });
    expect(restore.stderr).toBe('');
    expect(restore.status).toBe(0);
    const again = await startServer({ BREVET_DATA: restored });
    const client = new pg.Client({ connectionString: runningEmbeddedPostgres(restored) ?? '' });
    await client.connect();
    const people = await client.query('select name from person');
    await client.end();
    expect(people.rows).toEqual([{ name: 'Ines Haddad' }]);
    await again.stop();
  });
});
