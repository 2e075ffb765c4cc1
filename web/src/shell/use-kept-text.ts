import { useState } from 'react';

/**
 * A text that is not sent yet: it outlives a window turned and a page read anew, in this tab.
 *
 * @param name what it is about, the same whenever the field is shown
 * @returns the text, and what keeps another in its place; the empty one is forgotten
 */
export function useKeptText(name: string): [text: string, keep: (text: string) => void] {
  const key = `brevet.text.${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  return [
    text,
    (next) => {
      setText(next);
      if (next) sessionStorage.setItem(key, next);
      else sessionStorage.removeItem(key);
    },
  ];
}
