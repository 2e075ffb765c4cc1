import { isDeepStrictEqual } from 'node:util';
import type { ApprovedEntry, ProgramDefinition } from './definition.ts';

/** What one line of an approved list becomes. */
export interface EntryChange {
  entryId: string;
  what: 'added' | 'removed' | 'worth' | 'accepts';
  difficulty: { from: number; to: number };
  hours: { from: string; to: string };
}

/** The parts of a program that are one thing to its educators. */
export const changeableParts = [
  'name',
  'summary',
  'mission',
  'dates',
  'audience',
  'choice',
  'steps',
  'groups',
  'preApproval',
  'capacity',
] as const;
export type ChangedPart = (typeof changeableParts)[number];

/** What a version would change. */
export interface ProgramChanges {
  parts: ChangedPart[];
  entries: EntryChange[];
}

const partOf: Record<ChangedPart, (definition: ProgramDefinition) => unknown> = {
  name: ({ name }) => name,
  summary: ({ summary }) => summary,
  mission: ({ mission }) => mission,
  dates: ({ opensOn, closesOn }) => [opensOn, closesOn],
  audience: ({ audience: { schools, roles } }) => [schools && [...schools].sort(), [...roles].sort()],
  choice: ({ choice }) => choice,
  steps: ({ steps }) => steps,
  // how large a group is says nothing while there are none
  groups: ({ groups }) => (groups.mode === 'none' ? 'none' : groups),
  preApproval: ({ preApproval }) => preApproval,
  capacity: ({ capacity }) => capacity,
};

/**
 * What the next version of a program changes, part by part and line by line, for those who publish it to see beforehand. The order of the
 * approved list is no change.
 */
export function changesBetween(before: ProgramDefinition, after: ProgramDefinition): ProgramChanges {
  const was = new Map(before.entries.map((entry) => [entry.entryId, entry]));
  const is = new Map(after.entries.map((entry) => [entry.entryId, entry]));
  const ids = [...new Set([...was.keys(), ...is.keys()])];
  return {
    parts: changeableParts.filter((part) => !isDeepStrictEqual(partOf[part](before), partOf[part](after))),
    entries: ids.flatMap((entryId) => changeOf(entryId, was.get(entryId), is.get(entryId))),
  };
}

function changeOf(entryId: string, from: ApprovedEntry | undefined, to: ApprovedEntry | undefined): EntryChange[] {
  const either = to ?? from;
  if (!either) return [];
  const change = (what: EntryChange['what']): EntryChange[] => [
    {
      entryId,
      what,
      difficulty: { from: (from ?? either).difficulty, to: (to ?? either).difficulty },
      hours: { from: (from ?? either).hours, to: (to ?? either).hours },
    },
  ];
  if (!from) return change('added');
  if (!to) return change('removed');
  if (from.difficulty !== to.difficulty || Number(from.hours) !== Number(to.hours)) return change('worth');
  const accepts = ({ microCredentialId, foreign }: ApprovedEntry) => [microCredentialId, foreign];
  return isDeepStrictEqual(accepts(from), accepts(to)) ? [] : change('accepts');
}
