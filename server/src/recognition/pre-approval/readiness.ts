import type { ProgramDefinition } from '../programs/definition.ts';

/** What is asked for, as far as its readiness goes. */
export interface Written {
  rationale: string;
  studentEffect: string;
  missionFit: string;
  startsOn: string | null;
  endsOn: string | null;
  group: boolean;
  /** For each member, the lines they chose. */
  members: { educatorId: string; entryIds: string[] }[];
}

/** Something that keeps a request from being submitted. */
export interface Missing {
  /** The part of the request it is about. */
  path: 'rationale' | 'studentEffect' | 'missionFit' | 'startsOn' | 'endsOn' | 'lines' | 'group';
  message: string;
}

/** The rules that a program has for groups; null when the size fits. */
export function sizeComplaint({ mode, min, max }: ProgramDefinition['groups'], members: number): string | null {
  if (mode === 'none') return 'This program takes requests of single educators, not of groups.';
  if (members < min)
    return `A group has at least ${min} members here; ${members === 1 ? '1 has' : `${members} have`} chosen what to earn so far.`;
  if (members > max) return `A group has at most ${max} members here; ${members} have chosen what to earn. Divide it into two requests.`;
  return null;
}

/** Whether as many as that may be chosen from the approved list; null when they may. */
export function choiceComplaint({ choice }: Pick<ProgramDefinition, 'choice'>, chosen: number): string | null {
  if (choice.atMost !== null && chosen > choice.atMost) return `Choose at most ${choice.atMost}.`;
  return null;
}

/** Everything that is missing before a request can be submitted, in the order of the page. */
export function whatIsMissing(written: Written, program: Pick<ProgramDefinition, 'groups' | 'choice' | 'entries'>): Missing[] {
  const missing: Missing[] = [];
  const text = (path: 'rationale' | 'studentEffect' | 'missionFit', message: string) => {
    if (!written[path].trim()) missing.push({ path, message });
  };
  text('rationale', 'Say why you want to earn this.');
  text('studentEffect', 'Say what will change for your students.');
  text('missionFit', 'Say how it serves the mission.');
  if (!written.startsOn) missing.push({ path: 'startsOn', message: 'Say when you plan to begin.' });
  if (!written.endsOn) missing.push({ path: 'endsOn', message: 'Say when you plan to be done.' });
  else if (written.startsOn && written.endsOn < written.startsOn)
    missing.push({ path: 'endsOn', message: 'Lies before the day you begin.' });
  const taking = written.members.filter(({ entryIds }) => entryIds.length > 0);
  const listed = new Set(program.entries.map(({ entryId }) => entryId));
  if (written.group) {
    const size = sizeComplaint(program.groups, taking.length);
    if (size) missing.push({ path: 'group', message: size });
  } else {
    if (program.groups.mode === 'required') missing.push({ path: 'group', message: 'This program takes requests of groups only.' });
    if (!taking.length) missing.push({ path: 'lines', message: 'Choose what you want to earn.' });
  }
  const over = taking.map(({ entryIds }) => choiceComplaint(program, entryIds.length)).find((complaint) => complaint !== null);
  if (over) missing.push({ path: 'lines', message: over });
  if (taking.some(({ entryIds }) => entryIds.some((entryId) => !listed.has(entryId))))
    missing.push({ path: 'lines', message: 'Something chosen is not on the approved list any more. Choose again.' });
  return missing;
}
