import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameFinder, parseRoster, pseudonym, withoutNames } from './index.ts';

const roster = ['Emma Miller', 'Zoë Müller', 'José de la Cruz', 'Will Stone', 'Li', "Siobhán O'Neil"];
const find = nameFinder(roster);
const namesIn = (text: string) => find(text).map(({ index, start, end }) => `${roster[index]}: ${text.slice(start, end)}`);

describe('names of a class in a text', () => {
  it('are found whole, by first or last name, and with initials', () => {
    expect(namesIn('Emma Miller asked. Then Emma, and later Miller.')).toEqual([
      'Emma Miller: Emma Miller',
      'Emma Miller: Emma',
      'Emma Miller: Miller',
    ]);
    expect(namesIn('Emma M. and E. Miller and E. M. and E.M.')).toEqual([
      'Emma Miller: Emma M.',
      'Emma Miller: E. Miller',
      'Emma Miller: E. M.',
      'Emma Miller: E.M.',
    ]);
    expect(namesIn('Miller, Emma')).toEqual(['Emma Miller: Miller, Emma']);
  });

  it('are found with and without diacritics, in any case, composed or not', () => {
    for (const text of ['Zoë', 'ZOE', 'zoe', 'Zoe\u0308', 'muller', 'MÜLLER', 'siobhan o’neil', "O'Neil"])
      expect(find(text), text).toHaveLength(1);
  });

  it('are words of their own, and keep a possessive out', () => {
    expect(namesIn("Emmaline met Emma’s sister and EMMA'S dog.")).toEqual(['Emma Miller: Emma', 'Emma Miller: EMMA']);
    expect(namesIn('Alison went to Lima. Li did not.')).toEqual(['Li: Li']);
    expect(namesIn('Emma-Li')).toEqual(['Emma Miller: Emma', 'Li: Li']);
  });

  it('are not found in everyday words, nor in little words of names', () => {
    expect(namesIn('I will ask. Will it work? Then Will answered, de facto, la la.')).toEqual(['Will Stone: Will']);
    expect(namesIn('A and E meet in M.')).toEqual([]);
  });

  it('can be replaced, always by the same letter, and then none is left', () => {
    const text = 'Emma’s idea helped José and Zoë Müller.';
    expect(withoutNames(text, find(text))).toBe('Student A’s idea helped Student C and Student B.');
    expect([0, 25, 26, 51, 52, 701, 702].map(pseudonym)).toEqual([
      'Student A',
      'Student Z',
      'Student AA',
      'Student AZ',
      'Student BA',
      'Student ZZ',
      'Student AAA',
    ]);
  });

  it('whatever stands around them, each is found and none is left after replacing', () => {
    const filler = fc
      .array(fc.constantFrom('the class', ', ', '. ', '\n', ' — ', '42', '“', 'reads ', '😀', ' '), { maxLength: 5 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(filler, fc.constantFrom(...roster.filter((name) => name !== 'Will Stone')), filler, (before, name, after) => {
        const text = `${before} ${name} ${after}`;
        expect(find(text).some(({ index }) => roster[index] === name)).toBe(true);
        expect(find(withoutNames(text, find(text)))).toEqual([]);
      }),
    );
  });

  it('never overlap, and lie within the text in their order', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 8 }),
        (text, names) => {
          let last = 0;
          for (const { start, end } of nameFinder(names)(`${text} ${names.join(' ')}`)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
        },
      ),
    );
  });
});

describe('a roster', () => {
  it('is read from lines, from “last, first”, and from columns with a header', () => {
    expect(parseRoster('Emma Miller\n\n  Zoë Müller \nemma miller')).toEqual(['Emma Miller', 'Zoë Müller']);
    expect(parseRoster('Miller, Emma\r\n"Müller";"Zoë"')).toEqual(['Emma Miller', 'Zoë Müller']);
    expect(parseRoster('First name,Last name,E-mail,Id\nEmma,Miller,emma@example.org,4711')).toEqual(['Emma Miller']);
    expect(parseRoster('Surname\tFirst name\nMiller\tEmma')).toEqual(['Emma Miller']);
  });

  it('holds 500 names at most, none longer than 100 letters', () => {
    const names = parseRoster(
      Array.from(
        { length: 900 },
        (_, at) => `Name ${'abcdefghij'[at % 10]}${'abcdefghij'[Math.floor(at / 10) % 10]}${'abcdefghij'[Math.floor(at / 100)]}`,
      ).join('\n'),
    );
    expect(names).toHaveLength(500);
    expect(parseRoster('x'.repeat(300))[0]).toHaveLength(100);
  });
});
