import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../platform/secrets.ts';

/**
 * The secret part of an invited course's link: made from the course and its link's number, so that it can be shown again without being
 * kept, and a read database opens nothing.
 */
export function courseKey(secrets: Secrets, courseId: string, linkNumber: number): string {
  return createHmac('sha256', secrets.derive('course-links')).update(`${courseId}/${linkNumber}`).digest('base64url').slice(0, 32);
}

/** Whether a key opens a course. */
export function opensCourse(secrets: Secrets, courseId: string, linkNumber: number, key: string): boolean {
  const [right, given] = [Buffer.from(courseKey(secrets, courseId, linkNumber)), Buffer.from(key)];
  return right.length === given.length && timingSafeEqual(right, given);
}
