import { queryOptions } from '@tanstack/react-query';

/** The demo's sign-ins. Only a demo serves them, so they are no part of the API's types. */
export interface DemoAccounts {
  password: string;
  accounts: { name: string; email: string; headline: string; roles: { organization: string; roles: string[] }[] }[];
}

/** The demo's sign-ins; null where this is no demo. */
export const demoAccountsQuery = queryOptions({
  queryKey: ['demo', 'accounts'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<DemoAccounts | null> => {
    const answer = await fetch('/api/v1/demo/accounts').catch(() => null);
    return answer?.ok ? ((await answer.json()) as DemoAccounts) : null;
  },
});
