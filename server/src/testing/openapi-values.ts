import fc from 'fast-check';

/** The parts of JSON Schema that our OpenAPI document uses. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  minItems?: number;
  minimum?: number;
  additionalProperties?: boolean | Schema;
  $ref?: string;
}

/** One operation of the document. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  body: Schema | null;
  /** The form in which it tells failures: problem documents, unless the standard it follows asks for another. */
  errors: 'problem' | 'oauth' | 'imsx' | 'vc-api';
  /** Name of the policy that says who may call it. */
  policy: string;
  needsSignIn: boolean;
}

interface OpenApi {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
        requestBody?: { content?: Record<string, { schema?: Schema }> };
        security?: object[];
        'x-access'?: { policy: string };
        'x-errors'?: Operation['errors'];
      }
    >
  >;
  components?: { schemas?: Record<string, Schema> };
}

/** Every operation of an OpenAPI document. */
export function operationsOf(document: unknown): Operation[] {
  const methods = ['get', 'post', 'put', 'patch', 'delete'];
  return Object.entries((document as OpenApi).paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({
        method: method.toUpperCase() as Operation['method'],
        path,
        parameters: (operation.parameters ?? []).map((p) => ({
          name: p.name,
          in: p.in,
          required: p.required ?? false,
          schema: p.schema ?? {},
        })),
        body: Object.values(operation.requestBody?.content ?? {})[0]?.schema ?? null,
        errors: operation['x-errors'] ?? 'problem',
        policy: operation['x-access']?.policy ?? '',
        needsSignIn: Boolean(operation.security?.length),
      })),
  );
}

/** A plausible value of a schema: right in shape, unknown in content. */
export function plausible(schema: Schema, document: unknown): unknown {
  if (schema.$ref) return plausible((document as OpenApi).components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}, document);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (choice) return plausible(choice, document);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, plausible(property, document)]));
    case 'array':
      return Array.from({ length: schema.minItems ?? 1 }, () => plausible(schema.items ?? {}, document));
    case 'integer':
    case 'number':
      return schema.minimum && schema.minimum > 0 ? schema.minimum : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      if (schema.format === 'uuid') return '01936b4e-0000-7000-8000-000000000000';
      if (schema.format === 'email') return 'nobody@example.org';
      if (schema.format === 'uri') return 'https://example.org/';
      if (schema.format === 'date') return '2026-11-24';
      if (schema.format === 'date-time') return '2026-11-24T07:00:00Z';
      return 'x'.repeat(Math.max(1, schema.minLength ?? 1));
  }
}

/** Values that no honest client sends. */
export const hostileValues: unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.5,
  Number.MAX_SAFE_INTEGER,
  '9'.repeat(400),
  '',
  ' ',
  'x'.repeat(200_000),
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egnp.exe',
  "'; drop table person; --",
  '$'.concat('{7*7}{{7*7}}'),
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '%00',
  'NaN',
  [],
  {},
  [[[[[[]]]]]],
  { $gt: '' },
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  { constructor: { prototype: { isAdmin: true } } },
];

/**
 * Bodies near a schema: one field wrong, missing or unknown at a time, and anything at all.
 *
 * @param seed makes the same bodies each time
 */
export function wrongBodies(schema: Schema, document: unknown, seed: number): unknown[] {
  const right = plausible(schema, document);
  const bodies: unknown[] = [...hostileValues, ...fc.sample(fc.jsonValue({ maxDepth: 4 }), { seed, numRuns: 8 })];
  if (typeof right === 'object' && right !== null && !Array.isArray(right)) {
    for (const name of Object.keys(right)) {
      const { [name]: _left, ...without } = right as Record<string, unknown>;
      bodies.push(without);
      for (const value of hostileValues) bodies.push({ ...right, [name]: value });
    }
    bodies.push({ ...right, unexpected: true });
  }
  return bodies;
}
