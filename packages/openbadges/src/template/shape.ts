/**
 * A text that is the same for documents with the same names in the same order, lists of the same lengths, the same types and other
 * values that are no texts.
 */
export function shapeOf(document: object): string {
  return describe(document, '');
}

function describe(value: unknown, key: string): string {
  if (typeof value === 'string') return key === 'type' || key.startsWith('@') ? JSON.stringify(value) : '"';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    let members = '[';
    for (const member of value) members += `${describe(member, key)},`;
    return `${members}]`;
  }
  let members = '{';
  for (const [name, member] of Object.entries(value)) if (name !== 'proof') members += `${name}:${describe(member, name)},`;
  return `${members}}`;
}
