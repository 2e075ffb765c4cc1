import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemKind } from '../../platform/http/problem-pages.ts';

/** Codes that are not written where the problem is made: by file, the source they are read from. */
const readFromTables: Record<string, RegExp> = {
  // better-auth's codes and ours for them: CODE: [status, 'title', 'detail']
  'identity/forward.ts': /^ {2}([A-Z_]+): \[\s*(\d+),\s*'((?:[^'\\]|\\.)*)',\s*'((?:[^'\\]|\\.)*)'/gm,
  // tus: status: ['code', 'title', 'detail']
  'portfolio/tus-uploads.ts':
    /^ {2}(?<status>\d+): \[\s*'(?<code>[a-z-]+)',\s*'(?<title>(?:[^'\\]|\\.)*)',\s*'(?<detail>(?:[^'\\]|\\.)*)'/gm,
};
/** Files that hand on what another place made, or speak in the words of another standard. */
const handedOn = ['platform/http/pages.ts', 'platform/http/problem-pages.ts', 'exchange/problems.ts'];

/**
 * Reads every kind of problem from the source of the server, so that none is told without an explanation.
 *
 * @param folder `server/src`
 * @returns the kinds by code, and the places whose codes cannot be read
 */
export function readProblems(folder: string): { kinds: ProblemKind[]; unread: string[] } {
  const unread: string[] = [];
  const found = new Map<string, ProblemKind>();
  const keep = (kind: ProblemKind) => {
    if (!found.has(kind.code)) found.set(kind.code, kind);
  };
  const files = globSync('**/*.ts', { cwd: folder })
    .filter((file) => !/\.test\.ts$|^testing\/|^platform\/http\/problem\.ts$/.test(file))
    .sort();
  for (const file of ['platform/http/problem.ts', ...files]) {
    const source = readFileSync(join(folder, file), 'utf8');
    const table = readFromTables[file];
    for (const match of table ? source.matchAll(table) : []) {
      const { status = match[2], code = match[1], title = match[3], detail = match[4] } = match.groups ?? {};
      keep({
        code: (code ?? '').toLowerCase().replaceAll('_', '-'),
        status: Number(status),
        title: plain(`'${title}'`) ?? '',
        detail: plain(`'${detail}'`) ?? '',
      });
    }
    for (const [status = '', code = '', title = '', detail = ''] of argumentsOf(source, 'new Problem(')) {
      for (const one of codesOf(code, source)) {
        keep({
          code: one,
          status: /^\d{3}$/.test(status) ? Number(status) : null,
          title: plain(title) ?? wordsOf(one),
          detail: plain(detail) ?? '',
        });
      }
      if (codesOf(code, source).length === 0 && !table && !handedOn.includes(file)) unread.push(`${file}: ${code}`);
    }
  }
  return { kinds: [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1)), unread };
}

/** The codes an expression can be: a text, a text with one of a list of words in it, a parameter with a default and what callers give. */
function codesOf(expression: string, source: string): string[] {
  const text = plain(expression);
  if (text && !text.includes('…')) return [text];
  const varying = /^`([a-z-]*)\$\{(\w+)\}`$/.exec(expression);
  if (varying) {
    const words = new RegExp(`${varying[2]}: keyof typeof (\\w+)`).exec(source)?.[1];
    const list = words && new RegExp(`const ${words} = \\{([\\s\\S]*?)\\n\\}`).exec(source)?.[1];
    return list ? [...list.matchAll(/^ {2}'?([\w-]+)'?:/gm)].map(([, word]) => `${varying[1]}${word}`) : [];
  }
  const fallback = new RegExp(`\\b${expression} = '([a-z-]+)'`).exec(source)?.[1];
  return fallback ? [fallback] : [];
}

/** The arguments of each call, as written. */
function* argumentsOf(source: string, call: string): Generator<string[]> {
  for (let at = source.indexOf(call); at >= 0; at = source.indexOf(call, at + 1)) {
    const found: string[] = [''];
    let depth = 0;
    let quote = '';
    for (let index = at + call.length; index < source.length; index += 1) {
      const character = source.charAt(index);
      if (quote) {
        if (character === '\\') found[found.length - 1] += character + source.charAt(++index);
        else {
          if (character === quote) quote = '';
          found[found.length - 1] += character;
        }
        continue;
      }
      if (depth === 0 && character === ')') break;
      if ('\'"`'.includes(character)) quote = character;
      if ('([{'.includes(character)) depth += 1;
      if (')]}'.includes(character)) depth -= 1;
      if (depth === 0 && character === ',') found.push('');
      else found[found.length - 1] += character;
    }
    yield found.map((argument) => argument.trim());
  }
}

/** What a quoted text says, with `…` for what is filled in; null for anything else. */
function plain(literal: string): string | null {
  const quoted = /^(['"`])([\s\S]*)\1$/.exec(literal)?.[2];
  if (quoted === undefined) return null;
  let text = '';
  for (let index = 0, depth = 0; index < quoted.length; index += 1) {
    const opens = quoted.startsWith('${', index) || (depth > 0 && quoted.charAt(index) === '{');
    if (opens) {
      if (depth === 0) text += '…';
      depth += 1;
      if (quoted.startsWith('${', index)) index += 1;
    } else if (depth > 0) depth -= quoted.charAt(index) === '}' ? 1 : 0;
    else text += quoted.charAt(index);
  }
  return text.replace(/\\(.)/g, '$1');
}

const wordsOf = (code: string) => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
