import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/generated.ts';

/** What statements, the desk of Human Resources, incentives and payroll ask of the API. */

export type Statement = components['schemas']['Statement'];
export type LedgerEntry = components['schemas']['LedgerEntry'];
export type Claim = components['schemas']['Claim'];
export type DeskClaim = components['schemas']['DeskClaim'];
export type ClaimState = Claim['state'];
export type Incentive = components['schemas']['Incentive'];

const at = (organizationId: string) => ({ params: { path: { organizationId } } });

export const statementsQuery = queryOptions({
  queryKey: ['statements'],
  queryFn: async () => (await answer(api.GET('/api/v1/statements'))).items,
});

export const statementQuery = (organizationId: string, educatorId: string) =>
  queryOptions({
    queryKey: ['statements', organizationId, educatorId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/educators/{educatorId}/statement', {
          params: { path: { organizationId, educatorId } },
        }),
      ),
  });

export const myClaimsQuery = infiniteQueryOptions({
  queryKey: ['claims'],
  queryFn: ({ pageParam }) =>
    answer(api.GET('/api/v1/claims', { params: { query: { limit: 100, ...(pageParam && { cursor: pageParam }) } } })),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** What a micro-credential would be worth to me: tells which recognizers take an award of it. */
export const valueQuery = (microCredentialId: string) =>
  queryOptions({
    queryKey: ['value', microCredentialId],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/micro-credentials/{microCredentialId}/value', { params: { path: { microCredentialId } } }))).items,
  });

export const deskQuery = (organizationId: string, state: ClaimState, q: string) =>
  infiniteQueryOptions({
    queryKey: ['claims-desk', organizationId, state, q],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/claims', {
          params: { path: { organizationId }, query: { state, limit: 50, ...(q && { q }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const totalsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['ledger-totals', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/ledger/totals', at(organizationId))),
  });

export const incentivesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['incentives', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/incentives', at(organizationId))),
  });

/** @param endsOn the day for which to tell what the next closing takes; today where it is empty */
export const closingsQuery = (organizationId: string, endsOn: string) =>
  infiniteQueryOptions({
    queryKey: ['closings', organizationId, endsOn],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/closings', {
          params: { path: { organizationId }, query: { ...(endsOn && { endsOn }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const mappingQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['payroll-mapping', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/payroll-mapping', at(organizationId))),
  });

export const importsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['starting-balances', organizationId],
    queryFn: async () => (await answer(api.GET('/api/v1/organizations/{organizationId}/starting-balances', at(organizationId)))).items,
  });
