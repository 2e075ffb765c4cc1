import { OpenBadgesError } from '../errors.ts';
import type { BakingOptions } from './png.ts';

const NAMESPACE = { 2: 'http://openbadges.org', 3: 'https://purl.imsglobal.org/ob/v3p0' };
const ELEMENT = { 2: 'openbadges:assertion', 3: 'openbadges:credential' };
const TAG_NAME = String.raw`[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?`;
/** A start tag where the expression is applied. Attribute values end at their quote, so no input makes it search twice. */
const START_TAG = new RegExp(String.raw`<(${TAG_NAME})((?:\s+${TAG_NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>`, 'y');
const ELEMENT_NAMES = Object.values(ELEMENT);
const CDATA = '<![CDATA[';

interface Tag {
  name: string;
  attributes: string;
  isEmpty: boolean;
  start: number;
  end: number;
}

/** Whether the text starts as an SVG image does. */
export function isSvg(svg: string): boolean {
  return findRoot(svg) !== undefined;
}

/**
 * Puts a badge into an SVG image, in an element right after the root's start tag. A badge already there is replaced.
 *
 * @param badge  the signed badge as JSON text, or as compact JWS; of version 2.0 also the address of a hosted assertion
 * @throws {OpenBadgesError} `image-unsupported` when it is no SVG
 * @see Open Badges 3.0, Baked Badge, SVG; Open Badges 2.0, Baking Specification
 */
export function bakeSvg(svg: string, badge: string, { version = 3 }: BakingOptions = {}): string {
  const baked = findBadge(svg);
  const bare = baked ? svg.slice(0, baked.start) + svg.slice(baked.end) : svg;
  const root = findRoot(bare);
  if (!root) throw new OpenBadgesError('image-unsupported', 'This is not an SVG image.');
  const attributes = root.attributes.replace(/\s+xmlns:openbadges\s*=\s*(?:"[^"]*"|'[^']*')/, '');
  const opening = `<${root.name}${attributes} xmlns:openbadges="${NAMESPACE[version]}">`;
  const element = writeElement(ELEMENT[version], badge.trim(), version);
  return bare.slice(0, root.start) + opening + element + (root.isEmpty ? `</${root.name}>` : '') + bare.slice(root.end);
}

/** JSON stands inside the element, everything shorter in `verify`; version 2.0 names the address of a hosted assertion there too. */
function writeElement(name: string, badge: string, version: 2 | 3): string {
  if (!badge.startsWith('{')) return `<${name} verify="${escapeAttribute(badge)}"></${name}>`;
  const { id } = version === 2 ? (JSON.parse(badge) as { id?: unknown }) : {};
  const verify = typeof id === 'string' ? ` verify="${escapeAttribute(id)}"` : '';
  return `<${name}${verify}>${CDATA}${badge.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
}

function escapeAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/**
 * Takes the badge out of an SVG image, of version 3.0 or 2.0.
 *
 * @throws {OpenBadgesError} `image-unsupported` when it is no SVG, `image-without-badge`
 */
export function unbakeSvg(svg: string): string {
  if (!isSvg(svg)) throw new OpenBadgesError('image-unsupported', 'This is not an SVG image.');
  const badge = findBadge(svg)?.text;
  if (!badge) throw new OpenBadgesError('image-without-badge', 'The image has no badge inside.');
  return badge;
}

/** The root element's start tag, after declaration, comments and a plain document type (XML 1.0 §2.8). */
function findRoot(svg: string): Tag | undefined {
  let position = svg.startsWith('\ufeff') ? 1 : 0;
  for (;;) {
    while (/\s/.test(svg[position] ?? '')) position += 1;
    const closing = ['<?', '?>', '<!--', '-->', '<!DOCTYPE', '>'];
    const index = closing.findIndex((mark, at) => at % 2 === 0 && svg.startsWith(mark, position));
    if (index < 0) break;
    const mark = closing[index + 1] as string;
    const end = svg.indexOf(mark, position);
    // A document type with declarations of its own could define entities; no badge image needs one.
    if (end < 0 || (mark === '>' && svg.slice(position, end).includes('['))) return undefined;
    position = end + mark.length;
  }
  const tag = readTag(svg, position);
  return tag && /^(?:.*:)?svg$/.test(tag.name) ? tag : undefined;
}

/** The first badge element, and the text in it or in its `verify` attribute. */
function findBadge(svg: string): { start: number; end: number; text: string } | undefined {
  const starts = ELEMENT_NAMES.map((name) => svg.indexOf(`<${name}`)).filter((start) => start >= 0);
  if (starts.length === 0) return undefined;
  const tag = readTag(svg, Math.min(...starts));
  if (!tag || !ELEMENT_NAMES.includes(tag.name)) return undefined;
  const attribute = /\sverify\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(tag.attributes);
  const verify = resolveEntities(attribute?.[1] ?? attribute?.[2] ?? '');
  if (tag.isEmpty) return { start: tag.start, end: tag.end, text: verify.trim() };
  const body = readBody(svg, tag);
  return body && { start: tag.start, end: body.end, text: (body.text.trim() || verify).trim() };
}

/** Character data up to the end tag: CDATA sections as they stand, the rest with its five entities resolved. */
function readBody(svg: string, tag: Tag): { text: string; end: number } | undefined {
  let text = '';
  let position = tag.end;
  for (;;) {
    const next = svg.indexOf('<', position);
    if (next < 0) return undefined;
    text += resolveEntities(svg.slice(position, next));
    if (svg.startsWith(CDATA, next)) {
      const end = svg.indexOf(']]>', next);
      if (end < 0) return undefined;
      text += svg.slice(next + CDATA.length, end);
      position = end + 3;
    } else {
      const end = svg.indexOf('>', next);
      return end >= 0 && svg.slice(next, end).trimEnd() === `</${tag.name}` ? { text, end: end + 1 } : undefined;
    }
  }
}

function readTag(svg: string, start: number): Tag | undefined {
  START_TAG.lastIndex = start;
  const [whole, name, attributes, slash] = START_TAG.exec(svg) ?? [];
  if (whole === undefined || name === undefined || attributes === undefined) return undefined;
  return { name, attributes, isEmpty: slash === '/', start, end: start + whole.length };
}

function resolveEntities(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => entities[name] as string);
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
