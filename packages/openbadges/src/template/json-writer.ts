import type { Skeleton } from './skeleton.ts';

/**
 * Writes documents of one shape as JSON text, to the same text as `JSON.stringify` up to the last brace, so that more can follow. What
 * does not change was written once.
 */
export class JsonWriter {
  /** Text that stands, quotation marks around holes included, and numbers of holes. */
  readonly parts: (string | number)[] = [];

  constructor(skeleton: Skeleton) {
    this.#add(skeleton);
    const last = this.parts.length - 1;
    this.parts[last] = String(this.parts[last]).slice(0, -1);
  }

  write(texts: readonly string[]): string {
    let json = '';
    for (const part of this.parts) json += typeof part === 'string' ? part : escaped(texts[part] as string);
    return json;
  }

  #add(skeleton: Skeleton): void {
    switch (skeleton.kind) {
      case 'hole':
        this.#append('"');
        this.parts.push(skeleton.hole);
        this.#append('"');
        return;
      case 'fixed':
        this.#append(JSON.stringify(skeleton.value ?? null));
        return;
      case 'list':
        this.#addMembers(
          '[',
          skeleton.members.map((member) => ['', member]),
          ']',
        );
        return;
      case 'object':
        this.#addMembers(
          '{',
          skeleton.members.flatMap((member, index) =>
            member.kind === 'fixed' && member.value === undefined ? [] : [[`${JSON.stringify(skeleton.keys[index])}:`, member] as const],
          ),
          '}',
        );
    }
  }

  #addMembers(opening: string, members: (readonly [string, Skeleton])[], closing: string): void {
    this.#append(opening);
    for (const [index, [name, member]] of members.entries()) {
      this.#append(`${index > 0 ? ',' : ''}${name}`);
      this.#add(member);
    }
    this.#append(closing);
  }

  #append(text: string): void {
    const last = this.parts.length - 1;
    if (typeof this.parts[last] === 'string') this.parts[last] += text;
    else this.parts.push(text);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON text may not have
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** What stands between the quotation marks. Most texts stand as they are, and looking takes less than having them written. */
function escaped(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}
