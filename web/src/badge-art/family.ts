import { chance } from './chance.ts';

/** What all badges of one stack share. */
export type Family = {
  /** How many times the figure meets itself in one turn. */
  order: number;
  edge: 'scallop' | 'wave' | 'points' | 'coin' | 'petals';
  /** Lobes of the edge; a multiple of the order. */
  lobes: number;
  /** The engraved band: one or two weaves of so many waves, each drawn so many times, a little turned. */
  weaves: { waves: number; lines: number; depth: number; ripple: number }[];
  /** Fine rings that part band and field. */
  rings: number;
  /** Used where the issuer brings no color. */
  hue: number;
  /** How far the second hue lies, in degrees. */
  turn: number;
};

const edges = ['scallop', 'wave', 'points', 'coin', 'petals'] as const;

/** Derives a family's geometry from its key: a stack's, or a lone micro-credential's own. */
export function familyOf(key: string): Family {
  const luck = chance(`family:${key}`);
  const order = luck.pick([5, 6, 7, 8, 9, 10, 12]);
  const edge = luck.pick(edges);
  const target = { scallop: 24, wave: 16, points: 44, coin: 120, petals: 14 }[edge];
  const lobes = order * Math.max(1, Math.round((target * luck.between(0.8, 1.25)) / order));
  const first = order * Math.max(1, Math.round(luck.between(14, 26) / order));
  const second = order * Math.max(1, Math.round(luck.between(5, 12) / order));
  return {
    order,
    edge,
    lobes,
    weaves: [
      { waves: first, lines: luck.whole(4, 6), depth: luck.between(0.8, 1), ripple: luck.pick([0, 0.22, 0.34]) },
      { waves: second, lines: luck.whole(6, 9), depth: luck.between(0.6, 0.95), ripple: luck.pick([0, 0.2, 0.4]) },
    ],
    rings: luck.whole(1, 3),
    hue: luck.between(0, 360),
    turn: luck.pick([-52, -38, 36, 48, 62]),
  };
}
