import { chance } from './chance.ts';
import { short } from './curves.ts';

export type GuillocheOptions = {
  /** The same seed gives the same band: a stack's key, a micro-credential's id, a page's name. */
  seed: string;
  /** How many fine lines. */
  lines?: number;
};

export const bandWidth = 240;
export const bandHeight = 48;

/**
 * One repeat of an engraved ribbon, as SVG path data in a box of `bandWidth` × `bandHeight`; it joins itself left to right.
 * The lines run between two waves of different length, the way a geometric lathe draws them.
 */
export function guilloche({ seed, lines = 14 }: GuillocheOptions): string {
  const luck = chance(`band:${seed}`);
  const slow = luck.pick([1, 2]);
  const quick = luck.pick([3, 4, 5]);
  const shift = luck.between(0, Math.PI * 2);
  const depth = luck.between(0.28, 0.42);
  const y = (x: number, share: number) => {
    const turn = (x / bandWidth) * Math.PI * 2;
    const swell = 0.35 + 0.65 * Math.cos((slow * turn) / 1 + shift) ** 2;
    return (
      bandHeight / 2 +
      (bandHeight / 2 - 1) * (depth * Math.sin(quick * turn + share * 1.1) + (1 - depth) * swell * Math.sin(slow * turn + share * Math.PI))
    );
  };
  const steps = quick * 8;
  const step = bandWidth / steps;
  const slope = (x: number, share: number) => (y(x + 0.05, share) - y(x - 0.05, share)) * 10 * (step / 3);
  let path = '';
  for (let line = 0; line < lines; line++) {
    const share = (line / lines) * 2;
    path += `M0 ${short(y(0, share))}`;
    for (let index = 1; index <= steps; index++) {
      const x = index * step;
      const before = x - step;
      path +=
        index === 1
          ? `C${short(step / 3)} ${short(y(before, share) + slope(before, share))} ${short(x - step / 3)} ${short(y(x, share) - slope(x, share))} ${short(x)} ${short(y(x, share))}`
          : `S${short(x - step / 3)} ${short(y(x, share) - slope(x, share))} ${short(x)} ${short(y(x, share))}`;
    }
  }
  return path;
}
