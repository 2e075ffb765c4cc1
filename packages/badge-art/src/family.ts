import { chance } from './chance.ts';

/** An engraved band: how its lines run, how many waves in one turn, how many lines. */
export type Band = { weave: 'net' | 'chain' | 'ropes' | 'shells'; waves: number; lines: number };

/** What all badges of one stack share. */
export type Family = {
  /** How many times the figure meets itself in one turn. */
  order: number;
  edge: 'scallops' | 'waves' | 'points' | 'coin' | 'petals';
  /** Lobes of the edge; a multiple of the order. */
  lobes: number;
  /** The outline of the field in the middle, and its lobes. */
  field: 'round' | 'lobed' | 'petals' | 'toothed';
  fieldLobes: number;
  /** How far the field reaches, as a share of the face. */
  reach: number;
  /** From the field outward. */
  bands: [Band] | [Band, Band];
  /** Used where the issuer brings no color. */
  hue: number;
  /** How far the second hue lies, in degrees. */
  turn: number;
};

const edges = ['scallops', 'waves', 'points', 'coin', 'petals'] as const;
const fields = ['round', 'lobed', 'petals', 'toothed'] as const;

/** Derives a family's geometry from its key: a stack's, or a lone micro-credential's own. */
export function familyOf(key: string): Family {
  const luck = chance(`family:${key}`);
  const order = luck.pick([5, 6, 7, 8, 9, 10, 12]);
  const near = (count: number) => order * Math.max(1, Math.round((count * luck.between(0.8, 1.2)) / order));
  const edge = luck.pick(edges);
  const field = luck.pick(fields);
  const band = (): Band => {
    const weave = luck.pick(['net', 'chain', 'ropes', 'shells'] as const);
    const waves = near({ net: 16, chain: 24, ropes: 14, shells: 22 }[weave]);
    const lines = { net: 14, chain: 13, ropes: 9, shells: 7 }[weave] + luck.whole(-1, 2);
    return { weave, waves, lines };
  };
  const outer = band();
  const inner = band();
  return {
    order,
    edge,
    lobes: near({ scallops: 26, waves: 18, points: 48, coin: 60, petals: 15 }[edge]),
    field,
    fieldLobes: field === 'toothed' ? near(30) : order < 7 ? order * 2 : order,
    reach: luck.between(0.56, 0.64),
    bands: inner.weave !== outer.weave && luck.next() < 0.65 ? [inner, outer] : [outer],
    hue: luck.between(0, 360),
    turn: luck.pick([-70, -55, 50, 65, 80]),
  };
}
