/**
 * An address made of a title: lower-case letters, digits and hyphens, with the first number behind it that is free.
 *
 * @param fallback where nothing of the title can stand in an address
 * @param taken addresses in use
 * @param most characters before the number
 */
export function freeSlug(title: string, fallback: string, taken: ReadonlySet<string>, most = 80): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, most)
    .replace(/-+$/, '');
  const base = words || fallback;
  let free = base;
  for (let number = 2; taken.has(free); number += 1) free = `${base}-${number}`;
  return free;
}
