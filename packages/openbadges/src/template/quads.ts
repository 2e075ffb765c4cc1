/** A term of a quad: fixed text, a hole, or a blank node by number. */
export type Term =
  | { kind: 'fixed'; text: string }
  | { kind: 'iri'; hole: number }
  | { kind: 'literal'; hole: number; after: string }
  | { kind: 'blank'; blank: number };

export interface Quad {
  subject: Term;
  /** With angle brackets. */
  predicate: string;
  object: Term;
}

/** A quad as the JSON-LD library makes it. */
interface RdfTerm {
  termType: string;
  value: string;
  datatype?: { value: string };
  language?: string;
}

const MARKER = /^urn:brevet-hole:(\d+)$/;
const MARKER_START = 'urn:brevet-hole:';
const XSD_STRING = 'http://www.w3.org/2001/XMLSchema#string';

/** The text that stands for a hole while a template is made: valid as an IRI and as a literal, and known by its number. */
export function marker(hole: number): string {
  return MARKER_START + hole;
}

/** Whether a document has text that could be taken for a marker. */
export function mentionsMarkers(document: object): boolean {
  return JSON.stringify(document).includes(MARKER_START);
}

/**
 * Reads quads in which markers stand for holes.
 *
 * @param holes  how many holes there are
 * @returns nothing when the quads have named graphs, an IRI has characters that it may not have, or a hole does not stand alone in some
 *   term: then no template is possible
 */
export function readQuads(dataset: unknown[], holes: number): { quads: Quad[]; blanks: number } | undefined {
  const blanks = new Map<string, number>();
  const seen = new Set<number>();
  const readTerm = (term: RdfTerm): Term => {
    if (term.termType === 'BlankNode') {
      const blank = blanks.get(term.value) ?? blanks.size;
      blanks.set(term.value, blank);
      return { kind: 'blank', blank };
    }
    const hole = MARKER.exec(term.value)?.[1];
    if (hole !== undefined) seen.add(Number(hole));
    if (term.termType === 'NamedNode') {
      return hole === undefined ? { kind: 'fixed', text: `<${term.value}>` } : { kind: 'iri', hole: Number(hole) };
    }
    const after = literalEnd(term);
    return hole === undefined
      ? { kind: 'fixed', text: `"${escapeLiteral(term.value)}${after}` }
      : { kind: 'literal', hole: Number(hole), after };
  };
  const quads: Quad[] = [];
  for (const { subject, predicate, object, graph } of dataset as Record<'subject' | 'predicate' | 'object' | 'graph', RdfTerm>[]) {
    if (graph.termType !== 'DefaultGraph' || ![subject, predicate, object].every(hasPlainIris)) return undefined;
    quads.push({ subject: readTerm(subject), predicate: `<${predicate.value}>`, object: readTerm(object) });
  }
  return seen.size === holes ? { quads, blanks: blanks.size } : undefined;
}

function literalEnd(term: RdfTerm): string {
  if (term.language !== undefined) return `"@${term.language}`;
  const datatype = term.datatype?.value ?? XSD_STRING;
  return datatype === XSD_STRING ? '"' : `"^^<${datatype}>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what canonical N-Quads escapes
const ESCAPED_IN_LITERAL = /[\u0000-\u001f\u007f"\\]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const EACH_ESCAPED_IN_LITERAL = /[\u0000-\u001f\u007f"\\]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const FORBIDDEN_IN_IRI = /[\u0000-\u0020<>"{}|^`\\]/;
const shortEscapes: Record<string, string> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '"': '\\"', '\\': '\\\\' };

/** Escapes the text of a literal (RDF Dataset Canonicalization 1.0, canonical form of N-Quads). */
export function escapeLiteral(text: string): string {
  if (!ESCAPED_IN_LITERAL.test(text)) return text;
  return text.replace(
    EACH_ESCAPED_IN_LITERAL,
    (letter) => shortEscapes[letter] ?? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

/** Whether the IRIs of a term stand in canonical N-Quads as they are; what others become is left to the general path. */
function hasPlainIris({ termType, value, datatype }: RdfTerm): boolean {
  return !FORBIDDEN_IN_IRI.test(termType === 'NamedNode' ? value : (datatype?.value ?? ''));
}
