export { type Finder, type Found, nameFinder } from './find-names.ts';
export { parseRoster } from './parse-roster.ts';
export { pseudonym, withoutNames } from './without-names.ts';
