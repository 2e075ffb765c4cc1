import type { z } from 'zod';
import { Problem } from '../platform/http/problem.ts';

/** The expected failures of recognition. */

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
/** A calendar date as people say it. */
export const said = (date: string): string => day.format(new Date(`${date}T00:00:00Z`));

export const notARecognizer = () =>
  new Problem(409, 'not-a-recognizer', 'Recognizes no awards', 'This organization is not a recognizing entity, so it has no programs.');

export const slugTaken = (slug: string) =>
  new Problem(409, 'slug-taken', 'This address is taken', `The address “${slug}” is used already. Choose another.`);

export const unknownMicroCredentials = (entries: number[]) =>
  new Problem(
    422,
    'unknown-micro-credential',
    'Not in the catalog',
    `There is no published micro-credential for ${lines(entries)} of the approved list.`,
    {
      errors: entries.map((index) => ({ path: `definition/entries/${index}/microCredentialId`, message: 'is not in the catalog' })),
    },
  );

/** @param issues what a draft still lacks, as Zod found it */
export const draftIncomplete = (issues: readonly z.core.$ZodIssue[]) =>
  new Problem(409, 'draft-incomplete', 'Something is still missing', 'Each line says where; fill it in, then publish.', {
    missing: missingOf(issues),
  });
export const missingOf = (issues: readonly z.core.$ZodIssue[]) =>
  issues.slice(0, 100).map(({ path, message }) => ({ path: path.map(String), message }));

export const nothingToPublish = () =>
  new Problem(409, 'nothing-to-publish', 'Nothing is changed', 'The draft says what the published version says. Change something first.');

export const unknownSchools = () =>
  new Problem(
    422,
    'unknown-school',
    'Not a school of this organization',
    'The audience names a school that does not belong to this organization. Choose from its schools.',
  );

export const programNotOpen = (detail: string) => new Problem(409, 'program-not-open', 'Not open for joining', detail);
export const programFull = (capacity: number) =>
  new Problem(
    409,
    'program-full',
    'The program is full',
    `All ${capacity} places are taken. Ask the program's organizer for the next start.`,
  );
export const notInAudience = () =>
  new Problem(
    403,
    'not-in-audience',
    'Not offered to you',
    'This program is for other schools or roles of the organization. If that is wrong, ask its administrator to correct your membership.',
  );
export const choiceRefused = (detail: string) => new Problem(409, 'choice-refused', 'Cannot be chosen', detail);

export const ruleIsRetroactive = (date: string, today: string) =>
  new Problem(
    409,
    'rule-is-retroactive',
    'This would change the past',
    `The rule takes effect on ${said(date)}, before today (${said(today)}). Awards since then would be counted anew and differences entered as corrections. Choose a later date, or say that this is meant.`,
  );
export const ruleInCircle = (units: string[]) =>
  new Problem(
    422,
    'rule-in-circle',
    'Turns in a circle',
    `With this rule ${units.map((unit) => `“${unit}”`).join(' and ')} would turn into each other without end. Change what it takes or what it gives.`,
  );
export const ruleNamesUnknown = (what: string, path: string) =>
  new Problem(422, 'rule-names-unknown', 'The rule names what is not there', `The rule names ${what} that is not this organization's.`, {
    errors: [{ path, message: 'is not known here' }],
  });
export const ruleBegins = (from: string) =>
  new Problem(422, 'rule-has-no-days', 'The rule would never hold', `Its last day lies before its first one (${said(from)}).`);

const lines = (entries: number[]): string => `${entries.length === 1 ? 'line' : 'lines'} ${entries.map((index) => index + 1).join(', ')}`;

export const notTheirEducator = (recognizer: string) =>
  new Problem(
    403,
    'not-their-educator',
    'Not among its educators',
    `You are not a member of ${recognizer} or one of its schools. Ask its administrator for an invitation.`,
  );
export const awardIsRevoked = () =>
  new Problem(409, 'award-revoked', 'The award was revoked', 'The issuer has revoked this award, so it cannot be claimed or posted.');
export const awardIsSuspended = () =>
  new Problem(
    409,
    'award-suspended',
    'The award is suspended',
    'The issuer has suspended this award for now, so it can be neither claimed nor posted. Try again when that is lifted.',
  );
export const notOnTheList = (recognizer: string) =>
  new Problem(
    422,
    'not-on-the-list',
    'On no approved list',
    `No program of ${recognizer} that is open to you lists this. You may nominate it.`,
  );
export const preApprovalMissing = (program: string) =>
  new Problem(
    409,
    'pre-approval-missing',
    'Not approved beforehand',
    `“${program}” asks for pre-approval before the work is submitted for the first time, and there is none for this.`,
  );
export const preApprovalTooLate = (program: string) =>
  new Problem(
    409,
    'pre-approval-too-late',
    'Approved too late',
    `“${program}” asks that pre-approval is granted before the work is submitted for the first time; yours came after.`,
  );
export const alreadyClaimed = (title: string, recognizer: string) =>
  new Problem(
    409,
    'already-claimed',
    'Claimed already',
    `“${title}” is with ${recognizer} already. An award counts once, whatever program or badge it comes by.`,
  );
export const ownClaim = () =>
  new Problem(403, 'own-claim', 'Not for yourself', 'Nobody decides over a claim of their own. Ask a colleague of Human Resources.');
export const claimCannotMove = (state: string, move: string) =>
  new Problem(409, 'claim-cannot-move', 'Not any more', `This claim is ${state}: one cannot ${move} it. Reload to see how it stands.`, {
    current: { state },
  });

export const termsAreRetroactive = (today: string) =>
  new Problem(
    409,
    'terms-are-retroactive',
    'Terms of the past stand',
    `What was due by the terms so far stays due. Choose today (${said(today)}) or a later day.`,
  );
export const notAnEducatorHere = () =>
  new Problem(
    422,
    'not-an-educator-here',
    'Not a member',
    'This person is not a member of the organization or one of its schools. Invite them first.',
  );

export const notASchoolHere = () =>
  new Problem(
    422,
    'not-a-school-here',
    'Not a school of this organization',
    'The school does not belong to this organization. Choose one of its schools, or leave it open.',
    { errors: [{ path: 'body/schoolId', message: 'is not a school of this organization' }] },
  );
export const hrIdentifierTaken = (identifier: string, name: string) =>
  new Problem(
    409,
    'hr-identifier-taken',
    'Somebody else has this number',
    `The HR number ${identifier} is ${name}’s. Payroll pays by it, so each educator has one of their own.`,
    { errors: [{ path: 'body/hrIdentifier', message: `is ${name}’s` }] },
  );

export const reasonNeeded = () =>
  new Problem(422, 'reason-needed', 'Say why', 'The educator reads why a claim is held or declined. Give a reason of one sentence.', {
    errors: [{ path: 'body/reason', message: 'is needed' }],
  });

export const periodClosed = (endsOn: string, last: string) =>
  new Problem(
    409,
    'period-closed',
    'The period is closed already',
    `Everything to ${said(last)} is closed, so the period to ${said(endsOn)} cannot be closed again. Late corrections fall into the next period by themselves.`,
  );
export const periodTooFar = (today: string) =>
  new Problem(422, 'period-too-far', 'Too far ahead', `The last day lies more than three months after today (${said(today)}).`);
export const hrIdentifiersMissing = (names: string[]) =>
  new Problem(
    422,
    'hr-identifiers-missing',
    'Payroll does not know everybody',
    `These educators have no HR identifier: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ` and ${names.length - 20} more` : ''}. Record it under employment, then export.`,
    {
      errors: names.slice(0, 200).map((name) => ({ path: 'employment/hrIdentifier', message: `${name} has none` })),
    },
  );
export const fileNotReadable = (detail: string) =>
  new Problem(422, 'file-not-readable', 'The file cannot be read', `Nothing was imported. ${detail}`);
export const importedAlready = () =>
  new Problem(
    409,
    'imported-already',
    'Imported already',
    'This very file was imported before. Withdraw that import first, if it is to be replaced.',
  );
export const rowsAreWrong = (errors: { row: number; column: string; message: string }[]) =>
  new Problem(
    422,
    'rows-are-wrong',
    'Some rows are wrong',
    `Nothing was imported: ${errors.length} ${errors.length === 1 ? 'thing is' : 'things are'} wrong, the first in row ${errors[0]?.row}.`,
    {
      errors: errors.slice(0, 500).map(({ row, column, message }) => ({ path: `row ${row}/${column}`, message })),
    },
  );

export const badgeOutOfReach = (detail: string) =>
  new Problem(422, 'badge-out-of-reach', 'The badge could not be fetched', `${detail} Download the badge there and give the file instead.`);
export const badgeNotValid = (findings: string[]) =>
  new Problem(
    422,
    'badge-not-valid',
    'The badge does not hold',
    `It cannot be claimed: ${findings.slice(0, 5).join(' ') || 'something that matters could not be checked. Try again later.'}`,
  );
export const badgeOfAnother = () =>
  new Problem(
    403,
    'badge-of-another',
    'Not your badge',
    'The badge names none of your confirmed e-mail addresses. Add and confirm the address it was awarded to, then try again.',
  );
export const badgeSaysTooLittle = () =>
  new Problem(
    422,
    'badge-says-too-little',
    'The badge says too little',
    'It does not name itself, its achievement, its issuer and its date, so it cannot be told apart and counted once.',
  );

export const rulePaysTwice = (names: string[]) =>
  new Problem(
    409,
    'rule-pays-twice',
    'An award would be paid twice',
    `${names.map((name) => `“${name}”`).join(' and ')} would give the same for the same awards. Put them into one group of which one counts, narrow the awards, educators or days, or say that both are meant.`,
  );
