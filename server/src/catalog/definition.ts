import { z } from 'zod';

/**
 * The content of a micro-credential version: everything an educator reads before starting and an evaluator scores against.
 * Parts, criteria, levels, their order and the passing rule are data, because issuers differ
 * (Proficient/Basic/Developing, Demonstrated/Progressing/Not met, Passing/Not yet ...).
 * Text fields named here as Markdown are rendered without raw HTML.
 */

/** A stable name inside one version: lower case, digits and hyphens, unique among its siblings. */
export const LocalId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64);

const Line = z.string().trim().min(1).max(200);
const Paragraphs = z.string().trim().min(1).max(8000);
const WebAddress = z.url({ protocol: /^https?$/ }).max(2000);

/** The kinds of evidence a requirement may ask for; `text` is typed in the journey itself. */
export const EvidenceKind = z.enum(['text', 'link', 'image', 'document', 'audio', 'video']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** What a part asks for: the kinds accepted, how many, and the limits. */
export const EvidenceRequirement = z
  .object({
    id: LocalId,
    /** The question or request, as the educator reads it. */
    title: z.string().trim().min(1).max(600),
    /** Markdown. */
    guidance: Paragraphs.optional(),
    kinds: z.array(EvidenceKind).min(1),
    /** How many items at least; 0 makes the requirement optional. A typed text counts as one. */
    min: z.int().min(0).max(20),
    max: z.int().min(1).max(20),
    /** Words, for `text`. */
    maxWords: z.int().min(10).max(5000).optional(),
    /** Minutes, for `audio` and `video`. */
    maxMinutes: z.int().min(1).max(240).optional(),
    /** Months between making and submitting. */
    maxAgeMonths: z.int().min(1).max(120).optional(),
  })
  .refine((r) => r.min <= r.max, { message: 'min must not exceed max', path: ['min'] })
  .refine((r) => r.min <= 1 || r.kinds.some((kind) => kind !== 'text'), {
    message: 'a text is typed once: ask for several in a requirement each',
    path: ['min'],
  });
export type EvidenceRequirement = z.infer<typeof EvidenceRequirement>;

/** A column of a scoring guide. */
export const Level = z.object({ id: LocalId, name: Line, description: z.string().trim().max(600).optional() });
export type Level = z.infer<typeof Level>;

/** A row of a scoring guide, with one descriptor for every level. */
export const Criterion = z.object({
  id: LocalId,
  title: Line,
  /** What stands at each level, by level id. */
  descriptors: z.record(LocalId, z.string().trim().min(1).max(2000)),
});
export type Criterion = z.infer<typeof Criterion>;

/** Which levels pass: enough criteria at or above `level`, and none below `floor` where one is given. */
export const PassingRule = z.object({
  level: LocalId,
  criteria: z.union([z.literal('all'), z.int().min(1)]),
  floor: LocalId.optional(),
});
export type PassingRule = z.infer<typeof PassingRule>;

/** A section of the submission guidelines with its own slice of the scoring guide. */
export const SubmissionPart = z
  .object({
    id: LocalId,
    kind: z.enum(['overview', 'work-examples', 'reflection']),
    title: Line,
    /** Markdown. */
    instructions: Paragraphs,
    requirements: z.array(EvidenceRequirement).min(1).max(20),
    /** From the lowest to the highest. */
    levels: z.array(Level).min(2).max(6),
    criteria: z.array(Criterion).min(1).max(20),
    passing: PassingRule,
  })
  .superRefine((part, context) => {
    const levels = part.levels.map((level) => level.id);
    const complain = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (new Set(levels).size !== levels.length) complain(['levels'], 'level ids must differ');
    for (const [i, criterion] of part.criteria.entries()) {
      const described = Object.keys(criterion.descriptors);
      const missing = levels.filter((id) => !described.includes(id));
      const unknown = described.filter((id) => !levels.includes(id));
      if (missing.length) complain(['criteria', i, 'descriptors'], `no descriptor for ${missing.join(', ')}`);
      if (unknown.length) complain(['criteria', i, 'descriptors'], `unknown level ${unknown.join(', ')}`);
    }
    if (!levels.includes(part.passing.level)) complain(['passing', 'level'], 'is not a level of this part');
    if (part.passing.floor && !levels.includes(part.passing.floor)) complain(['passing', 'floor'], 'is not a level of this part');
    if (part.passing.criteria !== 'all' && part.passing.criteria > part.criteria.length)
      complain(['passing', 'criteria'], 'asks for more criteria than the part has');
    for (const list of ['requirements', 'criteria'] as const) {
      const ids = part[list].map((item) => item.id);
      if (new Set(ids).size !== ids.length) complain([list], 'ids must differ');
    }
  });
export type SubmissionPart = z.infer<typeof SubmissionPart>;

/** A competency framework entry the micro-credential is aligned to (Open Badges 3.0 `Alignment`). */
export const Alignment = z.object({
  targetName: Line,
  targetUrl: WebAddress,
  targetFramework: Line.optional(),
  targetCode: Line.optional(),
  targetDescription: z.string().trim().max(1000).optional(),
});

/** The whole published definition. */
export const Definition = z
  .object({
    title: Line,
    /** One discrete skill, as a statement about the educator. */
    competency: z.string().trim().min(1).max(600),
    /** One practice grounded in research: its name and a paragraph (Markdown). */
    keyMethod: z.object({ name: Line, description: Paragraphs }),
    /** The steps or features the method consists of. */
    methodComponents: z
      .array(z.object({ id: LocalId, title: Line, description: Paragraphs }))
      .min(1)
      .max(12),
    /** Annotated references. */
    research: z
      .array(
        z.object({
          citation: z.string().trim().min(1).max(600),
          url: WebAddress.optional(),
          annotation: z.string().trim().min(1).max(1500),
        }),
      )
      .min(1)
      .max(20),
    /** Freely available material. */
    resources: z.array(z.object({ title: Line, url: WebAddress, description: z.string().trim().min(1).max(600) })).max(30),
    parts: z.array(SubmissionPart).min(1).max(5),
    alignments: z.array(Alignment).max(10),
    topics: z.array(LocalId).min(1).max(6),
    /** 1 (a focused move), 2 (a routine sustained over weeks), 3 (a redesign of practice). */
    difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    /** Hours of work an educator should expect. */
    hours: z.int().min(1).max(200),
    /** BCP 47 tag of the texts. */
    language: z.string().min(2).max(35),
  })
  .superRefine((definition, context) => {
    const ids = definition.parts.map((part) => part.id);
    if (new Set(ids).size !== ids.length) context.addIssue({ code: 'custom', path: ['parts'], message: 'part ids must differ' });
  });
export type Definition = z.infer<typeof Definition>;
