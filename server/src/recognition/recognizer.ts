import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { notARecognizer } from './problems.ts';

/** A recognizing entity, as far as dates and names go. */
export interface Recognizer {
  id: string;
  slug: string;
  name: string;
  timezone: string;
}

/**
 * @throws {Problem} 404 `not-found`, 409 `not-a-recognizer`
 */
export async function findRecognizer(database: Database, recognizerId: string): Promise<Recognizer> {
  const row = await database
    .selectFrom('organization')
    .select(['id', 'slug', 'name', 'timezone', 'is_recognizer'])
    .where('id', '=', recognizerId)
    .executeTakeFirst();
  if (!row) throw notFound('organization');
  const { is_recognizer: isRecognizer, ...recognizer } = row;
  if (!isRecognizer) throw notARecognizer();
  return recognizer;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of a moment in a time zone, as `2026-11-25`. */
export function dateIn(timezone: string, moment: Date): string {
  let format = formats.get(timezone);
  if (!format) {
    // the Swedish way of writing dates is ISO 8601
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timezone, format);
  }
  return format.format(moment);
}
