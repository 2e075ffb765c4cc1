import { z } from 'zod';

/**
 * What schemas say of a value that does not fit, in words for whoever filled in a form: they stand after the name of a field, or under it.
 * A schema that says it better itself is heard first.
 */
z.config({ customError: (issue) => plainMessage(issue) });

/** @returns nothing where the library's own words have to do */
export function plainMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.inclusive !== false);
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return 'is missing';
      return types[issue.expected];
    case 'invalid_format':
      return formats[issue.format];
    case 'invalid_value':
      return issue.values.length === 1
        ? `is not ${String(issue.values[0])}`
        : `is none of ${issue.values.map(String).join(', ').slice(0, 500)}`;
    case 'not_multiple_of':
      return `is no multiple of ${issue.divisor}`;
    default:
      return undefined;
  }
}

const types: Record<string, string> = {
  string: 'is no text',
  number: 'is no number',
  int: 'is no whole number',
  boolean: 'is neither yes nor no',
  array: 'is no list',
};

const formats: Record<string, string> = {
  date: 'is no date, such as 2026-11-25',
  datetime: 'is no moment, such as 2026-11-25T08:00:00Z',
  email: 'is no e-mail address',
  url: 'is no web address',
  uuid: 'is no id',
  regex: 'is not written as asked',
};

const count = (number: number, one: string, several: string): string => `${number} ${number === 1 ? one : several}`;

function tooSmall(origin: string, least: number, inclusive: boolean): string | undefined {
  if (origin === 'string') return least <= 1 ? 'is empty' : `has fewer than ${count(least, 'character', 'characters')}`;
  if (origin === 'array') return least <= 1 ? 'is empty' : `has fewer than ${count(least, 'entry', 'entries')}`;
  if (origin === 'number' || origin === 'int') return inclusive ? `is less than ${least}` : `is not more than ${least}`;
  return undefined;
}

function tooBig(origin: string, most: number, inclusive: boolean): string | undefined {
  if (origin === 'string') return `has more than ${count(most, 'character', 'characters')}`;
  if (origin === 'array') return `has more than ${count(most, 'entry', 'entries')}`;
  if (origin === 'number' || origin === 'int') return inclusive ? `is more than ${most}` : `is not less than ${most}`;
  return undefined;
}
