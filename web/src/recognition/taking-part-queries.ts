import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, answer, api } from '../api/client.ts';
import type { components } from '../api/generated.ts';
import { useToast } from '../ui/Toast.tsx';

export type Program = components['schemas']['Program'];
export type ListedProgram = components['schemas']['ListedProgram'];
export type Standing = components['schemas']['ProgramStanding'];
export type PreApproval = components['schemas']['PreApproval'];
export type ListedPreApproval = components['schemas']['ListedPreApproval'];

/** Programs of those I work for. */
export const programsQuery = queryOptions({ queryKey: ['programs'], queryFn: () => answer(api.GET('/api/v1/programs')) });
/** Where I stand in those I joined. */
export const standingsQuery = queryOptions({ queryKey: ['participations'], queryFn: () => answer(api.GET('/api/v1/participations')) });
/** A program whole. */
export const programQuery = (programId: string) =>
  queryOptions({
    queryKey: ['programs', programId],
    queryFn: () => answer(api.GET('/api/v1/programs/{programId}', { params: { path: { programId } } })),
  });
/** My requests for pre-approval. */
export const ownRequestsQuery = queryOptions({
  queryKey: ['pre-approvals'],
  queryFn: () => answer(api.GET('/api/v1/pre-approvals')),
});
/** One request. */
export const requestQuery = (preApprovalId: string) =>
  queryOptions({
    queryKey: ['pre-approvals', preApprovalId],
    queryFn: () => answer(api.GET('/api/v1/pre-approvals/{preApprovalId}', { params: { path: { preApprovalId } } })),
  });

/** What went wrong, in the words of the problem. */
export const told = (error: unknown): string => (error instanceof ApiProblem ? error.problem.detail : String(error));

/**
 * Does something and brings everything about programs and requests up to date; what goes wrong is said in a toast.
 *
 * @param act the call
 * @param inTurn a name under which calls are made one after the other, for what is kept with each press
 */
export function useAct<Input, Output>(
  act: (input: Input) => Promise<Output>,
  onDone?: (output: Output, input: Input) => void,
  inTurn?: string,
) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: act,
    ...(inTurn && { scope: { id: inTurn } }),
    ...(onDone && { onSuccess: onDone }),
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
    onSettled: () =>
      Promise.all(
        ['programs', 'participations', 'pre-approvals', 'review-desk'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  });
}
