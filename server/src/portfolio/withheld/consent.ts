import { z } from 'zod';
import { consentOver } from '../problems.ts';

/** How an earner holds the consent of those who appear, and through which day. */
export const Consent = z.object({
  /** A release the school keeps; forms of the families; the word of students who may give it themselves; another way. */
  how: z.enum(['school-form', 'family-form', 'own-word', 'other']),
  /** The last day it holds; null without end. */
  until: z.iso.date().nullable(),
});
export type Consent = z.infer<typeof Consent>;

/**
 * @param now a consent must hold today, in UTC
 * @throws {Problem} 400 `consent-over`
 */
export function requireLasting(consent: Consent | null | undefined, now: Date): void {
  if (consent?.until && consent.until < now.toISOString().slice(0, 10)) throw consentOver();
}
