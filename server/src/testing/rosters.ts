import { columns, type Kind } from '../recognition/rosters/one-roster/standard.ts';
import type { Send } from './test-app.ts';
import { aZip } from './zip.ts';

/** Rows of a OneRoster package by column; what is not named is blank. */
export interface RosterRows {
  organization?: Record<string, string>[];
  person?: Record<string, string>[];
  role?: Record<string, string>[];
}

const names = { organization: 'orgs', person: 'users', role: 'roles' } as const;

/** A OneRoster 1.2 CSV file as a district would export it. */
export function aRosterFile(kind: Kind, rows: readonly Record<string, string>[]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns[kind].join(','), ...rows.map((row) => columns[kind].map((name) => cell(row[name] ?? '')).join(','))].join('\r\n');
}

/** The manifest of such files. */
export function aManifest(rows: RosterRows, mode: 'bulk' | 'delta' = 'bulk'): string {
  const kinds = Object.keys(names) as Kind[];
  return [
    'propertyName,value',
    'manifest.version,1.0',
    'oneroster.version,1.2',
    ...kinds.map((kind) => `file.${names[kind]},${rows[kind] ? mode : 'absent'}`),
    'source.systemName,Test SIS',
  ].join('\r\n');
}

/** The files of a roster in one archive. */
export function aRosterArchive(rows: RosterRows, mode: 'bulk' | 'delta' = 'bulk'): Buffer {
  const kinds = (Object.keys(names) as Kind[]).filter((kind) => rows[kind]);
  return aZip([
    { name: 'manifest.csv', content: aManifest(rows, mode) },
    ...kinds.map((kind) => ({ name: `${names[kind]}.csv`, content: aRosterFile(kind, rows[kind] ?? []) })),
    { name: 'demographics.csv', content: 'sourcedId\nnot read' },
  ]);
}

/** Sends files as a form does. */
export async function sendFiles(send: Send, url: string, files: { name: string; content: Buffer | string }[]): ReturnType<Send> {
  const form = new FormData();
  for (const { name, content } of files) form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
  const written = new Response(form);
  const kind = written.headers.get('content-type') ?? '';
  return send('POST', url, Buffer.from(await written.arrayBuffer()), { 'content-type': kind });
}
