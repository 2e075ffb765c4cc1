import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/generated.ts';

/** What the screens of the simulator ask of the API. */

const readBasis = (organizationId: string) =>
  answer(api.GET('/api/v1/organizations/{organizationId}/simulator-basis', { params: { path: { organizationId } } }));
const readSimulation = (simulationId: string) =>
  answer(api.GET('/api/v1/simulations/{simulationId}', { params: { path: { simulationId } } }));

export type SimulatorBasis = Awaited<ReturnType<typeof readBasis>>;
export type ShownSimulation = Awaited<ReturnType<typeof readSimulation>>;
export type SimulationResult = NonNullable<ShownSimulation['result']>;
export type ScenarioResult = SimulationResult['scenarios'][number];
/** What is sent. */
export type Simulation = components['schemas']['SimulationInput'];

export const basisQuery = (organizationId: string) =>
  queryOptions({ queryKey: ['simulator', organizationId, 'basis'], queryFn: () => readBasis(organizationId) });

export const simulationsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['simulator', organizationId, 'list'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/simulations', {
          params: { path: { organizationId }, query: { limit: 25, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** A simulation; asked again twice a second while it is played through. */
export const simulationQuery = (simulationId: string) =>
  queryOptions({
    queryKey: ['simulation', simulationId],
    queryFn: () => readSimulation(simulationId),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false),
  });

export const resultFile = (simulationId: string) => `/api/v1/simulations/${simulationId}/result.csv`;
