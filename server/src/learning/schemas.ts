import { z } from 'zod';
import { LocalId } from '../catalog/definition.ts';
import { CourseDefinition, CourseDraft } from './course-definition.ts';
import { Answers } from './survey-answers.ts';
import { SurveyDefinition, SurveyDraft } from './survey-definition.ts';

/** Shapes of courses and surveys in the API. */

export const Organization = z.object({ id: z.uuid(), slug: z.string(), name: z.string(), color: z.string().nullable() });
export const Paging = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(20) });
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.uuid().nullable() });
export const Done = z.object({ done: z.literal(true) });
export const done = { done: true } as const;
export const Title = z.object({ title: z.string().trim().min(1).max(200) });
export const Revision = z.int().min(0).max(2_000_000_000);
export const Saved = z.object({ revision: z.number(), updatedAt: z.date() });

export const OrganizationParams = z.object({ organizationId: z.uuid() });
export const CourseParams = z.object({ courseId: z.uuid() });
export const UnitParams = CourseParams.extend({ unitId: LocalId });
export const ResourceParams = UnitParams.extend({ resourceId: LocalId });
export const PostParams = z.object({ postId: z.uuid() });
export const SurveyParams = z.object({ surveyId: z.uuid() });

export const ListedCourseAnswer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    hours: z.number(),
    units: z.number(),
    demo: z.boolean(),
    organization: Organization,
  })
  .meta({ id: 'CourseListed' });

const BesideUnit = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  competency: z.string(),
  difficulty: z.number(),
  hours: z.number(),
});
const Alignment = z
  .object({
    unitId: z.string(),
    stacks: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        title: z.string(),
        description: z.string(),
        issuer: Organization,
        members: z.array(BesideUnit),
      }),
    ),
    microCredentials: z.array(BesideUnit.extend({ issuer: Organization })),
  })
  .meta({ id: 'UnitAlignment' });

export const PublicCourseAnswer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    description: z.string(),
    audience: z.string().nullable(),
    hours: z.number(),
    number: z.number(),
    demo: z.boolean(),
    enrolment: z.enum(['open', 'invited']),
    organization: Organization,
    units: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        purpose: z.string(),
        minutes: z.number(),
        hasDiscussion: z.boolean(),
        resources: z.array(
          z.object({
            id: z.string(),
            kind: z.enum(['text', 'video', 'link', 'file']),
            title: z.string(),
            minutes: z.number().nullable(),
            required: z.boolean(),
          }),
        ),
        beside: Alignment,
      }),
    ),
  })
  .meta({ id: 'Course' });

const Key = z.object({ unitId: z.string(), resourceId: z.string() });
export const CourseFile = z.object({ fileId: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number() });

export const LearningAnswer = z.object({
  courseId: z.uuid(),
  slug: z.string(),
  organization: Organization,
  number: z.number(),
  newerVersion: z.boolean(),
  definition: CourseDefinition,
  beside: z.array(Alignment),
  completed: z.array(Key),
  progress: z.object({
    units: z.array(z.object({ unitId: z.string(), done: z.number(), asked: z.number(), complete: z.boolean() })),
    done: z.number(),
    asked: z.number(),
    complete: z.boolean(),
  }),
  next: Key.nullable(),
  enrolledAt: z.date(),
  completedAt: z.date().nullable(),
  digest: z.boolean(),
  files: z.array(CourseFile),
  posts: z.array(z.object({ unitId: z.string(), count: z.number() })),
});

export const EnrolmentAnswer = z.object({
  id: z.uuid(),
  courseId: z.uuid(),
  slug: z.string(),
  title: z.string(),
  organization: Organization,
  progress: z.object({ done: z.number(), asked: z.number() }),
  next: Key.extend({ title: z.string() }).nullable(),
  completedAt: z.date().nullable(),
  leftAt: z.date(),
});

export const PostAnswer = z
  .object({
    id: z.uuid(),
    author: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    text: z.string().nullable(),
    createdAt: z.date(),
    editedAt: z.date().nullable(),
    removed: z.object({ by: z.enum(['author', 'organization']), note: z.string().nullable() }).nullable(),
    mine: z.boolean(),
    replies: z.number(),
  })
  .meta({ id: 'Post' });
export const PostText = z.string().trim().min(1).max(10_000);

export const AuthoredCourse = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  enrolment: z.enum(['open', 'invited']),
  number: z.number().nullable(),
  draftNewer: z.boolean(),
  enrolled: z.number(),
  completed: z.number(),
  updatedAt: z.date(),
});
export const CourseDraftAnswer = z.object({
  id: z.uuid(),
  slug: z.string(),
  enrolment: z.enum(['open', 'invited']),
  link: z.string().nullable(),
  number: z.number().nullable(),
  publishedAt: z.date().nullable(),
  organization: Organization,
  files: z.array(CourseFile),
  definition: CourseDraft,
  revision: z.number(),
  updatedAt: z.date(),
});

export const AuthoredSurvey = z.object({
  id: z.uuid(),
  title: z.string(),
  anonymous: z.boolean(),
  number: z.number().nullable(),
  draftNewer: z.boolean(),
  closesAt: z.date().nullable(),
  begun: z.number(),
  completed: z.number(),
  updatedAt: z.date(),
});
export const SurveyDraftAnswer = z.object({
  id: z.uuid(),
  closesAt: z.date().nullable(),
  number: z.number().nullable(),
  publishedAt: z.date().nullable(),
  organization: Organization,
  completed: z.number(),
  definition: SurveyDraft,
  revision: z.number(),
  updatedAt: z.date(),
});
export const SurveyAnswer = z.object({
  id: z.uuid(),
  organization: z.object({ name: z.string(), slug: z.string(), color: z.string().nullable() }),
  definition: SurveyDefinition,
  closesAt: z.date().nullable(),
  closed: z.boolean(),
  demo: z.boolean(),
  answers: Answers,
  revision: z.number(),
  updatedAt: z.date().nullable(),
  completedAt: z.date().nullable(),
});
const ResultCell = z.object({ id: z.string(), label: z.string(), count: z.number().nullable() });
export const ResultsAnswer = z.object({
  title: z.string(),
  anonymous: z.boolean(),
  begun: z.number(),
  completed: z.number(),
  tooFew: z.boolean(),
  smallestCell: z.number(),
  questions: z.array(
    z.object({
      questionId: z.string(),
      kind: z.enum(['single-choice', 'several', 'scale', 'short-text', 'long-text', 'number', 'date', 'matrix']),
      title: z.string(),
      answered: z.number().nullable(),
      cells: z.array(ResultCell),
      rows: z.array(z.object({ id: z.string(), label: z.string(), cells: z.array(ResultCell), mean: z.number().nullable() })),
      mean: z.number().nullable(),
      least: z.number().nullable(),
      greatest: z.number().nullable(),
    }),
  ),
});
