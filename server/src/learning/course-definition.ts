import { z } from 'zod';
import { LocalId } from '../catalog/definition.ts';

/**
 * The content of a course version: ordered units, each with resources and the stacks or micro-credentials beside it, so that what was
 * understood can be shown in practice. Texts named as Markdown are rendered without raw HTML.
 */

const Line = z.string().trim().min(1).max(200);
const Paragraphs = z.string().trim().min(1).max(20_000);
export const WebAddress = z.url({ protocol: /^https?$/ }).max(2000);
const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(200);

const resource = {
  id: LocalId,
  title: Line,
  /** About how long it takes. */
  minutes: z.int().min(1).max(600).optional(),
  /** Whether the unit is complete only with it. */
  required: z.boolean(),
};

/** Something to read, watch, open or take along. */
export const Resource = z.discriminatedUnion('kind', [
  z.object({ ...resource, kind: z.literal('text'), text: Paragraphs }),
  /** A film: an uploaded file played in the page, or an address elsewhere. `transcript` for those who read or cannot hear. */
  z.object({
    ...resource,
    kind: z.literal('video'),
    source: z.union([z.object({ fileId: z.uuid() }), z.object({ url: WebAddress })]),
    transcript: z.string().trim().max(50_000).optional(),
  }),
  z.object({ ...resource, kind: z.literal('link'), url: WebAddress, note: z.string().trim().max(600).optional() }),
  z.object({ ...resource, kind: z.literal('file'), fileId: z.uuid(), note: z.string().trim().max(600).optional() }),
]);
export type Resource = z.infer<typeof Resource>;

export const Unit = z.object({
  id: LocalId,
  title: Line,
  /** What one understands afterwards (Markdown). */
  purpose: z.string().trim().min(1).max(4000),
  resources: z.array(Resource).min(1).max(50),
  /** By address: what this unit's content is shown in practice with. */
  alignedTo: z.object({ stacks: z.array(Slug).max(10), microCredentials: z.array(Slug).max(20) }),
  /** Opens the unit's discussion; without it there is none. */
  discussionPrompt: z.string().trim().max(1000).optional(),
});
export type Unit = z.infer<typeof Unit>;

const differ = (ids: string[]) => new Set(ids).size === ids.length;

/** A published course, whole. */
export const CourseDefinition = z
  .object({
    title: Line,
    /** One sentence, for lists. */
    summary: z.string().trim().min(1).max(400),
    /** Markdown. */
    description: z.string().trim().min(1).max(8000),
    /** For whom it is. */
    audience: z.string().trim().max(300).optional(),
    /** About how long the whole takes. */
    hours: z.int().min(1).max(500),
    units: z.array(Unit).min(1).max(30),
  })
  .superRefine((course, context) => {
    const complain = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (!differ(course.units.map(({ id }) => id))) complain(['units'], 'unit ids must differ');
    for (const [index, unit] of course.units.entries())
      if (!differ(unit.resources.map(({ id }) => id))) complain(['units', index, 'resources'], 'resource ids must differ');
  });
export type CourseDefinition = z.infer<typeof CourseDefinition>;

const typed = (most: number) => z.string().max(most);
const typedNumber = z.number().min(-1e9).max(1e9).nullable();

/** A course as it is being typed: anything may still be empty. What is missing is told at publishing. */
export const CourseDraft = z.object({
  title: typed(300),
  summary: typed(600),
  description: typed(10_000),
  audience: typed(400),
  hours: typedNumber,
  units: z
    .array(
      z.object({
        id: LocalId,
        title: typed(300),
        purpose: typed(6000),
        discussionPrompt: typed(1500),
        alignedTo: z.object({ stacks: z.array(typed(200)).max(10), microCredentials: z.array(typed(200)).max(20) }),
        resources: z
          .array(
            z.object({
              id: LocalId,
              kind: z.enum(['text', 'video', 'link', 'file']),
              title: typed(300),
              minutes: typedNumber,
              required: z.boolean(),
              text: typed(30_000),
              url: typed(2500),
              fileId: z.uuid().nullable(),
              fileName: typed(300),
              note: typed(1000),
              transcript: typed(60_000),
            }),
          )
          .max(50),
      }),
    )
    .max(30),
});
export type CourseDraft = z.infer<typeof CourseDraft>;

/** What a draft would be published as; still unchecked. */
export function courseOfDraft(draft: CourseDraft): unknown {
  const told = (text: string) => (text.trim() ? text : undefined);
  return {
    title: draft.title,
    summary: draft.summary,
    description: draft.description,
    audience: told(draft.audience),
    hours: draft.hours,
    units: draft.units.map((unit) => ({
      id: unit.id,
      title: unit.title,
      purpose: unit.purpose,
      alignedTo: unit.alignedTo,
      discussionPrompt: told(unit.discussionPrompt),
      resources: unit.resources.map(({ id, kind, title, minutes, required, ...content }) => {
        const head = { id, kind, title, minutes: minutes ?? undefined, required };
        if (kind === 'text') return { ...head, text: content.text };
        if (kind === 'link') return { ...head, url: content.url, note: told(content.note) };
        if (kind === 'file') return { ...head, fileId: content.fileId, note: told(content.note) };
        return {
          ...head,
          source: content.fileId ? { fileId: content.fileId } : { url: content.url },
          transcript: told(content.transcript),
        };
      }),
    })),
  };
}

/** A draft that would be published as this definition: where one goes on from a published version. */
export function draftOfCourse(course: CourseDefinition): CourseDraft {
  return {
    title: course.title,
    summary: course.summary,
    description: course.description,
    audience: course.audience ?? '',
    hours: course.hours,
    units: course.units.map((unit) => ({
      id: unit.id,
      title: unit.title,
      purpose: unit.purpose,
      alignedTo: unit.alignedTo,
      discussionPrompt: unit.discussionPrompt ?? '',
      resources: unit.resources.map((one) => ({
        id: one.id,
        kind: one.kind,
        title: one.title,
        minutes: one.minutes ?? null,
        required: one.required,
        text: one.kind === 'text' ? one.text : '',
        url: one.kind === 'link' ? one.url : one.kind === 'video' && 'url' in one.source ? one.source.url : '',
        fileId: one.kind === 'file' ? one.fileId : one.kind === 'video' && 'fileId' in one.source ? one.source.fileId : null,
        fileName: '',
        note: one.kind === 'link' || one.kind === 'file' ? (one.note ?? '') : '',
        transcript: one.kind === 'video' ? (one.transcript ?? '') : '',
      })),
    })),
  };
}

/** The draft of a course that has only its name. */
export const emptyCourse = (title: string): CourseDraft => ({
  title,
  summary: '',
  description: '',
  audience: '',
  hours: null,
  units: [],
});
