import { employment } from './employment-messages.ts';
import { imports } from './import-messages.ts';

/** English texts of rosters and employment. */
export const rosters = { employment, imports };
