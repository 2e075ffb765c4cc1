import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { openFileSource, unpackEntry } from '../../../platform/zip/unpack-entry.ts';
import { readZipDirectory, UnsafeZip, type ZipEntry } from '../../../platform/zip/zip-directory.ts';
import { RosterFileError } from './file-error.ts';
import { type Manifest, readManifest } from './read-manifest.ts';
import { columns, fileOf, type Kind, kinds, type Mode, type Modes, manifestFile } from './standard.ts';

/** A file as it was sent, lying on this machine. */
export interface SentFile {
  name: string;
  path: string;
}

/** What was sent, ready to be read. */
export interface OneRosterPackage extends Manifest {
  /** The bytes of a kind's file; only of those that `modes` names. */
  read(kind: Kind): Promise<Readable>;
  close(): Promise<void>;
}

type Opener = () => Promise<Readable>;

/**
 * Opens what was sent: one ZIP archive as the binding has it, or its files one by one. Without a manifest the files are all taken in the
 * mode that is given.
 *
 * @throws {RosterFileError}
 */
export async function openPackage(sent: readonly SentFile[], modeWithoutManifest: Mode): Promise<OneRosterPackage> {
  const [first] = sent;
  if (!first) throw new RosterFileError('', null, 'No file came. Choose a ZIP archive, or orgs.csv, users.csv and roles.csv.');
  const isArchive = await Promise.all(sent.map(({ path }) => beginsAsZip(path)));
  if (isArchive.some(Boolean) && sent.length > 1)
    throw new RosterFileError(first.name, null, 'Send one ZIP archive, or CSV files, not both.');
  const { files, close } = isArchive[0] ? await openArchive(first) : openFiles(sent);
  try {
    const { modes, source } = await readModes(files, modeWithoutManifest);
    return {
      modes,
      source,
      close,
      async read(kind) {
        const opener = files.get(fileOf[kind]);
        if (!opener) throw new RosterFileError(fileOf[kind], null, 'It is not in what was sent.');
        return opener();
      },
    };
  } catch (error) {
    await close();
    return told(manifestFile)(error);
  }
}

async function readModes(files: ReadonlyMap<string, Opener>, modeWithoutManifest: Mode): Promise<Manifest> {
  const manifest = files.get(manifestFile);
  const present = kinds.filter((kind) => files.has(fileOf[kind]));
  if (!present.length) throw new RosterFileError('', null, `None of ${kinds.map((kind) => fileOf[kind]).join(', ')} is in what was sent.`);
  if (!manifest) {
    const modes: Modes = Object.fromEntries(present.map((kind) => [kind, modeWithoutManifest]));
    return { modes, source: null };
  }
  const read = await readManifest(await manifest());
  for (const kind of kinds) {
    const told = read.modes[kind];
    if (told && !files.has(fileOf[kind]))
      throw new RosterFileError(fileOf[kind], null, `The manifest says ${told}, but the file is not in what was sent.`);
    if (!told && files.has(fileOf[kind]))
      throw new RosterFileError(fileOf[kind], null, 'The manifest says absent, but the file is in what was sent.');
  }
  if (!Object.keys(read.modes).length) throw new RosterFileError(manifestFile, null, 'It says that orgs, users and roles are all absent.');
  return read;
}

async function beginsAsZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  } finally {
    await handle.close();
  }
}

async function openArchive({ name, path }: SentFile): Promise<{ files: Map<string, Opener>; close(): Promise<void> }> {
  const source = await openFileSource(path);
  try {
    const files = new Map<string, Opener>();
    for (const entry of await readZipDirectory(source)) {
      const base = fileName(entry);
      if (base === null) continue;
      if (files.has(base)) throw new RosterFileError(base, null, 'It is in the archive twice.');
      files.set(base, () => unpackEntry(path, source, entry).catch(told(base)));
    }
    return { files, close: () => source.close() };
  } catch (error) {
    await source.close();
    return told(name)(error);
  }
}

/** A file's name without its folder; null for folders and for what a computer's own system leaves in archives. */
function fileName({ name }: ZipEntry): string | null {
  const parts = name.split('/');
  const base = parts.at(-1) ?? '';
  return !base || base.startsWith('.') || parts[0] === '__MACOSX' ? null : base;
}

function openFiles(sent: readonly SentFile[]): { files: Map<string, Opener>; close(): Promise<void> } {
  const files = new Map<string, Opener>();
  for (const { name, path } of sent) {
    if (name !== manifestFile && !Object.values(fileOf).some((known) => known === name))
      throw new RosterFileError(
        name,
        null,
        `Its name must be ${manifestFile}, ${kinds.map((kind) => fileOf[kind]).join(', ')}, or send all in one ZIP archive.`,
      );
    if (files.has(name)) throw new RosterFileError(name, null, 'It came twice.');
    files.set(name, async () => createReadStream(path));
  }
  return { files, close: async () => undefined };
}

/** What is wrong with an archive, for the person who sent it. */
export function told(file: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof UnsafeZip)) throw error;
    throw new RosterFileError(
      file,
      null,
      error.reason === 'bomb'
        ? 'It would unpack to far more than a roster holds, so it was not opened. Make the archive anew.'
        : 'The archive is damaged or packed in a way we do not read. Make it anew, without a password.',
    );
  };
}

/**
 * Refuses a header that lacks a column we need, or has one that nobody knows: a misspelled column would look like a blank one.
 *
 * @throws {RosterFileError}
 */
export function checkHeader(kind: Kind, needed: readonly string[], names: readonly string[]): void {
  const file = fileOf[kind];
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length) throw new RosterFileError(file, 1, `These columns are missing: ${missing.join(', ')}.`);
  const unknown = names.filter((name) => !(columns[kind] as readonly string[]).includes(name) && !name.startsWith('metadata.'));
  if (unknown.length)
    throw new RosterFileError(
      file,
      1,
      `These columns are not of OneRoster 1.2: ${unknown.join(', ').slice(0, 300)}. Columns of your own begin with “metadata.”.`,
    );
}
