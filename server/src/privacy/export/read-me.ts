import type { Holding } from '../../platform/holding.ts';

/** What stands first in the copy, for people. */
export function readMe({ name, url, madeAt }: { name: string; url: string; madeAt: Date }, holdings: readonly Holding[]): string {
  return `A copy of the data of ${name}
made by Brevet at ${url} on ${madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC

It holds everything here that you are in, one folder each:

${holdings.map(({ name: folder, about }) => `${folder}/\n  ${about}`).join('\n\n')}

Files that end in .json are lists as plain text: any editor opens them, and programs read them. Times are in UTC.
Files you uploaded lie in work/files/, each in a folder named by its id; work/library.json says which is which.

What is not in it: passwords and keys (nobody can read them back), the names of people who evaluated your work (they may be hidden), answers you
gave to surveys without your name (nobody knows which they are), and what others keep of you outside this Brevet.

It may hold pictures and words of students. Keep it as carefully as you keep theirs, and delete it when you have done with it.
`;
}
