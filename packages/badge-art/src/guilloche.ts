import { chance } from './chance.ts';
import { short } from './curves.ts';

export type GuillocheOptions = {
  /** The same seed gives the same band: a stack's key, a micro-credential's id, a page's name. */
  seed: string;
  /** How many fine lines. */
  lines?: number;
};

export const bandWidth = 480;
export const bandHeight = 64;

/**
 * One repeat of an engraved ribbon, as SVG path data in a box of `bandWidth` × `bandHeight`; it joins itself left to right.
 * The lines are one wave, shifted a little each time and swelling along the way, so that they weave a net, as a geometric lathe draws it.
 */
export function guilloche({ seed, lines = 12 }: GuillocheOptions): string {
  const luck = chance(`band:${seed}`);
  const swells = luck.pick([2, 3, 4]);
  const waves = swells * luck.pick([2, 3]);
  const waist = luck.between(0.2, 0.42);
  const sway = luck.between(0.08, 0.2);
  const middle = bandHeight / 2;
  const y = (x: number, share: number) => {
    const turn = (x / bandWidth) * Math.PI * 2;
    const swell = waist + (1 - waist) * Math.sin((swells * turn) / 2) ** 2;
    return (
      middle +
      (middle - 1) *
        swell *
        ((1 - sway) * Math.sin(waves * turn + share * Math.PI * 2) + sway * Math.sin(swells * turn - share * Math.PI * 2))
    );
  };
  const steps = waves * 5;
  const step = bandWidth / steps;
  const slope = (x: number, share: number) => (y(x + 0.05, share) - y(x - 0.05, share)) * 10 * (step / 3);
  let path = '';
  for (let line = 0; line < lines; line++) {
    const share = line / lines;
    path += `M0 ${short(y(0, share))}`;
    for (let index = 1; index <= steps; index++) {
      const x = index * step;
      const end = `${short(x - step / 3)} ${short(y(x, share) - slope(x, share))} ${short(x)} ${short(y(x, share))}`;
      path += index === 1 ? `C${short(step / 3)} ${short(y(0, share) + slope(0, share))} ${end}` : `S${end}`;
    }
  }
  return path;
}
