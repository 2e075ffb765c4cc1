import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder with programs that stand in for those a machine may lack: they are called as the real ones are and answer what they are told.
 *
 * @param programs script (POSIX sh) by name
 */
export function standInPrograms(programs: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-programs-'));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}
