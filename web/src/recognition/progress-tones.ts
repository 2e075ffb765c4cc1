import type { StatusTone } from '../ui/StatusChip.tsx';
import type { Standing } from './taking-part-queries.ts';

/** How far somebody is with a line of the list, as a chip. */
export const progressTones: Record<Standing['choices'][number]['progress'], StatusTone> = {
  chosen: 'neutral',
  'in-progress': 'active',
  awarded: 'positive',
  claimed: 'info',
  posted: 'positive',
};
