import { useSyncExternalStore } from 'react';

/** Whether the dialog "You were signed out" is asked for, told to whoever listens: pages ask from anywhere, the frame shows it. */
let isOpen = false;
let waiting: ((signedIn: boolean) => void)[] = [];
const listeners = new Set<() => void>();

const set = (open: boolean) => {
  isOpen = open;
  for (const listener of listeners) listener();
};

/**
 * Opens the dialog over the page, which stays as it is with everything typed in it.
 *
 * @returns true once the same person is signed in again: then repeat what was refused; false when the dialog was closed
 */
export function askToSignInAgain(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    set(true);
  });
}

/** Closes the dialog and tells everyone who waits. */
export function settleSignInAgain(signedIn: boolean): void {
  const told = waiting;
  waiting = [];
  set(false);
  for (const tell of told) tell(signedIn);
}

/** Whether the dialog is to be shown. */
export function useSignInAgainOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOpen,
  );
}
