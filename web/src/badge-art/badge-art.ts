import { chance, hash } from './chance.ts';
import { at, fullTurn, point, points, polarLine, polarShape, scallops, short } from './curves.ts';
import { type Family, familyOf } from './family.ts';
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
const radii = {
  large: { field: 98, code: 107, bandIn: 116, bandOut: 161, rim: 190 },
  small: { field: 120, code: 0, bandIn: 124, bandOut: 162, rim: 190 },
} as const;

function edgePath({ edge, lobes, order }: Family, radius: number): string {
  switch (edge) {
    case 'scallop':
      return scallops(radius * 0.972, lobes, 1.12);
    case 'wave':
      return polarShape((angle) => radius * (0.965 + 0.028 * Math.cos(lobes * angle)), lobes * 4);
    case 'points':
      return points([radius, radius * 0.945], lobes * 2);
    case 'coin':
      return polarShape(() => radius * 0.985, 16);
    case 'petals':
      return polarShape(
        (angle) => radius * (0.952 + 0.04 * Math.abs(Math.cos((lobes * angle) / 2)) - 0.006 * Math.cos(order * angle)),
        lobes * 6,
      );
  }
}

/** One sector of a weave; turned `order` times it closes into the whole band. */
function weaveSector(family: Family, weave: Family['weaves'][number], inner: number, outer: number, lines: number): string {
  const middle = (inner + outer) / 2;
  const half = ((outer - inner) / 2) * weave.depth;
  const sector = fullTurn / family.order;
  const waves = Math.max(1, Math.round(weave.waves / family.order));
  const ripples = family.order * Math.max(2, Math.round((weave.waves * 2.5) / family.order));
  const scale = half / (1 + weave.ripple);
  let path = '';
  for (let line = 0; line < lines; line++) {
    const shift = (line / lines) * fullTurn;
    path += polarLine(
      (angle) => middle + scale * (Math.sin(weave.waves * angle + shift) + weave.ripple * Math.sin(ripples * angle - shift)),
      0,
      sector,
      Math.max(waves * 4, weave.ripple ? (ripples / family.order) * 4 : 0),
    );
  }
  return path;
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

/** A sector's path once, and its turns. */
function turned(name: string, path: string, order: number, attributes: string): string {
  const uses = Array.from(
    { length: order - 1 },
    (_, index) => `<use href="#${name}" transform="rotate(${short(((index + 1) * 360) / order)})"/>`,
  ).join('');
  return `<g fill="none" ${attributes}><path id="${name}" d="${path}"/>${uses}</g>`;
}

/** A ring of long and short beads that spells the id; nobody reads it, everybody's differs. */
function codeRing(id: string, family: Family, radius: number, color: string): string {
  const luck = chance(`code:${id}`);
  const count = family.order * Math.round(60 / family.order);
  let path = '';
  for (let index = 0; index < count; index++) {
    const angle = (index * fullTurn) / count;
    const half = luck.next() < 0.5 ? 1.1 : 3.4;
    path += `M${point(at(radius - half, angle))}L${point(at(radius + half, angle))}`;
  }
  return `<path d="${path}" stroke="${color}" stroke-width="2.4" stroke-linecap="round"/>`;
}

function crown(members: number, radius: number, bead: string, line: string, width: number): string {
  const count = Math.min(24, Math.max(3, members));
  const beads = Array.from({ length: count }, (_, index) => {
    const [x, y] = at(radius, (index * fullTurn) / count);
    return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(Math.min(11, 90 / count + 3.5))}"/>`;
  }).join('');
  return `<g fill="${bead}" stroke="${line}" stroke-width="${width}">${beads}</g>`;
}

function letters(monogram: string, color: string): string {
  const text = escapeXml([...monogram].slice(0, 2).join('').toUpperCase());
  return `<text y="${[...text].length > 1 ? 14 : 17}" text-anchor="middle" font-family="'Newsreader Variable', Newsreader, Georgia, serif" font-size="${[...monogram].length > 1 ? 40 : 50}" font-weight="500" fill="${color}">${text}</text>`;
}

function drawColor({ id, family, inks, prefix, cut, kind, members, monogram }: Plan): string {
  const r = radii[cut];
  const url = (name: string) => `url(#${prefix}${name})`;
  const stack = kind === 'stack';
  const rim = stack ? r.rim - 8 : r.rim;
  const [first, second] = family.weaves;
  const small = cut === 'small';
  const motif = motifOf(id, family, { main: inks.light, far: inks.lightFar });
  const scale = ((r.field - 12) / 100) * (monogram ? 1 : 1);
  return [
    `<defs><linearGradient id="${prefix}r" x1=".2" y1="0" x2=".8" y2="1"><stop stop-color="${inks.rimLight}"/><stop offset="1" stop-color="${inks.rimDark}"/></linearGradient>`,
    `<radialGradient id="${prefix}f" cx=".4" cy=".3" r=".8"><stop stop-color="${inks.deep}"/><stop offset="1" stop-color="${inks.deepest}"/></radialGradient>`,
    `<radialGradient id="${prefix}p" cx=".4" cy=".3" r=".75"><stop offset=".5" stop-color="${inks.paper}"/><stop offset="1" stop-color="${inks.paperShade}"/></radialGradient>`,
    `<radialGradient id="${prefix}l" gradientUnits="userSpaceOnUse" r="${r.bandOut}"><stop offset="${short(r.bandIn / r.bandOut)}" stop-color="${inks.lineFar}"/><stop offset="1" stop-color="${inks.line}"/></radialGradient>`,
    stack
      ? `<linearGradient id="${prefix}m" x1=".2" y1="0" x2=".8" y2="1"><stop stop-color="${inks.metal}"/><stop offset="1" stop-color="${inks.metalDark}"/></linearGradient>`
      : '',
    '</defs>',
    stack ? `<path d="${edgePath(family, 199)}" fill="${url('m')}"/>` : '',
    `<path d="${edgePath(family, rim)}" fill="${url('r')}"/>`,
    small ? '' : `<path d="${edgePath(family, rim - 7)}" fill="none" stroke="${inks.paper}" stroke-opacity=".75" stroke-width="1.2"/>`,
    `<circle r="${r.bandOut + 4}" fill="${url('p')}"/>`,
    small ? '' : `<circle r="${r.bandOut + 8.5}" fill="none" stroke="${inks.paper}" stroke-opacity=".9" stroke-width="1.2"/>`,
    small
      ? turned(
          `${prefix}w`,
          weaveSector(family, { ...(first ?? neverWeave), ripple: 0 }, r.bandIn, r.bandOut, 2),
          family.order,
          `stroke="${url('l')}" stroke-width="3.2"`,
        )
      : turned(
          `${prefix}v`,
          weaveSector(family, second ?? neverWeave, r.bandIn, r.bandOut, second?.lines ?? 6),
          family.order,
          `stroke="${inks.lineFar}" stroke-opacity=".55" stroke-width=".7"`,
        ) +
        turned(
          `${prefix}w`,
          weaveSector(family, first ?? neverWeave, r.bandIn, r.bandOut, first?.lines ?? 5),
          family.order,
          `stroke="${url('l')}" stroke-width="1.05"`,
        ),
    small
      ? `<circle r="${r.field}" fill="${url('f')}"/>`
      : `<circle r="${r.bandIn - 2}" fill="${inks.rimDark}"/>${codeRing(id, family, r.code, inks.paper)}<circle r="${r.field + 2}" fill="${inks.paper}"/><circle r="${r.field}" fill="${url('f')}"/>`,
    Array.from(
      { length: small ? 0 : family.rings },
      (_, index) =>
        `<circle r="${short(r.field - 3.5 - index * 2.6)}" fill="none" stroke="${inks.lightFar}" stroke-opacity=".7" stroke-width=".7"/>`,
    ).join(''),
    `<g transform="scale(${short(scale * 100) === '0' ? 1 : Math.round((small ? scale : scale * 0.94) * 1000) / 1000})">${motif.drawing}</g>`,
    monogram
      ? `<circle r="${small ? 42 : 36}" fill="${inks.deepest}" stroke="${inks.light}" stroke-width="2"/>${letters(monogram, inks.light)}`
      : '',
    stack ? crown(members, r.bandOut + 15, url('m'), inks.deepest, small ? 3 : 1.6) : '',
  ].join('');
}

const neverWeave = { waves: 12, lines: 4, depth: 0.9, ripple: 0 };

function drawMono({ id, family, prefix, cut, kind, members, monogram }: Plan): string {
  const r = radii[cut];
  const small = cut === 'small';
  const stack = kind === 'stack';
  const [first, second] = family.weaves;
  const scale = Math.round(((r.field - 12) / 100) * (small ? 1 : 0.94) * 1000) / 1000;
  const motif = motifOf(id, family, { main: '#000', far: '#000' });
  const line = (width: number) => `fill="none" stroke="currentColor" stroke-width="${width}"`;
  return [
    `<mask id="${prefix}k" maskUnits="userSpaceOnUse" x="-200" y="-200" width="400" height="400"><circle r="${r.field}" fill="#fff"/><g transform="scale(${scale})">${motif.drawing}</g>`,
    monogram ? `<circle r="38" fill="#fff" stroke="#000" stroke-width="3"/>${letters(monogram, '#000')}` : '',
    '</mask>',
    `<path d="${edgePath(family, r.rim)}" ${line(small ? 7 : 4)}/>`,
    small ? '' : `<path d="${edgePath(family, r.rim - 8)}" ${line(1)}/>`,
    small ? '' : `<circle r="${r.bandOut + 6}" ${line(1)}/>`,
    small
      ? turned(
          `${prefix}w`,
          weaveSector(family, { ...(first ?? neverWeave), ripple: 0 }, r.bandIn + 6, r.bandOut + 6, 2),
          family.order,
          'stroke="currentColor" stroke-width="3.2"',
        )
      : turned(
          `${prefix}v`,
          weaveSector(family, second ?? neverWeave, r.bandIn, r.bandOut, second?.lines ?? 6),
          family.order,
          'stroke="currentColor" stroke-opacity=".5" stroke-width=".6"',
        ) +
        turned(
          `${prefix}w`,
          weaveSector(family, first ?? neverWeave, r.bandIn, r.bandOut, first?.lines ?? 5),
          family.order,
          'stroke="currentColor" stroke-width=".9"',
        ),
    small ? '' : `<circle r="${r.bandIn - 2}" ${line(1)}/>${codeRing(id, family, r.code, 'currentColor')}`,
    `<circle r="${r.field}" fill="currentColor" mask="url(#${prefix}k)"/>`,
    stack ? crown(members, r.bandOut + 15, 'currentColor', 'none', 0) : '',
  ].join('');
}
