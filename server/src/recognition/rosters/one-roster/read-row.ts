import { z } from 'zod';
import { isExtension, isGuid, type Kind, type Mode, organizationTypes, otherRoles, positionOf, staffRoles } from './standard.ts';

/** A row as it is kept: only what is used. Empty text is null. */
export type OrganizationData = { name: string; type: string; identifier: string | null; parent: string | null };
export type PersonData = {
  givenName: string;
  familyName: string;
  identifier: string | null;
  email: string | null;
  enabled: boolean;
};
export type RoleData = {
  person: string;
  organization: string;
  role: string;
  /** The role in words, as a position on record. */
  position: string;
  primary: boolean;
  beginsOn: string | null;
  /** The first day on which it is held no more, as the standard has it. */
  endsOn: string | null;
};

/** What a row came to. */
export interface ReadRow {
  sourcedId: string;
  /** Told to be deleted, or turned into a role that is none of ours. */
  deleted: boolean;
  data: OrganizationData | PersonData | RoleData;
}
/** Something wrong in a cell. */
export interface CellProblem {
  column: string;
  code: string;
  message: string;
}

const Address = z.email().max(254);
const Day = z.iso.date();
const Moment = z.iso.datetime({ offset: true });

type Cells = Readonly<Record<string, string | undefined>>;

/**
 * Reads a row of a file.
 *
 * @param cells text by column, as written
 * @returns null for a row about somebody who is none of ours (a student's role)
 */
export function readRow(kind: Kind, mode: Mode, cells: Cells): { row: ReadRow | null; problems: CellProblem[] } {
  const problems: CellProblem[] = [];
  const complain = (column: string, code: string, message: string) => {
    problems.push({ column, code, message });
  };
  const text = (column: string) => (cells[column] ?? '').trim();
  const required = (column: string, most: number) => {
    const value = text(column);
    if (!value) complain(column, 'empty', 'is empty');
    else if (value.length > most) complain(column, 'too-long', `has more than ${most} characters`);
    // cut, so that a row far too long is kept small; a character is never cut in two
    return value.slice(0, most).toWellFormed();
  };
  const reference = (column: string) => {
    const value = text(column);
    if (value && !isGuid(value)) complain(column, 'bad-id', 'has characters that no sourcedId has');
    return value || null;
  };
  const needed = (column: string) => {
    const value = reference(column);
    if (!value) complain(column, 'empty', 'is empty');
    return value ?? '';
  };
  const day = (column: string) => {
    const value = text(column);
    if (value && !Day.safeParse(value).success) complain(column, 'bad-date', 'is no day written as 2026-08-31');
    return value || null;
  };

  const role = kind === 'role' ? text('role') : '';
  const isOther = (otherRoles as readonly string[]).includes(role);
  // a bulk file of everybody: students' rows are passed over unread
  if (isOther && mode === 'bulk') return { row: null, problems };

  const sourcedId = needed('sourcedId');
  const status = text('status');
  if (status && status !== 'active' && status !== 'tobedeleted') complain('status', 'bad-status', 'is neither active nor tobedeleted');
  if (mode === 'delta' && !status) complain('status', 'empty', 'is empty: a delta file says active or tobedeleted in each row');
  const modified = text('dateLastModified');
  if (modified && !Moment.safeParse(modified).success)
    complain('dateLastModified', 'bad-moment', 'is no moment written as 2026-08-31T14:00:00.000Z');
  const deleted = status === 'tobedeleted' || isOther;

  const read = {
    organization(): OrganizationData {
      const type = required('type', 80);
      if (type && !(organizationTypes as readonly string[]).includes(type) && !isExtension(type))
        complain('type', 'bad-type', `is none of ${organizationTypes.join(', ')}`);
      const identifier = text('identifier').slice(0, 100).toWellFormed() || null;
      return { name: required('name', 200), type, identifier, parent: reference('parentSourcedId') };
    },
    person(): PersonData {
      const email = text('email').toLowerCase() || null;
      if (email && !Address.safeParse(email).success) complain('email', 'bad-address', 'is no e-mail address');
      const enabled = text('enabledUser');
      if (enabled !== 'true' && enabled !== 'false') complain('enabledUser', 'bad-boolean', 'is neither true nor false');
      const identifier = text('identifier');
      if (identifier.length > 100) complain('identifier', 'too-long', 'has more than 100 characters');
      return {
        givenName: required('givenName', 100),
        familyName: required('familyName', 100),
        identifier: identifier || null,
        email,
        enabled: enabled === 'true',
      };
    },
    role(): RoleData {
      if (!role) complain('role', 'empty', 'is empty');
      else if (!isOther && !(staffRoles as readonly string[]).includes(role) && !isExtension(role))
        complain('role', 'bad-role', `is none of ${[...staffRoles, ...otherRoles].join(', ')}`);
      const type = text('roleType');
      if (type !== 'primary' && type !== 'secondary') complain('roleType', 'bad-role-type', 'is neither primary nor secondary');
      const [beginsOn, endsOn] = [day('beginDate'), day('endDate')];
      if (beginsOn && endsOn && endsOn < beginsOn) complain('endDate', 'ends-before', 'lies before beginDate');
      return {
        person: needed('userSourcedId'),
        organization: needed('orgSourcedId'),
        role,
        position: positionOf(role),
        primary: type === 'primary',
        beginsOn,
        endsOn,
      };
    },
  }[kind];
  // of what is to be deleted only its id matters
  const data = read();
  const told = deleted ? problems.filter(({ column }) => column === 'sourcedId' || column === 'status') : problems;
  return { row: { sourcedId, deleted, data }, problems: told };
}
