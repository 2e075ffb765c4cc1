import { z } from 'zod';
import { Definition } from './definition.ts';

/** Shapes of the public catalog in the API. */

const Slug = z.string().min(1).max(200);
const Facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }));
const IssuerSummary = z.object({ slug: z.string(), name: z.string(), color: z.string().nullable() });

export const CatalogSearch = z.object({
  q: z.string().max(200).optional(),
  issuer: Slug.optional(),
  stack: Slug.optional(),
  topic: Slug.optional(),
  difficulty: z.coerce.number().int().min(1).max(3).optional(),
  maxHours: z.coerce.number().int().min(1).max(200).optional(),
  sort: z.enum(['relevance', 'title', 'newest', 'hours']).default('relevance'),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(12),
});

export const CatalogAnswer = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        title: z.string(),
        competency: z.string(),
        issuer: IssuerSummary,
        topics: z.array(z.string()),
        stacks: z.array(z.object({ slug: z.string(), title: z.string() })),
        difficulty: z.int(),
        hours: z.int(),
        publishedAt: z.date(),
      }),
    ),
    nextCursor: z.string().nullable(),
    total: z.object({ count: z.int(), atLeast: z.boolean() }),
    corrected: z.string().nullable(),
    facets: z.object({ issuers: Facet, stacks: Facet, topics: Facet, difficulties: Facet, hours: Facet }),
  })
  .meta({ id: 'CatalogPage' });

export const StackAnswer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    rule: z.union([z.object({ kind: z.literal('all') }), z.object({ kind: z.literal('count'), count: z.int() })]),
    demo: z.boolean(),
    issuer: IssuerSummary,
    members: z.array(
      z.object({ id: z.uuid(), slug: z.string(), title: z.string(), competency: z.string(), difficulty: z.int(), hours: z.int() }),
    ),
  })
  .meta({ id: 'Stack' });

export const IssuerAnswer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    tagline: z.string(),
    description: z.string(),
    website: z.string().nullable(),
    color: z.string().nullable(),
    demo: z.boolean(),
  })
  .meta({ id: 'Issuer' });

export const VersionAnswer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    number: z.int(),
    currentNumber: z.int(),
    publishedAt: z.date(),
    retired: z.boolean(),
    demo: z.boolean(),
    issuer: IssuerAnswer,
    definition: Definition,
    stacks: z.array(StackAnswer),
  })
  .meta({ id: 'MicroCredential' });

export const SlugParams = z.object({ slug: Slug });
export const VersionParams = z.object({ slug: Slug, number: z.coerce.number().int().min(1).max(100_000) });
