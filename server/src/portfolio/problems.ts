import { Problem } from '../platform/http/problem.ts';

/** The expected failures of a portfolio. */

const stateWords: Record<string, string> = {
  submitted: 'It is with the evaluators. What you wrote stays here until they have decided.',
  earned: 'It is earned; what was submitted stays as it is.',
  withdrawn: 'You withdrew it. Start the micro-credential again to go on.',
};

export const journeyClosed = (state: string) =>
  new Problem(409, 'journey-closed', 'This journey cannot be changed now', stateWords[state] ?? 'It cannot be changed now.', { state });

export const partPassed = () =>
  new Problem(
    409,
    'part-passed',
    'This part has passed',
    'It passed in an earlier attempt and goes along as it is; there is nothing to change.',
  );

export const noSuchRequirement = () =>
  new Problem(400, 'no-such-requirement', 'Nothing is asked there', 'This version of the micro-credential has no such part or question.');

export const kindNotTaken = (kinds: readonly string[]) =>
  new Problem(400, 'kind-not-taken', 'Another kind is asked for', `This asks for: ${kinds.join(', ')}.`, { kinds });

export const enoughItems = (most: number) =>
  new Problem(409, 'enough-items', 'No more items fit here', `This takes ${most} at most. Take one away first.`, { most });

export const retired = () =>
  new Problem(409, 'retired', 'No longer offered', 'The issuer has retired this micro-credential, so new journeys cannot start.');

export const incomplete = (gaps: unknown[]) =>
  new Problem(409, 'incomplete', 'Something is still missing', 'Look at the checklist: each line says what is missing and where.', {
    gaps,
  });

export const studentsNamed = (named: readonly { name: string; captions: string | null }[]) => {
  const told = [...Map.groupBy(named, ({ name }) => name)].map(([name, places]) =>
    places.every(({ captions }) => captions !== null) ? `${name} (in captions)` : name,
  );
  return new Problem(
    409,
    'students-named',
    'Names of your class stand in it',
    `These may be names of your students: ${told.join(', ')}. Replace them, or hand it in as it is if nobody is meant.`,
    { named },
  );
};

export const changeNoteNeeded = () =>
  new Problem(
    400,
    'change-note-needed',
    'Say what changed',
    'From the second attempt on, evaluators read first what you changed. A sentence is enough.',
  );

export const consentNeeded = () =>
  new Problem(
    400,
    'consent-needed',
    'Consent is needed',
    'Students appear in this item. Confirm that you hold the consent your school asks for, or leave the item out.',
  );

export const consentOver = () =>
  new Problem(
    400,
    'consent-over',
    'This consent has ended',
    'The day until which it holds has passed. Give the day of the renewed consent, or leave the item out.',
  );

export const alreadyRemoved = () =>
  new Problem(409, 'already-removed', 'Removed already', 'This item was removed before. Nothing was changed.');

export const takenAway = () =>
  new Problem(
    409,
    'taken-away',
    'It was removed for good',
    'An evaluation lead removed this item and its file was deleted, so it cannot be put back. Add another one.',
  );

export const timeOver = () =>
  new Problem(
    409,
    'time-over',
    'It was deleted',
    'The time for which the issuer keeps it was over, and its file was deleted. Add it anew if you still have it.',
  );

export const fileErased = () =>
  new Problem(410, 'file-erased', 'This file is gone', 'It was deleted for good. What stays is when that was, and its checksum.');

export const titleNeeded = () =>
  new Problem(
    400,
    'title-needed',
    'A title is missing',
    'Say in a few words what it shows. Only links may do without: they take their page’s.',
  );

export const uploadUnfinished = () =>
  new Problem(
    409,
    'upload-unfinished',
    'The upload is not complete',
    'Part of the file has not arrived yet. Let the upload go on to its end first.',
  );

export const fileTooLarge = () =>
  new Problem(
    413,
    'file-too-large',
    'The file is too large',
    'A file may have 5 GB at most. Shorten the recording or save it in a lower quality.',
  );

/** @param room bytes: what one person may keep, what is kept already, what the new file has */
export const quotaReached = (room: { quota: number; used: number; size: number }) =>
  new Problem(
    409,
    'quota-reached',
    'Your library is full',
    `You may keep ${inWords(room.quota)} and have ${inWords(Math.max(0, room.quota - room.used))} left; this file has ${inWords(room.size)}. Delete items you no longer need for good, then try again.`,
    room,
  );

export const inSubmission = () =>
  new Problem(
    409,
    'in-a-submission',
    'It is part of a submission',
    'What you submitted stays as it was, so that your evaluation can be relied on. You can remove the item from your library; the submission keeps it.',
  );

export const notAPicture = () =>
  new Problem(
    409,
    'not-a-picture',
    'Only pictures can be covered',
    'Parts can be covered in pictures only. Replace other files by removing them.',
  );

export const fileInfected = (found: string) =>
  new Problem(
    415,
    'file-infected',
    'A virus was found',
    `The virus scanner found “${found}” in this file, so it was not kept. Let your device be scanned, too, and upload a clean copy.`,
  );

export const fileHeldBack = () =>
  new Problem(
    403,
    'file-held-back',
    'This file is held back',
    'The virus scanner found something in it after it was uploaded, so nobody gets it. Its owner can upload a clean copy.',
  );

export const scannerAway = () =>
  new Problem(
    503,
    'scanner-away',
    'The virus scanner does not answer',
    'Your upload is kept and becomes evidence as soon as it was looked through. It is tried again by itself.',
  );

export const fileAway = () =>
  new Problem(
    503,
    'file-away',
    'This file cannot be read just now',
    'Its bytes are not where they should be. Try again in a moment; if it stays so, tell whoever runs this Brevet.',
  );

export const fileRefused = (title: string, detail: string, code = 'file-refused') => new Problem(415, code, title, detail);

const inWords = (bytes: number) => {
  const isLarge = bytes >= 1e9;
  return `${Number((bytes / (isLarge ? 1e9 : 1e6)).toFixed(1))} ${isLarge ? 'GB' : 'MB'}`;
};
