import { chance, hash } from './chance.ts';
import { at, fullTurn, point, points, polarLine, polarShape, scallops, short } from './curves.ts';
import { type Band, type Family, familyOf } from './family.ts';
import { hueOf, type Inks, mixInks } from './inks.ts';
import { motifOf } from './motif.ts';

export type BadgeArtOptions = {
  /** The micro-credential's id, or for a stack badge the stack's. Decides the motif. */
  microCredentialId: string;
  /** What the whole stack shares; a lone micro-credential is its own family. Decides symmetry, edge and weave. */
  stackKey?: string | undefined;
  /** `#rrggbb`; anything else is ignored and the family brings a hue. */
  issuerColor?: string | undefined;
  /** Becomes the picture's title. */
  title: string;
  /** What it stands for, for those who do not see it: the competency. */
  description?: string | undefined;
  /** One or two letters in the middle. */
  monogram?: string | undefined;
  /** A stack badge wears a crown with a bead for each of its micro-credentials. */
  kind?: 'micro-credential' | 'stack' | undefined;
  /** How many micro-credentials the stack has. */
  members?: number | undefined;
  /** `mono` is one ink (currentColor) on nothing: print, stamps, engraving, and what is not earned yet. */
  ink?: 'color' | 'mono' | undefined;
  /** As with type there is a cut for small sizes: `small` below about 120 px, `large` above. */
  cut?: 'small' | 'large' | undefined;
  /** Edge in px; without it the picture fills its frame. */
  size?: number | undefined;
  /** Parts the ids of several copies in one page; needed only where the same badge stands there twice. */
  idPrefix?: string | undefined;
};

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as XML text; characters XML 1.0 cannot hold are dropped. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 clause 2.2 forbids exactly these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
      .replace(/[&<>"']/g, (character) => escapes[character] ?? '')
  );
}

/** Where things lie, from the center outward; the picture reaches to 200. */
const faceRadius = (kind: Plan['kind'], cut: Plan['cut']) => (kind === 'stack' ? (cut === 'small' ? 138 : 149) : 161);
const rimRadius = 189;

/** The outline of the medallion, reaching to `radius`. */
function edgePath({ edge, lobes, order }: Family, radius: number): string {
  switch (edge) {
    case 'scallops':
      return scallops(radius * 0.945, lobes, 1.12);
    case 'waves':
      return polarShape((angle) => radius * (0.974 + 0.026 * Math.cos(lobes * angle)), lobes * 4);
    case 'points':
      return points([radius, radius * 0.945], lobes * 2);
    case 'coin':
      return points([radius, radius * 0.985], lobes * 4);
    case 'petals':
      return polarShape((angle) => radius * (0.94 + 0.04 * Math.cos(lobes * angle) + 0.02 * Math.cos(order * angle)), lobes * 6);
  }
}

/** The outline of the field, reaching to `radius`. */
function fieldPath({ field, fieldLobes }: Family, radius: number): string {
  switch (field) {
    case 'round':
      return polarShape(() => radius, 8);
    case 'lobed':
      return scallops(radius * (1 - 0.55 / fieldLobes), fieldLobes, 1.04, Math.PI / fieldLobes);
    case 'petals':
      return polarShape((angle) => radius * (0.955 + 0.045 * Math.cos(fieldLobes * angle)), fieldLobes * 4);
    case 'toothed':
      return scallops(radius * 0.975, fieldLobes, 1.02);
  }
}

/** One sector of an engraved band; turned `order` times it closes into the whole. */
function bandSector({ order }: Family, { weave, waves, lines }: Band, inner: number, outer: number): string {
  const middle = (inner + outer) / 2;
  const half = (outer - inner) / 2;
  const sector = fullTurn / order;
  const steps = (waves / order) * 4;
  const each = (count: number, line: (share: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index / count)).join('');
  const wave = (radius: (angle: number) => number) => polarLine(radius, 0, sector, steps);
  switch (weave) {
    case 'net':
      return each(lines, (share) => wave((angle) => middle + half * Math.sin(waves * angle + share * fullTurn)));
    case 'chain':
      return [0, Math.PI / 2]
        .map((shift) =>
          each(lines, (share) => wave((angle) => middle + half * (2 * share + 1 / lines - 1) * Math.sin(waves * angle + shift))),
        )
        .join('');
    case 'ropes':
      return [1, -1]
        .map((side) =>
          each(lines, (share) =>
            wave(
              (angle) => middle + side * half * (0.78 * Math.sin(waves * angle) + 0.44 * (share - 0.5 + 0.5 / lines) * (1 + 0.0 * side)),
            ),
          ),
        )
        .join('');
    case 'shells': {
      const shell = fullTurn / waves;
      let path = '';
      for (let start = 0; start < sector - 0.001; start += shell) {
        for (const [height, shift] of [
          [1, 0],
          [0.62, 0.5],
        ] as const) {
          const from = start + shift * shell;
          const arch = (angle: number) => Math.max(0, Math.sin(((angle - from) / shell) * Math.PI)) ** 0.75;
          path += each(lines, (share) =>
            polarLine((angle) => inner + (outer - inner) * height * (1 - share) * arch(angle), from, from + shell, 4),
          );
        }
      }
      return path;
    }
  }
}

/**
 * Draws the badge of a micro-credential or stack as a standalone SVG document: a medallion engraved the way certificates are.
 * The stack decides the family (symmetry, edge, weave), the micro-credential its own detail (motif, ring of beads), the issuer the ink.
 * The same options always give the same picture. No scripts, fonts or references leave the document.
 */
export function badgeArt(options: BadgeArtOptions): string {
  const { microCredentialId: id, title, description, monogram, kind = 'micro-credential', ink = 'color', cut = 'large', size } = options;
  const key = options.stackKey ?? id;
  const family = familyOf(key);
  const issuer = hueOf(options.issuerColor);
  const inks = mixInks(issuer ?? { hue: family.hue, chroma: 0.14 }, family.turn);
  const prefix = options.idPrefix ?? `b${hash(JSON.stringify([id, key, options.issuerColor, kind, ink, cut])).toString(36)}`;
  const draw = ink === 'mono' ? drawMono : drawColor;
  const edge = size === undefined ? '' : ` width="${size}" height="${size}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-200 -200 400 400"${edge} role="img" aria-labelledby="${prefix}t${description ? ` ${prefix}d` : ''}"><title id="${prefix}t">${escapeXml(title)}</title>${description ? `<desc id="${prefix}d">${escapeXml(description)}</desc>` : ''}${draw({ id, family, inks, prefix, cut, kind, members: options.members ?? 0, monogram })}</svg>`;
}

type Plan = {
  id: string;
  family: Family;
  inks: Inks;
  prefix: string;
  cut: 'small' | 'large';
  kind: 'micro-credential' | 'stack';
  members: number;
  monogram: string | undefined;
};

const counter = (start: string) => {
  let count = 0;
  return () => `${start}${count++}`;
};

const round = (value: number, digits: number) => Number(value.toFixed(digits));

const ellipse = (x: number, y: number) =>
  `M${short(-x)} 0A${short(x)} ${short(y)} 0 1 1 ${short(x)} 0A${short(x)} ${short(y)} 0 1 1 ${short(-x)} 0Z`;

/** A path once, and its turns. */
function turned(name: string, path: string, count: number, attributes: string, span = 360): string {
  const turn = (index: number) => `<use href="#${name}" transform="rotate(${round(((index + 1) * span) / count, 3)})"/>`;
  const uses = Array.from({ length: count - 1 }, (_, index) => turn(index)).join('');
  return `<g fill="none" ${attributes}><path id="${name}" d="${path}"/>${uses}</g>`;
}

/** A ring of long and short strokes that spells the id; nobody reads it, everybody's differs. */
function codeRing(id: string, { order }: Family, radius: number, color: string): string {
  const luck = chance(`code:${id}`);
  const count = order * Math.round(84 / order);
  let path = '';
  for (let index = 0; index < count; index++) {
    const angle = (index * fullTurn) / count;
    const half = luck.next() < 0.5 ? 0.2 : 3;
    path += `M${point(at(radius - half, angle))}L${point(at(radius + half, angle))}`;
  }
  return `<path d="${path}" stroke="${color}" stroke-width="1.8" stroke-linecap="round"/>`;
}

/** A bead for each member of the stack, evenly around. */
function crown(members: number, radius: number, size: number, color: string): string {
  const count = Math.min(24, Math.max(3, members));
  const beads = Array.from({ length: count }, (_, index) => {
    const [x, y] = at(radius, (index * fullTurn) / count);
    return `<circle cx="${short(x)}" cy="${short(y)}" r="${size}"/>`;
  });
  return `<g fill="${color}">${beads.join('')}</g>`;
}

function letters(monogram: string, color: string): string {
  const all = [...monogram].slice(0, 2);
  const pair = all.length > 1;
  return `<text y="${pair ? 18 : 22}" text-anchor="middle" font-family="'Newsreader Variable', Newsreader, Georgia, serif" font-size="${pair ? 52 : 64}" font-weight="500" fill="${color}">${escapeXml(all.join('').toUpperCase())}</text>`;
}

/** Where the field ends and how much its motif fills; small pictures give the motif the room. */
function fieldOf(family: Family, cut: Plan['cut'], face: number) {
  const radius = cut === 'small' ? face - 27 : face * family.reach;
  const free = family.field === 'lobed' || family.field === 'petals' ? 0.86 : 0.9;
  return { radius, scale: Math.round(radius * free * 10) / 1000 };
}

/** The engraved bands between field and rim. */
function bands(family: Family, prefix: string, field: number, face: number, lines: { far: string; near: string; width: number }): string {
  const start = field + 7;
  const end = face - 4;
  const [inner, outer] = family.bands;
  const parts: [Band, number, number, string][] =
    outer === undefined
      ? [[inner, start, end, lines.near]]
      : [
          [inner, start, start + (end - start) * 0.46, lines.far],
          [outer, start + (end - start) * 0.46 + 2, end, lines.near],
        ];
  return parts
    .map(([band, from, to, color], index) =>
      turned(`${prefix}w${index}`, bandSector(family, band, from, to), family.order, `stroke="${color}" stroke-width="${lines.width}"`),
    )
    .join('');
}

function drawColor({ id, family, inks, prefix, cut, kind, members, monogram }: Plan): string {
  const url = (name: string) => `url(#${prefix}${name})`;
  const stack = kind === 'stack';
  const small = cut === 'small';
  const face = faceRadius(kind, cut);
  const field = fieldOf(family, cut, face);
  const motif = motifOf(id, family, { main: inks.light, far: inks.lightFar, nextId: counter(`${prefix}a`) }, monogram !== undefined);
  const rim = url(stack ? 'm' : 'r');
  const line = (radius: number, color: string, width: number) =>
    `<circle r="${short(radius)}" fill="none" stroke="${color}" stroke-width="${width}"/>`;
  return [
    `<defs><linearGradient id="${prefix}${stack ? 'm' : 'r'}" x1=".2" y1="0" x2=".8" y2="1"><stop stop-color="${stack ? inks.metal : inks.rimLight}"/><stop offset="1" stop-color="${stack ? inks.metalDark : inks.rimDark}"/></linearGradient>`,
    `<radialGradient id="${prefix}f" cx=".38" cy=".3" r=".85"><stop stop-color="${inks.deep}"/><stop offset="1" stop-color="${inks.deepest}"/></radialGradient>`,
    `<radialGradient id="${prefix}p" cx=".4" cy=".32" r=".72"><stop offset=".55" stop-color="${inks.paper}"/><stop offset="1" stop-color="${inks.paperShade}"/></radialGradient></defs>`,
    `<path d="${edgePath(family, rimRadius + (stack ? 9 : 7))}" fill="${rim}"${small ? '' : ` stroke="${stack ? inks.metalDark : inks.rimDark}" stroke-width=".8"`}/>`,
    small
      ? ''
      : `<path d="${edgePath(family, rimRadius + 1)}" fill="none" stroke="${stack ? inks.metalDark : inks.paper}" stroke-opacity=".7" stroke-width="1"/>`,
    stack
      ? `<circle r="${face + (small ? 26 : 21)}" fill="${inks.deepest}"/>${crown(members, face + (small ? 12.5 : 10.5), small ? 9.5 : 6.4, url('m'))}`
      : small
        ? ''
        : codeRing(id, family, face + 9.5, inks.paper),
    `<circle r="${face + (stack ? 0 : 2.5)}" fill="${stack ? url('m') : inks.deepest}"/><circle r="${face - (stack ? 3 : 0)}" fill="${url('p')}"/>`,
    small
      ? line((field.radius + face) / 2, inks.line, 3)
      : bands(family, prefix, field.radius, face, { far: inks.lineFar, near: inks.line, width: 0.62 }),
    small ? '' : `<path d="${fieldPath(family, field.radius + 5)}" fill="${inks.paper}" stroke="${inks.line}" stroke-width="1.3"/>`,
    `<path d="${fieldPath(family, field.radius)}" fill="${url('f')}"/>`,
    small
      ? ''
      : `<path d="${fieldPath(family, field.radius - 3.5)}" fill="none" stroke="${inks.lightFar}" stroke-opacity=".75" stroke-width=".8"/>`,
    small
      ? ''
      : turned(
          `${prefix}e`,
          ellipse(field.radius * 0.84, field.radius * 0.5),
          18,
          `stroke="${inks.lightFar}" stroke-opacity=".16" stroke-width=".8"`,
          180,
        ),
    `<g transform="scale(${field.scale})">${motif}</g>`,
    monogram === undefined ? '' : `<g transform="scale(${field.scale})">${letters(monogram, inks.light)}</g>`,
  ].join('');
}

function drawMono({ id, family, prefix, cut, kind, members, monogram }: Plan): string {
  const small = cut === 'small';
  const face = faceRadius(kind, cut);
  const field = fieldOf(family, cut, face);
  const line = (width: number) => `fill="none" stroke="currentColor" stroke-width="${width}"`;
  return [
    `<mask id="${prefix}k" maskUnits="userSpaceOnUse" x="-200" y="-200" width="400" height="400"><path d="${fieldPath(family, field.radius)}" fill="#fff"/><g transform="scale(${field.scale})">${motifOf(id, family, { main: '#000', far: '#000', nextId: counter(`${prefix}a`) }, monogram !== undefined)}${monogram === undefined ? '' : letters(monogram, '#000')}</g></mask>`,
    `<path d="${edgePath(family, rimRadius + 4)}" ${line(small ? 6 : 2.4)}/>`,
    small ? '' : `<path d="${edgePath(family, rimRadius - 2)}" ${line(0.9)}/>`,
    kind === 'stack'
      ? crown(members, face + (small ? 14 : 12), small ? 9 : 6, 'currentColor')
      : small
        ? ''
        : codeRing(id, family, face + 9, 'currentColor'),
    `<circle r="${face}" ${line(small ? 3 : 1.2)}/>`,
    small ? '' : bands(family, prefix, field.radius, face, { far: 'currentColor', near: 'currentColor', width: 0.55 }),
    small ? '' : `<path d="${fieldPath(family, field.radius + 4)}" ${line(1)}/>`,
    `<circle r="${short(field.radius + 2)}" fill="currentColor" mask="url(#${prefix}k)"/>`,
  ].join('');
}
