import { shapeOf } from './shape.ts';
import { type Hashed, type HashedText, type HoleChoice, makeTemplate, type Template } from './template.ts';

/** Shapes remembered for one subject matter; the longest unused is forgotten. */
const MAX_SHAPES = 16;
/** Subject matters remembered. */
const MAX_SUBJECTS = 512;

/** Templates that JSON text is tried against; those that do not fit differ in their first letters. */
const MAX_RECENT = 16;

interface Subject {
  /** The last used first. */
  templates: Template[];
  /** Shapes met but once, or of which no template can be made. */
  met: Map<string, 'once' | 'hopeless'>;
}

/**
 * Templates by what they are about (an achievement, say), within bounds that no flood of shapes can exceed. A shape is learned when it is
 * met the second time: most shapes of strangers come but once, and learning costs as much as the general path.
 */
export class TemplateCache {
  readonly #subjects = new Map<string, Subject>();
  /** Whatever they are about, the last used first. */
  readonly #recent: Template[] = [];
  readonly #choose: (document: object) => HoleChoice;

  /** @param choose  which texts may differ, decided from the document of which a shape is learned */
  constructor(choose: (document: object) => HoleChoice) {
    this.#choose = choose;
  }

  /** The hash of the canonical form of a document whose shape is known. */
  hash(about: string, document: object): Hashed | undefined {
    return this.#find(about, (template) => template.hash(document));
  }

  /** The canonical form of a document whose shape is known. */
  canonicalize(about: string, document: object): string | undefined {
    return this.#find(about, (template) => template.canonicalize(document));
  }

  /** The hash of a document of known shape from its JSON text, whatever it is about; the last used shapes are tried. */
  hashText(text: string): HashedText | undefined {
    for (const template of this.#recent) {
      const hashed = template.hashText(text);
      if (!hashed) continue;
      this.#use(template);
      return hashed;
    }
    return undefined;
  }

  #use(template: Template): void {
    const recent = this.#recent;
    if (recent[0] === template) return;
    const position = recent.indexOf(template);
    recent.splice(position < 0 ? MAX_RECENT - 1 : position, 1);
    recent.unshift(template);
  }

  #find<Found>(about: string, ask: (template: Template) => Found | undefined): Found | undefined {
    const templates = this.#subjects.get(about)?.templates;
    if (!templates) return undefined;
    for (let position = 0; position < templates.length; position += 1) {
      const found = ask(templates[position] as Template);
      if (found === undefined) continue;
      this.#use(templates[position] as Template);
      if (position > 0) templates.unshift(...templates.splice(position, 1));
      return found;
    }
    return undefined;
  }

  /** Takes note of a document whose shape was not known, and of which the general path has just made the canonical form. */
  async learn(about: string, document: object, canonicalForm: string): Promise<void> {
    const subject = this.#subjectOf(about);
    const shape = shapeOf(document);
    const met = subject.met.get(shape);
    if (met === 'hopeless') return;
    if (met === undefined) {
      remember(subject.met, shape, 'once', MAX_SHAPES * 4);
      return;
    }
    const template = await makeTemplate(document, canonicalForm, this.#choose(document));
    if (template) this.#use(template);
    if (template) subject.templates = [template, ...subject.templates.slice(0, MAX_SHAPES - 1)];
    else remember(subject.met, shape, 'hopeless', MAX_SHAPES * 4);
  }

  /** Forgets everything. */
  clear(): void {
    this.#recent.length = 0;
    this.#subjects.clear();
  }

  #subjectOf(about: string): Subject {
    const subject = this.#subjects.get(about) ?? { templates: [], met: new Map() };
    remember(this.#subjects, about, subject, MAX_SUBJECTS);
    return subject;
  }
}

/** Puts an entry last and drops the first when there are too many. */
function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, limit: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > limit && oldest !== undefined) map.delete(oldest);
}
