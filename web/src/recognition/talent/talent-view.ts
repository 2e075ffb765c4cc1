import type { TalentSearch } from './talent-queries.ts';

/** What each part of the talent map is given. */
export interface TalentView {
  organizationId: string;
  search: TalentSearch;
  /** Changes what stands in the address; what is undefined goes. */
  set: (part: { [Name in keyof TalentSearch]?: TalentSearch[Name] | undefined }) => void;
  choices: {
    programs: { id: string; name: string }[];
    stacks: { slug: string; title: string }[];
    topics: string[];
    schools: { id: string; name: string }[];
  };
}
