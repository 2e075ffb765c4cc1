/**
 * What we read of 1EdTech OneRoster CSV Binding 1.2.1: manifest.csv, orgs.csv, users.csv and roles.csv. Files about classes, grades and
 * demographics are never opened. Of users only those are kept who work for the district: students, parents, guardians and relatives are not.
 */

/** The kinds of records an import brings, in the order in which they are arranged. */
export const kinds = ['organization', 'person', 'role'] as const;
export type Kind = (typeof kinds)[number];

/** The file of each kind. */
export const fileOf = { organization: 'orgs.csv', person: 'users.csv', role: 'roles.csv' } as const satisfies Record<Kind, string>;
export const manifestFile = 'manifest.csv';

/** How the manifest says a file is meant: all there is, or what changed since; `absent` files are left out of the map. */
export type Mode = 'bulk' | 'delta';
export type Modes = Partial<Record<Kind, Mode>>;

/** The columns of each file as the binding names them, case included; further ones begin with `metadata.`. */
export const columns = {
  organization: ['sourcedId', 'status', 'dateLastModified', 'name', 'type', 'identifier', 'parentSourcedId'],
  person: [
    ...['sourcedId', 'status', 'dateLastModified', 'enabledUser', 'username', 'userIds', 'givenName', 'familyName', 'middleName'],
    ...['identifier', 'email', 'sms', 'phone', 'agentSourcedIds', 'grades', 'password', 'userMasterIdentifier'],
    ...['resourceSourcedIds', 'preferredGivenName', 'preferredMiddleName', 'preferredFamilyName', 'primaryOrgSourcedId', 'pronouns'],
  ],
  role: [
    ...['sourcedId', 'status', 'dateLastModified', 'userSourcedId', 'roleType', 'role', 'beginDate', 'endDate'],
    ...['orgSourcedId', 'userProfileSourcedId'],
  ],
} as const satisfies Record<Kind, readonly string[]>;

/** The columns we cannot do without: what a missing one leaves out would look like "blank". */
export const needed = {
  organization: columns.organization,
  person: ['sourcedId', 'status', 'dateLastModified', 'enabledUser', 'givenName', 'familyName', 'identifier', 'email'],
  role: ['sourcedId', 'status', 'dateLastModified', 'userSourcedId', 'roleType', 'role', 'beginDate', 'endDate', 'orgSourcedId'],
} as const satisfies Record<Kind, readonly string[]>;

/** Types of organizations; what stands above the district is not ours to make. */
export const organizationTypes = ['department', 'school', 'district', 'local', 'state', 'national'] as const;

/** Roles of those who work for a district; extensions (`ext:librarian`) are taken as such, too. */
export const staffRoles = [
  ...(['aide', 'counselor', 'districtAdministrator', 'principal', 'proctor', 'siteAdministrator'] as const),
  ...(['systemAdministrator', 'teacher'] as const),
] as const;
/** Roles that are none of ours. */
export const otherRoles = ['guardian', 'parent', 'relative', 'student'] as const;

/** A token that an installation adds to a vocabulary of the binding. */
export const isExtension = (token: string): boolean => /^ext:[A-Za-z0-9][A-Za-z0-9_.-]{0,60}$/.test(token);
/** The binding's GUID: 1 to 255 characters. */
export const isGuid = (text: string): boolean => /^[0-9A-Za-z./@_-]{1,255}$/.test(text);

/** A role in words, as Human Resources would record a position. */
export function positionOf(role: string): string {
  const token = role.replace(/^ext:/, '');
  return token.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
