import { type Chance, chance } from './chance.ts';
import { at, fullTurn, loop, petal, point, points, polarShape, short } from './curves.ts';
import type { Family } from './family.ts';

type Ink = {
  main: string;
  far: string;
  /** A new id in the picture, for what is drawn once and used again. */
  nextId: () => string;
};
type Draw = (order: number, luck: Chance, ink: Ink) => string;

/** Repeats a drawing around the center: drawn once, then turned. */
function around(ink: Ink, count: number, drawing: string, turned = 0): string {
  const id = ink.nextId();
  const angle = (index: number) => Number(((index * 360) / count).toFixed(2));
  const turns = Array.from({ length: count - 1 }, (_, index) => `<use href="#${id}" transform="rotate(${angle(index + 1)})"/>`).join('');
  return `<g id="${id}"${turned ? ` transform="rotate(${angle(turned)})"` : ''}>${drawing}</g>${turns}`;
}

const fill = (path: string, color: string) => `<path d="${path}" fill="${color}"/>`;
const stroke = (path: string, color: string, width: number) =>
  `<path d="${path}" fill="none" stroke="${color}" stroke-width="${short(width)}" stroke-linejoin="round" stroke-linecap="round"/>`;
const disc = (radius: number, angle: number, size: number, color: string) => {
  const [x, y] = at(radius, angle);
  return `<circle${radius ? ` cx="${short(x)}" cy="${short(y)}"` : ''} r="${short(size)}" fill="${color}"/>`;
};
const hoop = (radius: number, size: number, color: string, width: number) =>
  `<circle${radius ? ` cy="${short(-radius)}"` : ''} r="${short(size)}" fill="none" stroke="${color}" stroke-width="${short(width)}"/>`;

const shareFactor = (a: number, b: number): boolean => (b === 0 ? a > 1 : shareFactor(b, a % b));

/** Wreaths lie between radius 46 and 100. */
const wreaths = {
  leaves: (order, luck, ink) => {
    const width = (150 / order) * luck.between(0.85, 1.05);
    return (
      around(ink, order, fill(petal(44, 76, width * 0.42, 0.5), ink.far), 0.5) +
      around(ink, order, fill(petal(46, 100, width, luck.between(0.34, 0.5)), ink.main))
    );
  },
  openLeaves: (order, luck, ink) => {
    const width = (165 / order) * luck.between(0.85, 1);
    return around(ink, order, stroke(petal(46, 97, width, 0.42), ink.main, 5) + fill(petal(58, 82, width * 0.34, 0.45), ink.far));
  },
  rays: (order, luck, ink) => {
    const rays = order < 8 ? order * 2 : order;
    const half = 118 / rays;
    const ray = (length: number, width: number) => `M${short(-width)} -50L0 ${short(-length)}L${short(width)} -50Z`;
    return around(ink, rays, fill(ray(luck.between(74, 84), half * 0.7), ink.far), 0.5) + around(ink, rays, fill(ray(100, half), ink.main));
  },
  rings: (order, luck, ink) => {
    const count = order < 8 ? order * 2 : order;
    const size = Math.min(26, Math.max(17, (72 * Math.PI * luck.between(1.25, 1.5)) / count / 2 + 4));
    return around(ink, count, hoop(98 - size, size, ink.main, 4.4) + disc(98 - size, 0, size * 0.26, ink.far));
  },
  star: (order, luck, ink) => {
    const corners = order < 8 ? order * 2 : order;
    let skip = Math.round(corners * luck.between(0.24, 0.33));
    while (skip > 2 && shareFactor(corners, skip)) skip--;
    const line = Array.from({ length: corners }, (_, index) => point(at(94, ((index * skip) % corners) * (fullTurn / corners))));
    const lines = shareFactor(corners, skip)
      ? Array.from(
          { length: corners },
          (_, index) => `M${point(at(94, (index * fullTurn) / corners))}L${point(at(94, ((index + skip) * fullTurn) / corners))}`,
        ).join('')
      : `M${line.join('L')}Z`;
    return (
      stroke(lines, ink.main, 4) +
      Array.from({ length: corners }, (_, index) => disc(94, (index * fullTurn) / corners, 6.5, index % 2 ? ink.far : ink.main)).join('')
    );
  },
  braid: (order, luck, ink) => {
    const waves = order < 8 ? order : order / (order % 2 ? 1 : 2);
    const sway = luck.between(17, 22);
    const strand = (shift: number) => polarShape((angle) => 74 + sway * Math.cos(waves * angle + shift), waves * 6);
    return (
      stroke(strand(0), ink.main, 6.5) +
      stroke(strand(Math.PI), ink.far, 6.5) +
      around(ink, waves * 2, disc(74, 0, 3.2, ink.main), waves % 2 ? 0 : 0.5)
    );
  },
  beads: (order, luck, ink) => {
    const size = Math.min(17, 175 / order);
    return (
      around(ink, order, disc(97 - size, 0, size, ink.main)) +
      around(ink, order, disc(luck.between(66, 72), 0, size * 0.5, ink.far) + disc(92, 0, size * 0.36, ink.main), 0.5) +
      around(ink, order, disc(54, 0, size * 0.3, ink.main))
    );
  },
  shells: (order, _luck, ink) => {
    const half = Math.sin(Math.PI / order) * 76;
    const shell = (size: number) => `M${short(-size)} -64A${short(size)} ${short(Math.min(size * 1.2, 35))} 0 0 1 ${short(size)} -64Z`;
    return around(ink, order, fill(shell(half * 0.94), ink.main) + fill(shell(half * 0.5), ink.far)) + hoop(0, 54, ink.main, 4.5);
  },
  flames: (order, luck, ink) => {
    const count = order < 7 ? order * 2 : order;
    const lean = luck.pick([-1, 1]) * luck.between(20, 30);
    const width = 118 / count;
    const flame = (w: number, tip: number) =>
      `M${short(-w)} -48C${short(-w - lean * 0.2)} -70 ${short(lean * 0.3 - w)} ${short(-tip + 10)} ${short(lean)} ${short(-tip)}C${short(lean * 0.5 + w)} ${short(-tip + 22)} ${short(w * 1.6)} -68 ${short(w)} -48Z`;
    return around(ink, count, fill(flame(width, 98), ink.main)) + around(ink, count, fill(flame(width * 0.35, 80), ink.far), 0.5);
  },
  wheel: (order, luck, ink) => {
    const turns = order % 2 ? 2 : order % 3 ? 3 : order % 5 ? 5 : 7;
    const depth = luck.between(20, 25);
    const line = (reach: number, sway: number) =>
      loop((t) => at(reach - sway + sway * Math.cos((order * t) / turns), t), fullTurn * turns, order * 6);
    return stroke(line(97, depth), ink.main, 4.2) + around(ink, order, disc(luck.between(54, 60), 0, 4, ink.far), 0.5);
  },
} satisfies Record<string, Draw>;

/** Hearts lie within radius 40. */
const hearts = {
  blossom: (order, luck, ink) =>
    around(
      ink,
      order > 8 ? order / (order % 2 ? 1 : 2) : order,
      fill(petal(7, 40, order > 8 ? 9 : 60 / order, luck.between(0.3, 0.5)), ink.main),
    ) + disc(0, 0, 6.5, ink.far),
  star: (order, luck, ink) =>
    fill(points([40, luck.between(17, 23)], (order > 8 ? Math.ceil(order / 2) + 2 : order) * 2), ink.main) + disc(0, 0, 8, ink.far),
  eye: (_order, luck, ink) => hoop(0, 36, ink.main, 5) + disc(0, 0, luck.between(14, 22), ink.far),
  whirl: (order, luck, ink) => {
    const corners = order > 8 ? 6 : Math.max(5, order);
    const twist = luck.pick([-1, 1]) * luck.between(0.28, 0.4);
    const shrink = Math.cos(Math.PI / corners) / Math.cos(Math.PI / corners - Math.abs(twist) * (fullTurn / corners) * 0.5) - 0.03;
    return (
      [0, 1, 2, 3]
        .map((step) =>
          stroke(
            points([40 * shrink ** (step * 2)], corners, step * twist * (fullTurn / corners)),
            step % 2 ? ink.far : ink.main,
            3.6 - step * 0.4,
          ),
        )
        .join('') + disc(0, 0, 5, ink.main)
    );
  },
  seeds: (_order, luck, ink) => {
    const count = luck.pick([13, 21]);
    return Array.from({ length: count }, (_, index) =>
      disc(
        36 * Math.sqrt((index + 0.4) / count),
        index * 2.399963,
        (count === 13 ? 4 : 3) * (0.75 + (0.45 * index) / count),
        index % 3 ? ink.main : ink.far,
      ),
    ).join('');
  },
  rosette: (order, luck, ink) => {
    const count = Math.min(8, Math.max(5, order));
    const size = luck.between(16, 19);
    return around(ink, count, hoop(38 - size, size, ink.main, 2.8)) + disc(0, 0, 5.5, ink.far);
  },
  pinwheel: (order, luck, ink) => {
    const side = luck.pick([-1, 1]);
    const blade = `M0 0C${short(side * 16)} -8 ${short(side * 18)} -28 0 -40C${short(side * 5)} -26 ${short(side * 2)} -12 0 0Z`;
    return around(ink, order > 8 ? 6 : order, fill(blade, ink.main)) + disc(0, 0, 5.5, ink.far);
  },
  sun: (order, luck, ink) => {
    const rays = order < 7 ? order * 2 : order;
    return (
      around(ink, rays, fill(`M${short(-46 / rays)} -24L0 -41L${short(46 / rays)} -24Z`, ink.main)) +
      disc(0, 0, luck.between(16, 20), ink.main) +
      disc(0, 0, 8, ink.far)
    );
  },
} satisfies Record<string, Draw>;

const wreathNames = Object.keys(wreaths) as [keyof typeof wreaths, ...(keyof typeof wreaths)[]];
const heartNames = Object.keys(hearts) as [keyof typeof hearts, ...(keyof typeof hearts)[]];

/** Wreaths and hearts that say the same thing twice. */
const echoes: Partial<Record<string, string>> = { rays: 'sun', rings: 'rosette', leaves: 'blossom', beads: 'seeds', flames: 'pinwheel' };

/**
 * The figure of one micro-credential, within radius 100: a wreath around a heart.
 * Which ones, and their proportions, are its own; how often they repeat is the family's.
 *
 * @param bare leaves the heart out, for a monogram
 */
export function motifOf(id: string, family: Family, ink: Ink, bare = false): string {
  const luck = chance(`motif:${id}`);
  const wreath = luck.pick(wreathNames);
  const chosen = luck.pick(heartNames);
  const heart = echoes[wreath] === chosen ? 'eye' : chosen;
  const turned = family.order % 2 && luck.next() < 0.5 ? 180 : 0;
  const drawing = (wreaths[wreath] as Draw)(family.order, luck, ink) + (bare ? '' : (hearts[heart] as Draw)(family.order, luck, ink));
  return turned ? `<g transform="rotate(180)">${drawing}</g>` : drawing;
}
