import type { components } from '../../api/generated.ts';
import type { BeingWritten, ProgramDraft } from './authoring-queries.ts';

type Program = components['schemas']['Program'];
/** A micro-credential as the list shows it; found by id. */
export type Known = Pick<BeingWritten['microCredentials'][number], 'id' | 'slug' | 'title' | 'competency' | 'hours'>;

/**
 * A draft as its page would show it; what is not written yet is left open.
 *
 * @param known micro-credentials by id
 */
export function programOfDraft(
  { id, slug, state, number, publishedAt, recognizer, incentives, schools }: BeingWritten,
  draft: ProgramDraft,
  known: ReadonlyMap<string, Known>,
): Program {
  const { preApproval, groups, choice } = draft;
  const { min, max } = groups;
  return {
    id,
    slug,
    state: state === 'draft' ? 'open' : state,
    demo: false,
    recognizer,
    version: { id, number: (number ?? 0) + 1, publishedAt: publishedAt ?? new Date().toISOString() },
    definition: {
      ...draft,
      choice: { ...choice, atLeast: choice.atLeast ?? 0 },
      groups: { mode: groups.mode, min: min ?? 5, max: max ?? 60 },
      preApproval: preApproval.kind === 'chain' ? { kind: 'chain', steps: preApproval.steps } : { kind: 'none' },
    },
    entries: draft.entries.map(({ entryId, microCredentialId, foreign, difficulty, hours }) => {
      const microCredential = (microCredentialId && known.get(microCredentialId)) || null;
      return {
        entryId,
        title: microCredential?.title ?? foreign[0]?.title ?? '',
        difficulty,
        hours: hours || '0',
        microCredential,
        foreign,
      };
    }),
    incentives,
    participants: 0,
    joining: state === 'closed' ? 'closed' : 'open',
    schools: schools.filter((school) => draft.audience.schools?.includes(school.id)),
    mine: null,
  };
}
