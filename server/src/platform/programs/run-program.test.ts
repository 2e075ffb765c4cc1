import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, ProgramFailed, runProgram } from './run-program.ts';

describe('a program run on what a stranger gave', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'brevet-program-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const shell = (script: string, limits: { seconds?: number; maxOutput?: number; fileMegabytes?: number } = {}) =>
    runProgram('/bin/sh', ['-c', script], { folder, seconds: 10, megabytes: 512, ...limits });

  it('is found on the search path, or not', () => {
    const program = join(folder, 'measure');
    writeFileSync(program, '#!/bin/sh\n');
    expect(findProgram('measure', `relative:/nowhere:${folder}`)).toBeNull();
    chmodSync(program, 0o700);
    expect(findProgram('measure', `relative:/nowhere:${folder}`)).toBe(program);
  });

  it('answers with what it writes, and works in its own folder without our environment', async () => {
    process.env.BREVET_SECRET_OF_A_TEST = 'hidden';
    expect((await shell('pwd; env')).toString()).toMatch(new RegExp(`^${folder}\n`));
    expect((await shell('env')).toString()).not.toContain('hidden');
  });

  it('that fails is told with what it complained of', () =>
    expect(shell('echo broken film >&2; exit 3')).rejects.toThrow(/ended with 3: broken film/));

  it('is ended with its children when its time is over', async () => {
    const mark = join(folder, 'still-there');
    await expect(shell(`(sleep 2; touch ${mark}) & sleep 20`, { seconds: 1 })).rejects.toThrow(/longer than 1 s/);
    await pause(1500);
    expect(findProgram('still-there', folder)).toBeNull();
    await expect(shell(`ls ${mark}`)).rejects.toBeInstanceOf(ProgramFailed);
  });

  it('is ended when it says too much', () => expect(shell('yes', { maxOutput: 10_000 })).rejects.toThrow(/said too much/));

  it('writes no larger files than it may', () =>
    expect(shell('head -c 5000000 /dev/zero > large && echo whole', { fileMegabytes: 1 })).rejects.toBeInstanceOf(ProgramFailed));

  it('that is not there is told', () =>
    expect(runProgram('/nowhere/measure', [], { folder, seconds: 5, megabytes: 512 })).rejects.toBeInstanceOf(ProgramFailed));
});
