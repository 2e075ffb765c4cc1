import { Problem } from '../../platform/http/problem.ts';

/** The expected failures of the simulator. */

export const simulationsFull = (most: number) =>
  new Problem(409, 'simulations-full', 'Enough is kept', `This organization keeps ${most} simulations. Delete one that nobody needs.`);

export const simulationAtWork = () =>
  new Problem(
    409,
    'simulation-at-work',
    'Another one is under way',
    'One simulation of an organization is played through at a time. Wait until it is done, then start this one.',
  );

export const nothingToEarn = () =>
  new Problem(
    409,
    'nothing-to-earn',
    'Nothing can be earned yet',
    'No program is open, so there is no approved list to expect awards of. Open a program first.',
  );

export const noResultYet = () =>
  new Problem(409, 'no-result-yet', 'No result yet', 'This simulation was not played through. Start it, then ask for its figures.');
