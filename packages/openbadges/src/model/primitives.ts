import { z } from 'zod';

const uriPattern = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/u;

/** Whether the text is an absolute URI. Characters that RDF forbids in an IRI are refused, so that what is signed is what was written. */
export function isUri(value: string): boolean {
  return uriPattern.test(value) && value.isWellFormed();
}

export const uri = z.string().refine(isUri, 'must be an absolute URI');

export const text = z.string().refine((value) => value.isWellFormed(), 'must be well-formed Unicode');

const dateTimePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Date and time with a time zone (VCDM 2.0 §4.9, XML Schema dateTimeStamp). */
export const dateTime = z.string().refine(isDateTime, 'must be a date and time with a time zone, such as 2026-09-01T12:00:00Z');

/** Whether the text is an existing date and time with a time zone. */
export function isDateTime(value: unknown): value is string {
  return typeof value === 'string' && dateTimePattern.test(value) && !Number.isNaN(Date.parse(value));
}

export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-09-01');

export const compactJws = z.string().regex(/^[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]*\.[a-zA-Z0-9_-]+$/, 'must be a compact JWS');

/** A `type` array that has at least one of the given names among others. */
export function types(...oneOf: string[]) {
  return z.array(z.string()).refine((list) => list.some((type) => oneOf.includes(type)), `must include ${oneOf.join(' or ')}`);
}

/** A term of one of the specification's extensible vocabularies: a known word, or one of your own after `ext:`. */
export function vocabulary(...words: string[]) {
  return z
    .string()
    .refine(
      (value) => words.includes(value) || /(ext:)[a-z|A-Z|0-9|.|\-|_]+/.test(value),
      `must be one of ${words.join(', ')} or start with ext:`,
    );
}

/** A resource with a URI and one type name, open to the terms of that type. */
export const typedResource = z.looseObject({ id: uri, type: text.min(1) });
