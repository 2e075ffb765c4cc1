import type { Kind } from './report.ts';

const kinds: Record<string, Kind> = { ClrCredential: 'learner-record', VerifiablePresentation: 'presentation' };

/** What a document of Open Badges 3.0 and its neighbours says it is. */
export function kindOf(document: Record<string, unknown>): Kind {
  for (const type of [document.type].flat()) {
    if (typeof type === 'string' && Object.hasOwn(kinds, type)) return kinds[type] as Kind;
  }
  return 'badge';
}
