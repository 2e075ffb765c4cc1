import { type HoleChoice, makeTemplate, type Template } from './template.ts';

/** Shapes remembered for one subject matter; further ones take the general path. */
const MAX_SHAPES = 16;
/** Subject matters remembered; the longest unused is forgotten. */
const MAX_SUBJECTS = 512;

/** Templates by what they are about (an achievement, say), within bounds that no flood of shapes can exceed. */
export class TemplateCache {
  readonly #shapes = new Map<string, Template[]>();
  readonly #choose: (document: object) => HoleChoice;

  /** @param choose  which texts may differ, decided from the first document of a shape */
  constructor(choose: (document: object) => HoleChoice) {
    this.#choose = choose;
  }

  /** The canonical form of a document whose shape is known; bytes are valid until the next call. */
  canonicalize(about: string, document: object): Uint8Array | undefined {
    const shapes = this.#shapes.get(about);
    if (!shapes) return undefined;
    for (const [position, template] of shapes.entries()) {
      const bytes = template.canonicalize(document);
      if (bytes) {
        if (position > 0) shapes.unshift(...shapes.splice(position, 1));
        return bytes;
      }
    }
    return undefined;
  }

  /** Learns the shape of a document, of which the general path has just made the canonical form. */
  async learn(about: string, document: object, canonicalForm: string): Promise<void> {
    const shapes = this.#shapes.get(about) ?? [];
    this.#shapes.delete(about);
    this.#shapes.set(about, shapes);
    const [oldest] = this.#shapes.keys();
    if (this.#shapes.size > MAX_SUBJECTS && oldest !== undefined) this.#shapes.delete(oldest);
    if (shapes.length >= MAX_SHAPES) return;
    const template = await makeTemplate(document, canonicalForm, this.#choose(document));
    if (template) shapes.push(template);
  }

  /** Forgets everything. */
  clear(): void {
    this.#shapes.clear();
  }
}
