import { sameName } from './find-names.ts';

/** Names of a roster at most, and letters of one. */
const most = { names: 500, letters: 100 };
const header = /^(first|last|full|given|family|student|preferred)?[ _-]?(name|names|student|students|surname)$/i;

/**
 * Names from what was typed, pasted or exported: one a line, or as CSV with “last, first” or columns for first and last name. What is no name
 * (numbers, addresses) and what stands there twice is left out.
 */
export function parseRoster(text: string): string[] {
  const rows = text
    .split(/\r\n|\r|\n/)
    .map((line) => cellsOf(line))
    .filter((cells) => cells.length);
  const [head = []] = rows;
  const isTable = head.some((cell) => header.test(cell));
  const lastComesFirst = isTable ? /last|family|surname/i.test(head[0] ?? '') : true;
  const names = (isTable ? rows.slice(1) : rows).map((cells) => {
    const [one = '', other = ''] = cells;
    return (!other ? one : lastComesFirst ? `${other} ${one}` : `${one} ${other}`).slice(0, most.letters).trim();
  });
  return names.filter((name, at) => name && names.findIndex((other) => sameName(name, other)) === at).slice(0, most.names);
}

/** The cells of a line that can be part of a name. */
const cellsOf = (line: string) =>
  line
    .split(/[,;\t]/)
    .map((cell) => cell.trim().replace(/^"|"$/g, '').trim())
    .filter((cell) => /\p{L}/u.test(cell) && !/[@\d]/.test(cell))
    .slice(0, 2);
