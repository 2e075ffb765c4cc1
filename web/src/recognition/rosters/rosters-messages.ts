import { employment } from './employment-messages.ts';

/** English texts of rosters and employment. */
export const rosters = { employment };
