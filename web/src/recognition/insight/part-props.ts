import type { DistrictInsight } from './insight-queries.ts';

/** What each part of the page is given. */
export interface PartProps {
  insight: DistrictInsight;
  /** The address of a table as a file, under the filter of the page. */
  file: (part: string) => string;
}
