/**
 * JSON-LD lets a list of one be written without brackets, and an image as its bare address. Other people's badges do so; the model
 * asks for the long form. This writes the short forms out for the check of the model; what is signed stays as it came.
 */

/** Properties that hold lists of objects or text. */
const lists = new Set([
  'alignment',
  'allowedValue',
  'credentialSchema',
  'endorsement',
  'endorsementJwt',
  'evidence',
  'otherIdentifier',
  'proof',
  'related',
  'relatedResource',
  'result',
  'rubricCriterionLevel',
  'tag',
  'termsOfUse',
]);
/** Properties that hold lists of objects in one class and a plain text in another. */
const listsOfObjects = new Set(['identifier', 'resultDescription']);
/** Properties whose objects have one type, not a list of types. */
const singlyTyped = new Set([
  'credentialSchema',
  'credentialStatus',
  'geo',
  'identifier',
  'image',
  'otherIdentifier',
  'proof',
  'refreshService',
  'termsOfUse',
]);

/** A copy of the value in which short forms are written out. @param under  the property that the value stands under */
export function spreadCompacted(value: unknown, under = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => spreadCompacted(entry, under));
  if (under === 'image' && typeof value === 'string') return { id: value, type: 'Image' };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, key === '@context' ? entry : spread(key, entry, under)]));
}

function spread(key: string, entry: unknown, under: string): unknown {
  if (key === 'type') {
    if (!singlyTyped.has(under)) return typeof entry === 'string' ? [entry] : entry;
    return Array.isArray(entry) && entry.length === 1 ? entry[0] : entry;
  }
  const isBareObject = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
  const belongsInList = lists.has(key) ? !Array.isArray(entry) : listsOfObjects.has(key) && isBareObject;
  return spreadCompacted(belongsInList ? [entry] : entry, key);
}
