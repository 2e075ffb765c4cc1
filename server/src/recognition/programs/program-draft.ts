import { z } from 'zod';
import { recognizerRoles } from '../../platform/http/access.ts';
import { Difficulty, type ProgramDefinition } from './definition.ts';

/**
 * A program as it is being written: everything that a definition has, with room for what is not written yet. What is switched off keeps
 * what was typed into it.
 */

const text = (most: number) => z.string().max(most);
const number = z.int().min(0).max(1_000_000).nullable();
const day = z.iso.date().nullable();
const LocalId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(100);

export const ProgramDraft = z
  .object({
    name: text(200),
    summary: text(600),
    mission: text(4000),
    opensOn: day,
    closesOn: day,
    audience: z.object({ schools: z.array(z.uuid()).max(2000).nullable(), roles: z.array(z.enum(recognizerRoles)).max(20) }),
    choice: z.object({ atLeast: number, atMost: number, changeAfterBegun: z.boolean() }),
    steps: z
      .array(z.object({ id: LocalId, kind: z.enum(['survey', 'course', 'selection']), title: text(200), reference: text(200).nullable() }))
      .max(10),
    groups: z.object({ mode: z.enum(['none', 'optional', 'required']), min: number, max: number }),
    preApproval: z.object({
      kind: z.enum(['none', 'chain']),
      steps: z.array(z.object({ title: text(200), role: z.enum(['coach', 'reviewer', 'hr', 'recognizer-admin']) })).max(3),
    }),
    capacity: number,
    entries: z
      .array(
        z.object({
          entryId: LocalId,
          microCredentialId: z.uuid().nullable(),
          foreign: z.array(z.object({ id: text(500), issuer: text(500), title: text(200) })).max(20),
          difficulty: Difficulty,
          hours: text(20),
        }),
      )
      .max(2000),
  })
  .meta({ id: 'ProgramDraft' });
export type ProgramDraft = z.infer<typeof ProgramDraft>;

/** What a program begins with: its name, all educators, one reviewer in case it will ask. */
export const emptyDraft = (name: string): ProgramDraft => ({
  name,
  summary: '',
  mission: '',
  opensOn: null,
  closesOn: null,
  audience: { schools: null, roles: ['educator'] },
  choice: { atLeast: 0, atMost: null, changeAfterBegun: false },
  steps: [],
  groups: { mode: 'none', min: 5, max: 60 },
  preApproval: { kind: 'none', steps: [{ title: '', role: 'reviewer' }] },
  capacity: null,
  entries: [],
});

/** A published definition, to be written on. */
export const draftOf = ({ preApproval, ...definition }: ProgramDefinition): ProgramDraft => ({
  ...definition,
  preApproval: preApproval.kind === 'chain' ? preApproval : { kind: 'none', steps: [{ title: '', role: 'reviewer' }] },
});

/** What a draft says, to be checked as a definition: what is switched off says nothing. */
export function definitionOf({ preApproval, groups, choice, audience, entries, ...draft }: ProgramDraft): unknown {
  return {
    ...draft,
    audience,
    choice: { ...choice, atLeast: choice.atLeast ?? 0 },
    // only a request for pre-approval is made by a group: without one nothing could ask for it
    groups:
      groups.mode === 'none' || (groups.mode === 'required' && preApproval.kind === 'none') ? { mode: 'none', min: 5, max: 60 } : groups,
    preApproval: preApproval.kind === 'none' ? { kind: 'none' } : preApproval,
    entries: entries.map((entry) => ({ ...entry, hours: entry.hours.trim() || '0' })),
  };
}
