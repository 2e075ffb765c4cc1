import { type Chance, chance } from './chance.ts';
import { at, fullTurn, loop, petal, point, points, short } from './curves.ts';
import type { Family } from './family.ts';

/** A figure in the middle of the field, reaching to radius 100; `main` and `far` are the two inks it may use. */
export type Motif = { name: MotifName; drawing: string };

type Inked = { main: string; far: string };

/** Repeats a drawing around the center. */
function around(count: number, drawing: string, turned = 0): string {
  return Array.from(
    { length: count },
    (_, index) => `<g transform="rotate(${short(((index + turned) * 360) / count)})">${drawing}</g>`,
  ).join('');
}

const fill = (path: string, color: string) => `<path d="${path}" fill="${color}"/>`;
const stroke = (path: string, color: string, width: number) =>
  `<path d="${path}" fill="none" stroke="${color}" stroke-width="${short(width)}" stroke-linejoin="round" stroke-linecap="round"/>`;
const dot = (radius: number, angle: number, size: number, color: string) => {
  const [x, y] = at(radius, angle);
  return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(size)}" fill="${color}"/>`;
};
const ring = (radius: number, color: string, width: number) =>
  `<circle r="${short(radius)}" fill="none" stroke="${color}" stroke-width="${short(width)}"/>`;

type Draw = (order: number, luck: Chance, ink: Inked) => string;

const figures = {
  /** Leaves of a flower, with smaller ones between. */
  blossom: (order, luck, { main, far }) => {
    const width = ((98 / order) * luck.between(2.3, 3)) / 1.15;
    const inner = luck.between(20, 30);
    return (
      around(order, fill(petal(inner, luck.between(62, 74), width * 0.55, 0.5), far), 0.5) +
      around(order, fill(petal(inner - 2, 98, width * 0.72, luck.between(0.3, 0.5)), main)) +
      dot(0, 0, inner * 0.5, main)
    );
  },
  /** A star drawn in one line. */
  star: (order, luck, { main, far }) => {
    const corners = order < 7 ? order * 2 : order;
    const skip = Math.max(2, Math.round(corners * luck.between(0.3, 0.42)));
    const lines = Array.from(
      { length: corners },
      (_, index) => `M${point(at(92, (index * fullTurn) / corners))}L${point(at(92, ((index + skip) * fullTurn) / corners))}`,
    ).join('');
    const open = 92 * Math.cos((Math.PI * skip) / corners);
    return (
      stroke(lines, main, 3.6) +
      Array.from({ length: corners }, (_, index) => dot(92, (index * fullTurn) / corners, 5.5, main)).join('') +
      fill(points([open * 0.62, open * 0.3], corners * 2), far)
    );
  },
  /** Rings that pass through one another. */
  rings: (order, luck, { main, far }) => {
    const distance = luck.between(44, 56);
    const size = 97 - distance;
    return (
      around(order, `<circle cy="${short(-distance)}" r="${short(size)}" fill="none" stroke="${main}" stroke-width="4"/>`) +
      around(order, `<circle cy="${short(-distance)}" r="${short(Math.max(3, (size * 3) / order))}" fill="${far}"/>`) +
      dot(0, 0, luck.between(5, 10), main)
    );
  },
  /** A line a wheel draws inside a ring. */
  wheel: (order, luck, { main, far }) => {
    const arm = luck.between(0.55, 0.95);
    const turns = order % 2 ? 2 : order % 3 ? 3 : 5;
    const ratio = turns / order;
    const scale = 97 / (1 - ratio + ratio * arm * (1 / ratio - 1));
    const curve = (size: number) => (t: number) => {
      const big = size * (1 - ratio);
      const small = size * ratio * arm * (1 / ratio - 1);
      return [
        big * Math.sin(t) + small * Math.sin((t * (1 - ratio)) / ratio),
        -big * Math.cos(t) + small * Math.cos((t * (1 - ratio)) / ratio),
      ] as const;
    };
    return (
      stroke(loop(curve(scale), fullTurn * turns, order * 8), main, 4) +
      stroke(loop(curve(scale * 0.42), fullTurn * turns, order * 8), far, 2.6)
    );
  },
  /** Seeds in a sunflower. */
  seeds: (_order, luck, { main, far }) => {
    const count = luck.whole(34, 60);
    const grown = luck.between(0.9, 1.3);
    return Array.from({ length: count }, (_, index) => {
      const share = Math.sqrt((index + 0.6) / count);
      return dot(92 * share, index * 2.399963, (2.6 + 5.2 * share ** grown) * Math.sqrt(42 / count), index % 3 === 0 ? far : main);
    }).join('');
  },
  /** A sun: long and short rays around a disc. */
  sun: (order, luck, { main, far }) => {
    const rays = order < 8 ? order * 2 : order;
    const wide = 62 / rays;
    const inner = luck.between(34, 44);
    const ray = (length: number, width: number) =>
      `M${short(-width)} ${short(-inner)}L0 ${short(-length)}L${short(width)} ${short(-inner)}Z`;
    return (
      around(rays, fill(ray(98, wide * 2.4), main)) +
      around(rays, fill(ray(luck.between(64, 78), wide * 1.5), far), 0.5) +
      ring(inner - 7, main, 4) +
      dot(0, 0, luck.between(9, 17), far)
    );
  },
  /** Polygons, each turned a little inside the last. */
  whirl: (order, luck, { main, far }) => {
    const corners = order > 7 ? Math.round(order / 2) : order;
    const twist = luck.pick([-1, 1]) * luck.between(0.2, 0.32);
    const shrink = Math.cos(Math.PI / corners) / Math.cos(Math.PI / corners - Math.abs(twist) * (Math.PI / corners) * 2);
    let radius = 98;
    let turned = 0;
    let drawn = '';
    for (let index = 0; index < 11 && radius > 13; index++) {
      drawn += stroke(points([radius], corners, turned), index % 3 === 2 ? far : main, 1.6 + radius * 0.032);
      turned += twist * (fullTurn / corners);
      radius *= Math.min(0.92, shrink);
    }
    return drawn + dot(0, 0, 6, main);
  },
  /** Two wreaths of leaves, the outer ones open. */
  wreath: (order, luck, { main, far }) => {
    const width = ((98 / order) * luck.between(1.9, 2.4)) / 1.1;
    return (
      around(order, stroke(petal(30, 96, width * 0.85, 0.4), main, 4)) +
      around(order, fill(petal(46, 78, width * 0.3, 0.45), far)) +
      around(order, fill(petal(12, luck.between(38, 46), width * 0.4, 0.4), main), 0.5)
    );
  },
} satisfies Record<string, Draw>;

export type MotifName = keyof typeof figures;
export const motifNames = Object.keys(figures) as [MotifName, ...MotifName[]];

/** The figure of one micro-credential: which one and its proportions are its own, how often it repeats is the family's. */
export function motifOf(id: string, family: Family, ink: Inked): Motif {
  const luck = chance(`motif:${id}`);
  const name = luck.pick(motifNames);
  return { name, drawing: (figures[name] as Draw)(family.order, luck, ink) };
}
