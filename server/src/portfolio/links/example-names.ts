/**
 * Whether a link leads to a name that is reserved for examples, where there is nothing to look at: the demo's evidence stands there.
 * RFC 6761, 6.5: `example`, `example.com`, `example.net`, `example.org` and what is below them.
 */
export const isForExamples = (url: string): boolean => /(^|\.)example(\.(com|net|org))?$/.test(new URL(url).hostname);
