import type { ProblemKind } from '../../platform/http/problem-pages.ts';

/** docs/problems.md: every kind of problem, by code. */
export function describeProblems(kinds: readonly ProblemKind[]): string {
  return [
    '# Problems\n',
    'Made by `npm run api` from the source of the server; do not edit it by hand. What a problem document is stands in [api.md](api.md).',
    'Each code is explained at `/problems/{code}` of every installation. `…` stands for what differs from case to case.\n',
    '| code | status | title | what it says |',
    '| --- | --- | --- | --- |',
    ...kinds.map(({ code, status, title, detail }) => `| \`${code}\` | ${status ?? 'varies'} | ${cell(title)} | ${cell(detail)} |`),
    '',
  ].join('\n');
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
