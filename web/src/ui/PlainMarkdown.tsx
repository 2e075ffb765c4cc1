import { Fragment, type ReactNode } from 'react';

export type PlainMarkdownProps = {
  children: string;
};

/**
 * The small markup that definitions use: paragraphs, lists, emphasis, code and links. For public pages, where the whole of Markdown
 * would be the heaviest thing loaded. Makes elements, never HTML from text; what it does not know stays as it was typed.
 */
export function PlainMarkdown({ children }: PlainMarkdownProps) {
  const blocks = children
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .filter((block) => block.trim());
  return (
    <div className="prose">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed text
        <Fragment key={index}>{blockOf(block.trim())}</Fragment>
      ))}
    </div>
  );
}

const bullet = /^[-*+] +/;
const numeral = /^\d+[.)] +/;

function blockOf(block: string): ReactNode {
  const lines = block.split('\n');
  for (const [mark, List] of [
    [bullet, 'ul'],
    [numeral, 'ol'],
  ] as const)
    if (lines.every((line) => mark.test(line)))
      return (
        <List>
          {lines.map((line) => (
            <li key={line}>{inline(line.replace(mark, ''))}</li>
          ))}
        </List>
      );
  return <p>{inline(lines.join(' '))}</p>;
}

const span =
  /\*\*(?<strong>[^*]+)\*\*|\*(?<em>[^*\s](?:[^*]*[^*\s])?)\*|`(?<code>[^`]+)`|\[(?<text>[^\]]+)\]\((?<href>https?:\/\/[^\s)]+)\)/gu;

function inline(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(span)) {
    const { strong, em, code, text: label, href } = match.groups ?? {};
    parts.push(text.slice(end, match.index));
    const key = match.index;
    if (strong) parts.push(<strong key={key}>{strong}</strong>);
    else if (em) parts.push(<em key={key}>{em}</em>);
    else if (code) parts.push(<code key={key}>{code}</code>);
    else
      parts.push(
        <a key={key} href={href} rel="nofollow ugc noopener noreferrer">
          {label}
        </a>,
      );
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}
