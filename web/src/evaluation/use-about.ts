import { useState } from 'react';

const key = 'brevet.desk.about';

/** The micro-credential that an evaluator reads one after the other, as last chosen in this tab; undefined for all of them. */
export const chosenAbout = (): string | undefined => sessionStorage.getItem(key) ?? undefined;

/** The same, to choose: one rubric at a time is read faster and more evenly. */
export function useAbout(): [about: string | undefined, choose: (microCredentialId: string | undefined) => void] {
  const [about, setAbout] = useState(chosenAbout);
  return [
    about,
    (next) => {
      setAbout(next);
      if (next) sessionStorage.setItem(key, next);
      else sessionStorage.removeItem(key);
    },
  ];
}
