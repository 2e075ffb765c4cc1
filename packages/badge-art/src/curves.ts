/** Everything is drawn around the origin; angles in radians, zero at the top, turning clockwise. */
export const fullTurn = Math.PI * 2;

/** Short coordinates: a tenth of a unit is a seventh of a pixel at 600 px. */
export function short(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? '0' : `${rounded}`;
}

type Point = readonly [number, number];

export const at = (radius: number, angle: number): Point => [radius * Math.sin(angle), -radius * Math.cos(angle)];

export const point = ([x, y]: Point) => `${short(x)} ${short(y)}`;

/** Joins coordinates with the fewest signs that still part them. */
const tight = (values: number[]) =>
  values.map(short).reduce((line, value) => (line === '' || value.startsWith('-') ? line + value : `${line} ${value}`), '');

/**
 * A smooth line through r(angle), from one angle to another, as cubic segments whose handles follow the curve's own slope.
 *
 * @param steps how many segments; about four a wave are enough
 */
export function polarLine(radius: (angle: number) => number, from: number, to: number, steps: number): string {
  const step = (to - from) / steps;
  const curve = (angle: number): Point => at(radius(angle), angle);
  const handle = (angle: number): Point => {
    const [x1, y1] = curve(angle - step / 200);
    const [x2, y2] = curve(angle + step / 200);
    return [((x2 - x1) * 100) / 3, ((y2 - y1) * 100) / 3];
  };
  const [x0, y0] = curve(from);
  const [hx0, hy0] = handle(from);
  let path = `M${tight([x0, y0])}`;
  for (let index = 1; index <= steps; index++) {
    const angle = from + step * index;
    const [x, y] = curve(angle);
    const [hx, hy] = handle(angle);
    path += index === 1 ? `C${tight([x0 + hx0, y0 + hy0, x - hx, y - hy, x, y])}` : `S${tight([x - hx, y - hy, x, y])}`;
  }
  return path;
}

/** A closed smooth curve r(angle). */
export const polarShape = (radius: (angle: number) => number, steps: number) => `${polarLine(radius, 0, fullTurn, steps)}Z`;

/** A closed smooth curve given as points of t in [0, turns). */
export function loop(curve: (t: number) => Point, end: number, steps: number): string {
  const step = end / steps;
  let path = '';
  for (let index = 0; index <= steps; index++) {
    const t = index * step;
    const [x, y] = curve(t);
    const [ax, ay] = curve(t - step / 200);
    const [bx, by] = curve(t + step / 200);
    const [hx, hy] = [((bx - ax) * 100) / 3, ((by - ay) * 100) / 3];
    if (index === 0) path = `M${tight([x, y])}C${tight([x + hx, y + hy])} `;
    else if (index === 1) path += tight([x - hx, y - hy, x, y]);
    else path += `S${tight([x - hx, y - hy, x, y])}`;
  }
  return `${path}Z`;
}

/** Circular arcs bulging outward (or inward) between points on a circle: the edge of a scalloped seal. */
export function scallops(radius: number, count: number, bulge: number, turned = 0): string {
  const chord = 2 * radius * Math.sin(Math.PI / count);
  const arc = (chord / 2) * bulge;
  let path = `M${point(at(radius, turned))}`;
  for (let index = 1; index <= count; index++)
    path += `A${short(arc)} ${short(arc)} 0 0 1 ${point(at(radius, turned + (index * fullTurn) / count))}`;
  return `${path}Z`;
}

/** Straight lines between points at given radii in turn: a seal with points, a polygon, a star. */
export function points(radii: readonly number[], count: number, turned = 0): string {
  const corners = Array.from({ length: count }, (_, index) =>
    point(at(radii[index % radii.length] ?? 0, turned + (index * fullTurn) / count)),
  );
  return `M${corners.join('L')}Z`;
}

/** A leaf with two pointed ends, upright from one radius to another. */
export function petal(inner: number, outer: number, width: number, waist = 0.45): string {
  const belly = outer - (outer - inner) * waist;
  return `M0 ${short(-inner)}C${short(width)} ${short(-inner - (belly - inner) * 0.6)} ${short(width)} ${short(-belly - (outer - belly) * 0.3)} 0 ${short(-outer)}C${short(-width)} ${short(-belly - (outer - belly) * 0.3)} ${short(-width)} ${short(-inner - (belly - inner) * 0.6)} 0 ${short(-inner)}Z`;
}
