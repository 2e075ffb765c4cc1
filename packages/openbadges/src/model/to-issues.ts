import type { z } from 'zod';

/** Where a value breaks a model, as JSON paths such as `$.credentialSubject.result[0].status`, and how. */
export function toIssues(model: z.ZodType, value: unknown, root = '$'): { path: string; message: string }[] {
  const result = model.safeParse(value);
  return result.success ? [] : result.error.issues.map(({ path, message }) => ({ path: jsonPath(root, path), message }));
}

function jsonPath(root: string, path: PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return /^[A-Za-z_]\w*$/.test(String(key)) ? `${text}.${String(key)}` : `${text}[${JSON.stringify(String(key))}]`;
  }, root);
}
