import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptionsUnreadable, readCaptions, writeWebVtt } from './web-vtt.ts';

describe('captions', () => {
  it('are read from WebVTT, without notes and styles, in order', () => {
    const cues = readCaptions(
      '\ufeffWEBVTT - my lesson\r\nKind: captions\r\n\r\nNOTE made by hand\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nsecond\r\n01:00:04.000 --> 01:00:06.500 align:start onclick:x\r\n<v Anna>What do you notice?\r\nLook again.\r\n\r\n00:01.000 --> 00:03.000\r\nHello.\r\n',
    );
    expect(cues).toEqual([
      { start: 1, end: 3, settings: '', text: 'Hello.' },
      { start: 3604, end: 3606.5, settings: 'align:start', text: '<v Anna>What do you notice?\nLook again.' },
    ]);
  });

  it('are read from SubRip', () =>
    expect(readCaptions('1\n00:00:01,000 --> 00:00:02,500\nHello.\n\n2\n00:00:03,000 --> 00:00:04,000\nAgain.\n')).toMatchObject([
      { start: 1, end: 2.5, text: 'Hello.' },
      { start: 3, end: 4, text: 'Again.' },
    ]));

  it.each([
    ['nothing', '', 1],
    ['no caption', 'WEBVTT\n\nNOTE nothing yet\n', 1],
    ['a page of the web', '<!doctype html>\n<p>Hello</p>\n', 2],
    ['times that are none', 'WEBVTT\n\n00:00:01 --> 00:00:02\nHello.\n', 3],
    ['seconds beyond the minute', 'WEBVTT\n\n00:00:61.000 --> 00:00:62.000\nHello.\n', 3],
    ['an end before the beginning', 'WEBVTT\n\n00:04.000 --> 00:02.000\nHello.\n', 3],
    ['a missing empty line', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n00:03.000 --> 00:04.000\nAgain.\n', 5],
  ])('with %s are refused, and the line is named', (_about, text, line) => {
    let refused: unknown;
    try {
      readCaptions(text);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(CaptionsUnreadable);
    expect((refused as CaptionsUnreadable).line).toBe(line);
  });

  it('written and read again are the same', () => {
    const cue = fc
      .record({
        start: fc.nat(9_999_000),
        length: fc.integer({ min: 1, max: 60_000 }),
        text: fc.stringMatching(/^[A-Za-zäß0-9][A-Za-zäß0-9 ?!<>&.]{0,40}[A-Za-zäß0-9?!.]$/),
      })
      .map(({ start, length, text }) => ({ start: start / 1000, end: (start + length) / 1000, settings: '', text }));
    fc.assert(
      fc.property(fc.array(cue, { minLength: 1, maxLength: 30 }), (cues) => {
        const ordered = cues.toSorted((a, b) => a.start - b.start);
        expect(readCaptions(writeWebVtt(cues))).toEqual(ordered);
      }),
    );
  });

  it('of any text are read or refused, never anything else', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('WEBVTT', '', '1', '00:01.000 --> 00:02.000', '-->', 'Hello.', 'NOTE', '\u2028', '00:02,000 --> 00:01,000'),
        ),
        (lines) => {
          try {
            expect(readCaptions(lines.join('\n')).length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(CaptionsUnreadable);
          }
        },
      ),
    );
  });
});
