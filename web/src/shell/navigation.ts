import { createContext } from 'react';
import type { SignedIn } from './session.ts';

/** A place in the main navigation. Each capability brings its own in its `navigation.ts`; `app.tsx` puts them in order. */
export interface Place {
  href: string;
  /** Its message, with the namespace: `evaluation:place`. */
  label: string;
  /** Whether somebody has something to do there; everybody unless told. */
  isFor?(signedIn: SignedIn): boolean;
}

/** The places of the signed-in application, in order. */
export const NavigationContext = createContext<readonly Place[]>([]);
