import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../shell/app-link.tsx';
import { nextAddress } from '../shell/next-address.ts';
import { sessionQuery } from '../shell/session.ts';

/** What follows once somebody has signed in: nothing of whoever was here before is kept, and one goes where one wanted to go. */
export function useEntering(next: string | undefined): () => Promise<void> {
  const queries = useQueryClient();
  const go = useGo();
  return async () => {
    queries.clear();
    await queries.fetchQuery(sessionQuery);
    go(nextAddress(next));
  };
}
