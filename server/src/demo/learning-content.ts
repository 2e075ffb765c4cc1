import { z } from 'zod';
import { CourseDefinition, SurveyDefinition } from '../learning/index.ts';
import { readDemoFile, readDemoFolder } from './demo-content.ts';

/** Courses, surveys and groups of the demo, as data files. */

const Post = z.object({
  unit: z.string(),
  person: z.string(),
  text: z.string(),
  replies: z.array(z.object({ person: z.string(), text: z.string() })),
});
const DemoCourse = z.object({
  slug: z.string(),
  organization: z.string(),
  definition: CourseDefinition,
  /** What each has done: `unit/resource`, or `unit/*` for all of a unit. */
  learners: z.array(z.object({ person: z.string(), done: z.array(z.string()) })),
  posts: z.array(Post),
});
export type DemoCourse = z.infer<typeof DemoCourse>;

const DemoSurvey = z.object({
  key: z.string(),
  organization: z.string(),
  definition: SurveyDefinition,
  respondents: z.array(z.object({ person: z.string(), submit: z.boolean(), answers: z.record(z.string(), z.unknown()) })),
});
export type DemoSurvey = z.infer<typeof DemoSurvey>;

const DemoGroup = z.object({
  name: z.string(),
  purpose: z.string(),
  kind: z.enum(['plc', 'cohort']),
  organization: z.string(),
  maker: z.string(),
  as: z.enum(['leader', 'coach']),
  startsOn: z.string(),
  endsOn: z.string(),
  microCredentials: z.array(z.string()),
  members: z.array(z.object({ person: z.string(), shares: z.boolean() })),
  announcements: z.array(z.string()),
});
export type DemoGroup = z.infer<typeof DemoGroup>;

/** Reads and checks them; a wrong one throws and names the path. */
export function readLearning() {
  return {
    courses: z.array(DemoCourse).parse(readDemoFolder('courses')),
    surveys: z.array(DemoSurvey).parse(readDemoFolder('surveys')),
    groups: z.array(DemoGroup).parse(readDemoFile('groups.json')),
  };
}
