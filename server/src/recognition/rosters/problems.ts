import { Problem } from '../../platform/http/problem.ts';
import type { RosterFileError } from './one-roster/file-error.ts';

/** The expected failures of rosters. */

export const rosterNotReadable = ({ file, row, message }: RosterFileError) =>
  new Problem(
    422,
    'roster-not-readable',
    'The roster cannot be read',
    `Nothing was kept. ${[file, row && `row ${row}`].filter(Boolean).join(', ')}${file ? ': ' : ''}${message}`,
    { errors: [{ path: [file || 'files', row && `row ${row}`].filter(Boolean).join('/'), message }] },
  );

export const rosterTooLarge = (most: string) =>
  new Problem(
    413,
    'roster-too-large',
    'The roster is too large',
    `It has more than ${most}. Send it as one ZIP archive, or school by school as delta files.`,
  );

export const rosterNotMultipart = () =>
  new Problem(415, 'roster-not-multipart', 'Send files', 'A roster comes as multipart/form-data: one ZIP archive, or its CSV files.');

export const rosterAtWork = () =>
  new Problem(
    409,
    'roster-at-work',
    'A roster is being worked on',
    'Another import is being read, applied or undone. Wait until it is done, then try again.',
  );

export const rosterHasProblems = (problems: number) =>
  new Problem(
    409,
    'roster-has-problems',
    'Some rows are wrong',
    `${problems.toLocaleString('en-US')} ${problems === 1 ? 'thing is' : 'things are'} wrong with this roster. Put the files right and send them again; nothing was applied.`,
  );

export const rosterCannotMove = (state: string) =>
  new Problem(409, 'roster-cannot-move', 'Not now', `This import is ${state}. Reload to see what can be done with it.`, {
    current: { state },
  });

export const rosterNotTheLast = () =>
  new Problem(
    409,
    'roster-not-the-last',
    'A later one was applied',
    'Only the last import that was applied can be undone. Undo the later ones first.',
  );
