import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8');

/** Every color token as [light, dark] hex. */
const colors = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, [light, dark]] as const,
  ),
);

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Relative luminance of linear sRGB, WCAG 2.2. */
const luminance = ([r, g, b]: readonly [number, number, number]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

const fromHex = (hex: string): [number, number, number] => {
  const channel = (at: number) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return [channel(1), channel(3), channel(5)];
};

/** OKLCH to linear sRGB, clipped (https://bottosson.github.io/posts/oklab/). */
const fromOklch = (l: number, c: number, degrees: number): [number, number, number] => {
  const a = c * Math.cos((degrees * Math.PI) / 180);
  const b = c * Math.sin((degrees * Math.PI) / 180);
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
    clip(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
    clip(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z),
  ];
};

const ratio = (one: readonly [number, number, number], other: readonly [number, number, number]) => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

const token = (name: string, theme: 0 | 1) => {
  const pair = colors.get(name);
  if (!pair) throw new Error(`tokens.css has no color --${name}`);
  return fromHex(pair[theme] as string);
};

const papers = ['paper', 'paper-raised', 'paper-sunk'];
const statuses = ['positive', 'caution', 'critical', 'info'];

/** Text on its ground: 4.5:1. docs/design.md shows the same pairs. */
const text: [string, string][] = [
  ...['ink', 'ink-soft', 'ink-faint', 'accent', 'accent-strong', ...statuses].flatMap((ink) =>
    papers.map((paper): [string, string] => [ink, paper]),
  ),
  ...statuses.map((status): [string, string] => [status, `${status}-wash`]),
  ...[...statuses, 'accent'].flatMap((wash): [string, string][] => [
    ['ink', `${wash}-wash`],
    ['ink-soft', `${wash}-wash`],
  ]),
  ['ink', 'paper-deep'],
  ['ink-soft', 'paper-deep'],
  ['accent', 'accent-wash'],
  ['accent-strong', 'accent-wash'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-critical', 'critical'],
];

/** Control edges, focus and the pens of charts on their ground: 3:1. */
const controls: [string, string][] = [
  ...papers.map((paper): [string, string] => ['line-strong', paper]),
  ...['chart-1', 'chart-2', 'chart-3'].flatMap((pen) => papers.map((paper): [string, string] => [pen, paper])),
  ...[...papers, 'accent-wash', 'paper-deep'].map((paper): [string, string] => ['focus-color', paper]),
];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the %s theme', (_name, theme) => {
  it.each(text)('prints --%s readably on --%s', (ink, ground) => {
    expect(ratio(token(ink, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(controls)('shows --%s on --%s', (edge, ground) => {
    expect(ratio(token(edge, theme), token(ground, theme))).toBeGreaterThanOrEqual(3);
  });

  it('keeps any issuer color readable as --issuer-ink', () => {
    const [limit, chroma, wash, washChroma] = theme === 0 ? [0.46, 0.2, 0.962, 0.018] : [0.8, 0.11, 0.235, 0.035];
    for (let hue = 0; hue < 360; hue += 5) {
      for (const c of [0, 0.05, chroma]) {
        for (const paper of papers) expect(ratio(fromOklch(limit, c, hue), token(paper, theme))).toBeGreaterThanOrEqual(4.5);
        expect(ratio(fromOklch(limit, c, hue), fromOklch(wash, Math.min(c, washChroma), hue))).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});
