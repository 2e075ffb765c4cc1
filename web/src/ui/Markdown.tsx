import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import type { HeadingLevel } from './Heading.tsx';

export type MarkdownProps = {
  children: string;
  /** The level `#` becomes, so that headings stay in order where it stands. */
  headingLevel?: Exclude<HeadingLevel, 1>;
};

const schema = {
  ...defaultSchema,
  tagNames: [
    'a',
    'p',
    'br',
    'strong',
    'em',
    'del',
    'code',
    'pre',
    'blockquote',
    'ul',
    'ol',
    'li',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
  ],
  attributes: { a: ['href', 'title'] },
  protocols: { href: ['http', 'https', 'mailto'] },
};

/**
 * What people wrote with a little markup, made safe: no HTML, no pictures from elsewhere, links that tell the other side nothing.
 * A module of its own (react-markdown is heavy): import it lazily in the app; public pages render it on the server and do not hydrate it.
 */
export default function Markdown({ children, headingLevel = 3 }: MarkdownProps) {
  const heading = (depth: number) => `h${Math.min(6, headingLevel + depth)}` as 'h2';
  const components: Components = {
    a: ({ href, title, children: text }) => (
      <a href={href} title={title} rel="nofollow ugc noopener noreferrer">
        {text}
      </a>
    ),
    h1: heading(0),
    h2: heading(1),
    h3: heading(2),
    h4: heading(3),
    h5: heading(3),
    h6: heading(3),
  };
  return (
    <div className="prose">
      <ReactMarkdown rehypePlugins={[[rehypeSanitize, schema]]} components={components}>
        {children}
      </ReactMarkdown>
    </div>
  );
}
