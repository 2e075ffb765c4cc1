import { z } from 'zod';

/** What can be wrong with a row of earlier awards, and what the issuer does about it. */
export const rowProblems = {
  'unknown-micro-credential': 'There is no published micro-credential with this slug.',
  'not-this-issuers': 'This micro-credential is another organization’s.',
  'bad-address': 'This is not an e-mail address.',
  'bad-date': 'Write the day as 2016-05-31.',
  'future-date': 'This day is not here yet.',
  'bad-evidence-address': 'Write a whole address that begins with https:// or http://, or leave it empty.',
  'duplicate-in-file': 'A row above has the same micro-credential and e-mail address.',
  'already-awarded': 'This person holds this award already.',
} as const;
export type RowProblem = keyof typeof rowProblems;

/** What a row says, and what is known about it. */
export interface RowFacts {
  email: string;
  awardedOn: string;
  evidenceUrl: string;
  /** Who issues the micro-credential that the row names; null when there is none. */
  issuerId: string | null;
  /** A row above says the same. */
  isRepeated: boolean;
  /** The owner of the address holds the award, and it stands. */
  isAwarded: boolean;
}

const Address = z.email().max(254);
const Day = z.iso.date();
const Link = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(2000);
/** Before it, a day is rather a slip of the keyboard. */
const earliest = '1970-01-01';

/**
 * Everything that is wrong with a row; a good one gives an empty list.
 *
 * @param organizationId the issuer whose file it is
 * @param today calendar date, YYYY-MM-DD
 */
export function checkRow(row: RowFacts, organizationId: string, today: string): RowProblem[] {
  const problems: RowProblem[] = [];
  if (row.issuerId === null) problems.push('unknown-micro-credential');
  else if (row.issuerId !== organizationId) problems.push('not-this-issuers');
  if (!Address.safeParse(row.email).success) problems.push('bad-address');
  if (!Day.safeParse(row.awardedOn).success || row.awardedOn < earliest) problems.push('bad-date');
  else if (row.awardedOn > today) problems.push('future-date');
  if (row.evidenceUrl && !Link.safeParse(row.evidenceUrl).success) problems.push('bad-evidence-address');
  if (row.isRepeated) problems.push('duplicate-in-file');
  if (row.isAwarded) problems.push('already-awarded');
  return problems;
}

/**
 * The moment that a day of an earlier award stands for: noon UTC, the same day almost everywhere; never after now.
 *
 * @param day YYYY-MM-DD
 */
export function momentOf(day: string, now: Date): Date {
  const noon = new Date(`${day}T12:00:00Z`);
  return noon > now ? now : noon;
}
