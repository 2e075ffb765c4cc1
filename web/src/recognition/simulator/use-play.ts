import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import { type SimulationDraft, simulationOf } from './simulation-draft.ts';
import type { ShownSimulation } from './simulator-queries.ts';

/**
 * Keeps what a form says, and has it played through.
 *
 * @param shown the simulation that is changed; null for a new one
 * @param onDone told its id
 */
export function usePlay(
  organizationId: string,
  shown: Pick<ShownSimulation, 'id' | 'revision'> | null,
  onDone: (simulationId: string) => unknown,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (draft: SimulationDraft) => {
      const body = { name: draft.name.trim(), simulation: simulationOf(draft) };
      const simulationId = shown?.id ?? (await keep(organizationId, body));
      if (shown)
        await answer(
          api.PUT('/api/v1/simulations/{simulationId}', {
            params: { path: { simulationId } },
            body: { ...body, revision: shown.revision },
          }),
        );
      // what is kept stays kept where it cannot be played at this moment: its page says why, and offers it again
      await run(simulationId).catch(() => undefined);
      return simulationId;
    },
    onSuccess: async (simulationId) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['simulation', simulationId] }),
        queries.invalidateQueries({ queryKey: ['simulator', organizationId, 'list'] }),
      ]);
      await onDone(simulationId);
    },
  });
}

async function keep(organizationId: string, body: { name: string; simulation: ReturnType<typeof simulationOf> }): Promise<string> {
  const { simulationId } = await answer(
    api.POST('/api/v1/organizations/{organizationId}/simulations', { params: { path: { organizationId } }, body }),
  );
  return simulationId;
}

/** Has a simulation played through. */
export const run = (simulationId: string) =>
  answer(api.POST('/api/v1/simulations/{simulationId}/run', { params: { path: { simulationId } } }));
