import { type Actor, members } from './actors.ts';
import { authorizationTable, type Line, linesOf } from './table.ts';

/** What the OpenAPI document tells of an operation. */
interface Described {
  summary?: string;
  tags?: string[];
  'x-access'?: { policy: string; allows: string };
}

/**
 * docs/authorization.md: the table for people, and the routes under it.
 *
 * @param document the OpenAPI document
 */
export function describeAuthorization(document: unknown): string {
  const { paths } = document as { paths: Record<string, Record<string, Described>> };
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
  const byTag = Map.groupBy(operations, ({ tags }) => tags?.[0] ?? 'other');
  const allows = new Map(operations.map((operation) => [operation['x-access']?.policy, operation['x-access']?.allows]));
  return [
    prose,
    '## The table\n',
    '| policy | who it is for | answered | refused, 403 |',
    '| --- | --- | --- | --- |',
    ...Object.keys(authorizationTable).flatMap((policy) => linesOf(policy).map((line) => row(policy, allows.get(policy) ?? '', line))),
    '',
    '## The routes',
    ...[...byTag]
      .sort(([a], [b]) => a.localeCompare(b))
      .flatMap(([tag, within]) => [
        `\n### ${capitalized(tag)}\n`,
        '| route | policy | what it does |',
        '| --- | --- | --- |',
        ...within.map(
          ({ method, path, summary = '', 'x-access': access }) => `| \`${method} ${path}\` | ${access?.policy ?? ''} | ${cell(summary)} |`,
        ),
      ]),
    '',
  ].join('\n');
}

const prose = `# Who may call what

Made by \`npm run api\` from the routes and from \`server/src/testing/authorization/table.ts\`; do not edit it by hand.

Every route names a policy; a route without one keeps the server from starting. The policy is asked before the request is looked at. A test asks every route
over HTTP as everybody: not signed in, signed in without a role, each of the nine roles in the organization that the route is about, the same roles in
another organization, and people who stand in a relation to the thing. It compares the answers with the table below.

- **Not signed in**: 401 with the code \`sign-in-required\`, where the policy needs sign-in.
- **Refused**: 403 with the code \`not-allowed\`, for those who may know that the thing exists.
- **Everybody else**: 404, as if it did not exist. Who guesses ids learns nothing.
- Pages and built files (\`/\`, \`/catalog\`, \`/assets/…\`) are open to anybody; they hold nothing that the API does not give to anybody. The pages of the
  signed-in application are an empty shell that asks the API.

"Here" is the organization that the route is about, or that issued the thing it is about. A role held in another organization never counts.
The OpenAPI document says the same of each operation under \`x-access\`.
`;

function row(policy: string, allows: string, { allow, forbid = [], hide = [], when, otherwise }: Line): string {
  const answered = typeof allow === 'string' ? allow : listed(allow);
  const without = hide.length ? `; not ${hide.join(', ')}` : '';
  return `| ${policy}${when ? ` (${when})` : ''} | ${cell(allows)} | ${answered}${without} | ${typeof forbid === 'string' ? forbid : listed(forbid)}${otherwise ? 'everybody else, 401' : ''} |`;
}

function listed(who: readonly Actor[]): string {
  if (members.every((member) => who.includes(member))) return 'every member here';
  if (members.filter((member) => who.includes(member)).length > 4) return 'the other members here';
  return who.join(', ');
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
