import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client.ts';
import { useToast } from '../ui/Toast.tsx';
import { chosenAbout } from './use-about.ts';

/** The server counts no further what waits at an organization. */
export const countLimit = 200;

/** The first page of the desk. */
export const deskQuery = queryOptions({ queryKey: ['desk'], queryFn: () => answer(api.GET('/api/v1/desk')), refetchInterval: 60_000 });

/** A submission on the desk: read once a visit, because from then on the page knows better than the server. */
export const evaluationQuery = (evaluationId: string) =>
  queryOptions({
    queryKey: ['evaluation', evaluationId],
    queryFn: () => answer(api.GET('/api/v1/evaluations/{evaluationId}', { params: { path: { evaluationId } } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** What the earner reads. */
export const feedbackQuery = (journeyId: string) =>
  queryOptions({
    queryKey: ['feedback', journeyId],
    queryFn: () => answer(api.GET('/api/v1/journeys/{journeyId}/feedback', { params: { path: { journeyId } } })),
  });

/** Takes what is next and goes there; says so when nothing waits. */
export function useNext(): { next: () => void; isTaking: boolean } {
  const { t } = useTranslation('evaluation');
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const { mutate, isPending } = useMutation({
    mutationFn: () => {
      const microCredentialId = chosenAbout();
      return answer(api.POST('/api/v1/evaluations/next', { body: microCredentialId ? { microCredentialId } : {} }));
    },
    onSuccess({ evaluationId }) {
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
      if (evaluationId) router.history.push(`/evaluations/${evaluationId}`);
      else {
        toast({ text: t(chosenAbout() ? 'queue.nothingNextAbout' : 'queue.nothingNext') });
        router.history.push('/desk');
      }
    },
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
  });
  return { next: () => !isPending && mutate(), isTaking: isPending };
}

/** Takes one by hand and goes there. */
export function useTake(): { take: (evaluationId: string) => void; taking: string | undefined } {
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (evaluationId: string) =>
      answer(api.POST('/api/v1/evaluations/{evaluationId}/take', { params: { path: { evaluationId } } })),
    onSuccess: (_, evaluationId) => router.history.push(`/evaluations/${evaluationId}`),
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
    onSettled: () => client.invalidateQueries({ queryKey: deskQuery.queryKey }),
  });
  return { take: mutate, taking: isPending ? variables : undefined };
}

/** What is given back, and whether that is because one recognizes whose work it is. */
export interface Release {
  evaluationId: string;
  recognized?: boolean;
}

/** Gives one back to the queue. */
export function useRelease(onDone: (release: Release) => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ evaluationId, recognized = false }: Release) =>
      answer(
        recognized
          ? api.POST('/api/v1/evaluations/{evaluationId}/conflict', { params: { path: { evaluationId } } })
          : api.POST('/api/v1/evaluations/{evaluationId}/release', { params: { path: { evaluationId } } }),
      ),
    onSuccess: (_, release) => onDone(release),
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: deskQuery.queryKey }), client.invalidateQueries({ queryKey: ['overseen'] })]),
  });
}

/** What went wrong, in the words of the problem. */
export const told = (error: unknown): string => (error instanceof ApiProblem ? error.problem.detail : String(error));
