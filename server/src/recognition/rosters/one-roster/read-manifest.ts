import type { Readable } from 'node:stream';
import { RosterFileError } from './file-error.ts';
import { readCsv } from './read-csv.ts';
import { fileOf, type Kind, kinds, type Mode, type Modes, manifestFile } from './standard.ts';

/** What manifest.csv says of the files beside it. */
export interface Manifest {
  modes: Modes;
  /** The system that wrote them, in its own name. */
  source: string | null;
}

/**
 * Reads manifest.csv (CSV Binding 1.2.1, manifest.csv): properties and values, `file.orgs` and the like being absent, bulk or delta.
 *
 * @throws {RosterFileError}
 */
export async function readManifest(bytes: Readable): Promise<Manifest> {
  const complain = (row: number | null, message: string) => new RosterFileError(manifestFile, row, message);
  const properties = new Map<string, { value: string; row: number }>();
  const header = (names: string[]) => {
    if (names.join() !== 'propertyName,value') throw complain(1, 'Its columns must be propertyName and value.');
  };
  for await (const { row, cells } of readCsv(manifestFile, bytes, header)) {
    const name = cells.propertyName ?? '';
    if (properties.has(name)) throw complain(row, `“${name.slice(0, 100)}” stands twice.`);
    if (properties.size >= 1000) throw complain(row, 'It has more than 1,000 properties.');
    properties.set(name, { value: cells.value ?? '', row });
  }
  const version = properties.get('oneroster.version');
  if (version?.value !== '1.2')
    throw complain(
      version?.row ?? null,
      `It says OneRoster ${version?.value.slice(0, 20) || 'without a version'}; we read 1.2. Export it as OneRoster 1.2 CSV.`,
    );
  const format = properties.get('manifest.version');
  if (format?.value !== '1.0') throw complain(format?.row ?? null, 'manifest.version must be 1.0.');
  const modes: Modes = {};
  for (const kind of kinds) {
    const property = `file.${fileOf[kind].replace('.csv', '')}`;
    const told = properties.get(property);
    if (!told) throw complain(null, `It does not say ${property}: absent, bulk or delta.`);
    if (!['absent', 'bulk', 'delta'].includes(told.value)) throw complain(told.row, `${property} must be absent, bulk or delta.`);
    if (told.value !== 'absent') modes[kind as Kind] = told.value as Mode;
  }
  return { modes, source: properties.get('source.systemName')?.value.slice(0, 200) || null };
}
