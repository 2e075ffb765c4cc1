import { OpenBadgesError } from '../errors.ts';

/**
 * A Data Integrity proof signs statements, and JSON-LD can carry text that becomes no statement: under `@index`, under a term that a
 * context in place maps to nothing or to a keyword. Somebody could add such text to a signed badge without
 * breaking the signature. This refuses every document that could hide some.
 */

/** Keywords that always end up in a statement. */
const signedKeywords = new Set(['@value', '@language', '@direction', '@type', '@id']);
const harmlessContextKeys = new Set(['@language', '@direction', '@vocab', '@version', '@protected']);
const harmlessDefinitionKeys = new Set(['@id', '@type', '@language', '@direction', '@protected']);

/**
 * Refuses a document of which some content would not be signed.
 *
 * @throws {OpenBadgesError} `document-unsafe`, details.key names what is in the way
 * @see Data Integrity 1.0 §2.4 Contexts and Vocabularies, §4.6 Context Validation
 */
export function refuseUnsignedContent(document: object): void {
  const open: unknown[] = [document];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (key === '@context') [member].flat().forEach(refuseHidingContext);
      else if (key.startsWith('@') && !signedKeywords.has(key)) throw hiding(key);
      else open.push(member);
    }
  }
}

function refuseHidingContext(context: unknown): void {
  if (typeof context === 'string') return;
  if (typeof context !== 'object' || context === null) throw hiding('@context');
  // a context in a wrapper of its own counts as what is in it, and what stands beside it counts for nothing (JSON-LD 1.1 API §5.1)
  if ('@context' in context && Object.keys(context).length === 1) {
    for (const inside of [context['@context']].flat()) refuseHidingContext(inside);
    return;
  }
  for (const [term, definition] of Object.entries(context)) {
    if (harmlessContextKeys.has(term)) continue;
    if (term.startsWith('@') || !isStatement(definition)) throw hiding(term);
  }
}

/** Whether a term with this definition always becomes a statement. */
function isStatement(definition: unknown): boolean {
  if (typeof definition === 'string') return !definition.startsWith('@');
  if (typeof definition !== 'object' || definition === null) return false;
  return Object.entries(definition).every(([key, value]) => {
    if (key === '@container') return value === '@set' || value === '@list';
    return harmlessDefinitionKeys.has(key) && (key !== '@id' || (typeof value === 'string' && !value.startsWith('@')));
  });
}

function hiding(key: string): OpenBadgesError {
  return new OpenBadgesError('document-unsafe', `What stands under ${JSON.stringify(key)} would not be signed.`, { key });
}
