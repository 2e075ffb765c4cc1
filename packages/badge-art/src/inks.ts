/** The inks a badge is printed with, all mixed from one color. */
export type Inks = {
  /** The face between the engraved lines. */
  paper: string;
  paperShade: string;
  /** The rim, readable on light and on dark pages alike. */
  rimLight: string;
  rimDark: string;
  /** The field in the middle. */
  deep: string;
  deepest: string;
  /** Engraved lines, running from one hue into its neighbor, as in iris printing. */
  line: string;
  lineFar: string;
  /** The motif on the field. */
  light: string;
  lightFar: string;
  /** The stack badge's crown. */
  metal: string;
  metalDark: string;
};

/** OKLCH to a hex color; chroma gives way where sRGB ends (https://bottosson.github.io/posts/oklab/). */
export function oklch(lightness: number, chroma: number, hue: number): string {
  for (let c = chroma; ; c -= 0.004) {
    const a = c * Math.cos((hue * Math.PI) / 180);
    const b = c * Math.sin((hue * Math.PI) / 180);
    const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
    const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
    const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
    const linear = [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
    ];
    if (c > 0 && linear.some((value) => value < -0.0005 || value > 1.0005)) continue;
    return `#${linear
      .map((value) => {
        const light = Math.min(1, Math.max(0, value));
        const encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
        return Math.round(encoded * 255)
          .toString(16)
          .padStart(2, '0');
      })
      .join('')}`;
  }
}

/** Hue in degrees and chroma of a six-digit hex color; undefined for anything else. */
export function hueOf(hex: string | undefined): { hue: number; chroma: number } | undefined {
  const digits = hex?.match(/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i);
  if (!digits) return undefined;
  const [r = 0, g = 0, b = 0] = digits.slice(1).map((pair) => {
    const value = Number.parseInt(pair, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { hue: ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360, chroma: Math.hypot(x, y) };
}

/** Mixes the inks from a hue; `turn` is how far the neighboring hue lies, in degrees. */
export function mixInks({ hue, chroma }: { hue: number; chroma: number }, turn: number): Inks {
  const c = Math.min(0.17, chroma);
  const far = hue + turn;
  return {
    paper: oklch(0.988, 0.008, 95),
    paperShade: oklch(0.93, 0.018, 92),
    rimLight: oklch(0.63, c * 0.9, hue),
    rimDark: oklch(0.47, c, hue),
    deep: oklch(0.37, c * 0.85, hue),
    deepest: oklch(0.25, c * 0.7, hue + turn * 0.3),
    line: oklch(0.43, c, hue),
    lineFar: oklch(0.52, c, far),
    light: oklch(0.97, Math.min(0.02, c), hue),
    lightFar: oklch(0.84, Math.min(0.09, c), far),
    metal: oklch(0.83, 0.085, 84),
    metalDark: oklch(0.58, 0.085, 72),
  };
}
