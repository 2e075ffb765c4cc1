/**
 * Resolves `@context` values for the JSON-LD library from shipped contexts, and remembers what they do to an active context.
 *
 * The library has such a memory of its own, but copies the whole active context at every typed node and so never finds anything in
 * it: nine tenths of the time of signing went there. This one recognizes the copies. It is passed in through the library's
 * `contextResolver` option; no code of the library is changed.
 */

/** The library's active context, as far as it concerns us. */
interface ActiveContext {
  mappings: Map<string, unknown>;
  protected: Record<string, boolean>;
  inverse: null;
  getInverse: unknown;
  previousContext?: ActiveContext;
  clone: (this: ActiveContext) => ActiveContext;
  revertToPreviousContext: (this: ActiveContext) => ActiveContext;
  '@base'?: unknown;
  '@language'?: unknown;
  '@vocab'?: unknown;
}

interface Processed {
  context: ActiveContext;
  events: unknown[];
}

/** Active contexts that are complete: nothing changes them any more, so what follows from them can be remembered. */
const complete = new WeakSet<ActiveContext>();
/** Which complete context an unchanged copy is of. */
const originals = new WeakMap<ActiveContext, ActiveContext>();

/**
 * A copy that shares term definitions, which are never changed once made. Most copies are only recognized and then left for what is
 * remembered, so that terms are copied when they are first asked for.
 */
class Copy implements ActiveContext {
  readonly #original: ActiveContext;
  #mappings: Map<string, unknown> | undefined;
  #protected: Record<string, boolean> | undefined;
  inverse = null;
  getInverse: unknown;
  declare previousContext?: ActiveContext;
  clone: (this: ActiveContext) => ActiveContext;
  revertToPreviousContext: (this: ActiveContext) => ActiveContext;
  declare '@base'?: unknown;
  declare '@language'?: unknown;
  declare '@vocab'?: unknown;

  constructor(original: ActiveContext) {
    this.#original = original;
    this.getInverse = original.getInverse;
    this.clone = original.clone;
    this.revertToPreviousContext = original.revertToPreviousContext;
    if (original.previousContext) this.previousContext = original.previousContext;
    for (const key of ['@base', '@language', '@vocab'] as const) if (key in original) this[key] = original[key];
  }

  get mappings(): Map<string, unknown> {
    this.#mappings ??= new Map(this.#original.mappings);
    return this.#mappings;
  }

  get protected(): Record<string, boolean> {
    this.#protected ??= { ...this.#original.protected };
    return this.#protected;
  }
}

/** Copies as the library does, and notes where the copy is from. What may still change is copied at once. */
function clone(this: ActiveContext): ActiveContext {
  const copy = new Copy(this);
  if (complete.has(this)) originals.set(copy, this);
  else void [copy.mappings, copy.protected];
  return copy;
}

function revertToPreviousContext(this: ActiveContext): ActiveContext {
  return this.previousContext ?? this;
}

/** One context document and its effect on the active contexts it met. */
class ResolvedContext {
  readonly document: unknown;
  readonly #effects = new WeakMap<ActiveContext, Processed>();
  /** Effects that end with the node they are on (type-scoped contexts), by the context to return to. */
  readonly #passing = new WeakMap<ActiveContext, Processed>();

  constructor(document: unknown) {
    this.document = document;
  }

  getProcessed(active: ActiveContext): Processed | undefined {
    const original = returnsTo(active);
    return original ? this.#passing.get(original) : this.#effects.get(active);
  }

  setProcessed(active: ActiveContext, processed: Processed): void {
    const original = returnsTo(active);
    const { context } = processed;
    context.clone = clone;
    context.revertToPreviousContext = revertToPreviousContext;
    if (original) {
      context.previousContext = original;
      this.#passing.set(original, processed);
    } else {
      this.#effects.set(active, processed);
    }
    complete.add(context);
  }
}

/** For an unchanged copy that was made to be left again at the end of a node: the context it was copied from. */
function returnsTo(active: ActiveContext): ActiveContext | undefined {
  const original = originals.get(active);
  return original !== undefined && active.previousContext === original ? original : undefined;
}

/** Remembers resolved contexts: shipped ones for good, contexts in place as long as their document lives. */
export class ContextResolver {
  readonly #shipped: ReadonlyMap<string, unknown>;
  readonly #byUrl = new Map<string, ResolvedContext[]>();
  readonly #byObject = new WeakMap<object, ResolvedContext>();

  constructor(shipped: ReadonlyMap<string, unknown>) {
    this.#shipped = shipped;
  }

  /** The library's interface; rejects with `UnknownContext` for a URL that is not shipped. */
  async resolve({ context }: { context: unknown }): Promise<ResolvedContext[]> {
    return this.#resolve(context);
  }

  #resolve(context: unknown): ResolvedContext[] {
    if (Array.isArray(context)) return context.flatMap((entry) => this.#resolve(entry));
    if (context === null) return [new ResolvedContext(null)];
    if (typeof context === 'string') return this.#resolveUrl(context);
    if (typeof context !== 'object') throw new TypeError('A context must be a URL or an object.');
    if ('@context' in context) return this.#resolve(context['@context']);
    const known = this.#byObject.get(context) ?? new ResolvedContext(context);
    this.#byObject.set(context, known);
    return [known];
  }

  #resolveUrl(url: string): ResolvedContext[] {
    const known = this.#byUrl.get(url);
    if (known) return known;
    const document = this.#shipped.get(url);
    if (document === undefined) throw new UnknownContext(url);
    const resolved = this.#resolve(document);
    this.#byUrl.set(url, resolved);
    return resolved;
  }
}

/** A context URL that is not shipped. */
export class UnknownContext extends Error {
  readonly url: string;

  constructor(url: string) {
    super(`unknown context ${url}`);
    this.url = url;
  }
}
