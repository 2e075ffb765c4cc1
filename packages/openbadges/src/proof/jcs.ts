/**
 * The canonical form of JSON (RFC 8785 JSON Canonicalization Scheme): members in order of UTF-16 code units, numbers and texts as
 * ECMAScript writes them.
 *
 * @throws {TypeError} for values that are no JSON
 */
export function canonicalizeJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalizeJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalizeJson(member)}`).join(',')}}`;
  }
  const text = typeof value === 'number' && !Number.isFinite(value) ? undefined : JSON.stringify(value);
  if (text === undefined) throw new TypeError('This is no JSON value.');
  return text;
}
