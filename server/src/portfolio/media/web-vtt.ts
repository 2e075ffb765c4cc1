/** One caption. */
export interface Cue {
  /** Seconds from the recording's beginning. */
  start: number;
  end: number;
  /** WebVTT cue settings: where it stands on the picture. */
  settings: string;
  /** Lines of text, with WebVTT's own marks. */
  text: string;
}

/** The captions cannot be read; the line is counted from 1. */
export class CaptionsUnreadable extends Error {
  override name = 'CaptionsUnreadable';
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const mostCues = 20_000;
const timing = /^(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3})[ \t]+-->[ \t]+(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3})(?:[ \t]+(.*))?$/;
const setting = /^(vertical:(rl|lr)|(line|position|size|align):[\w.,%-]{1,30})$/;

/**
 * Reads captions strictly, so that what is wrong is told before an evaluator meets it: WebVTT (W3C, 4.1), or SubRip, which many tools
 * write instead and which differs in the comma of its times and the missing first line. Notes, styles and regions are left out.
 *
 * @returns in the order of their beginning
 * @throws {CaptionsUnreadable} names the first line that is wrong
 */
export function readCaptions(text: string): Cue[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const isWebVtt = /^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '');
  const cues: Cue[] = [];
  let at = 0;
  // what stands under the first line is its header
  if (isWebVtt) while (at < lines.length && lines[at] !== '') at += 1;
  while (at < lines.length) {
    if (lines[at]?.trim() === '') {
      at += 1;
      continue;
    }
    const from = at;
    while (at < lines.length && lines[at]?.trim() !== '') at += 1;
    const block = lines.slice(from, at);
    if (isWebVtt && /^(NOTE|STYLE|REGION)([ \t]|$)/.test(block[0] ?? '')) continue;
    const cue = readCue(block, from + 1);
    if (cue) cues.push(cue);
    if (cues.length > mostCues) throw new CaptionsUnreadable(from + 1, `these are more than ${mostCues} captions.`);
  }
  if (!cues.length)
    throw new CaptionsUnreadable(1, isWebVtt ? 'there is no caption in it.' : 'it must begin with WEBVTT, or be a SubRip file.');
  return cues.sort((a, b) => a.start - b.start);
}

/** @param line where the block begins */
function readCue(block: string[], line: number): Cue | null {
  // an identifier, or SubRip's number, may stand above the times
  const above = block[0]?.includes('-->') ? 0 : 1;
  const match = timing.exec(block[above]?.trim() ?? '');
  if (!match) throw new CaptionsUnreadable(line + above, 'here should be times such as 00:00:01.000 --> 00:00:04.000.');
  const [start, end] = [secondsOf(match.slice(1, 5)), secondsOf(match.slice(5, 9))];
  if (end <= start) throw new CaptionsUnreadable(line + above, 'the end of this caption is not after its beginning.');
  const words = block.slice(above + 1);
  const stray = words.findIndex((text) => text.includes('-->'));
  if (stray >= 0) throw new CaptionsUnreadable(line + above + 1 + stray, 'an empty line is missing before these times.');
  const text = words.join('\n').trim();
  const settings = (match[9] ?? '').split(/[ \t]+/).filter((each) => setting.test(each));
  return text ? { start, end, settings: settings.join(' '), text } : null;
}

const secondsOf = ([hours = '0', minutes, seconds, milliseconds]: (string | undefined)[]) =>
  (Number(hours) * 3600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(milliseconds)) / 1000;

/** Captions as a WebVTT file. */
export const writeWebVtt = (cues: readonly Cue[]): string =>
  `WEBVTT\n${cues.map(({ start, end, settings, text }) => `\n${clock(start)} --> ${clock(end)}${settings && ` ${settings}`}\n${text}\n`).join('')}`;

function clock(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const part = (divisor: number, length: number, of = milliseconds) => String(Math.floor(of / divisor)).padStart(length, '0');
  return `${part(3600_000, 2)}:${part(60_000, 2, milliseconds % 3600_000)}:${part(1000, 2, milliseconds % 60_000)}.${part(1, 3, milliseconds % 1000)}`;
}
