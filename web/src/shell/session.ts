import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { answer, api } from '../api/client.ts';

/** Who is signed in in this browser, and for which organizations they act. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answer(api.GET('/api/v1/session')),
  staleTime: 30_000,
});

/** The answer of the session, when it is there. */
export type Session = Awaited<ReturnType<typeof loadSession>>;
const loadSession = () => answer(api.GET('/api/v1/session'));
/** A session that somebody is signed in with. */
export type SignedIn = Omit<Session, 'person'> & { person: NonNullable<Session['person']> };

/** The session as it is known now; `person` is null for nobody. For pages that both may see. */
export function useSession(): { session: Session | undefined; isLoading: boolean } {
  const { data, isLoading } = useQuery(sessionQuery);
  return { session: data, isLoading };
}

export const SignedInContext = createContext<SignedIn | null>(null);

/** The person whose page this is. Stays the same while one is asked to sign in again. Only under `signedInRoute`. */
export function useSignedIn(): SignedIn {
  const signedIn = use(SignedInContext);
  if (!signedIn) throw new Error('useSignedIn stands outside of signedInRoute.');
  return signedIn;
}

/** Whether the person holds one of the roles in any organization, or in the one named. */
export function holdsRole(session: Pick<Session, 'memberships'>, roles: readonly string[], organizationId?: string): boolean {
  return session.memberships.some(
    (membership) =>
      (!organizationId || membership.organizationId === organizationId) && membership.roles.some((role) => roles.includes(role)),
  );
}
