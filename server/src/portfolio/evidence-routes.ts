import { z } from 'zod';
import { EvidenceKind, LocalId } from '../catalog/definition.ts';
import type { Ground } from '../platform/ground.ts';
import { callerOf, signedIn } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { addEvidence } from './add-evidence.ts';
import { attachEvidence, detachEvidence, orderEvidence, shareEvidence } from './attach-evidence.ts';
import { changeEvidence } from './change-evidence.ts';
import { EvidenceItem, selectEvidence } from './evidence-view.ts';
import { finishUpload } from './finish-upload.ts';
import { JourneyParams, RequirementParams } from './journey-schemas.ts';
import { lookAtLinkQueue } from './links/look-at-link.ts';
import { LibraryItem, listEvidence } from './list-evidence.ts';
import { evidenceOwner, journeyOwner } from './policy.ts';
import { readSpace } from './read-space.ts';
import { replaceByRedacted } from './redaction/replace-file.ts';
import { deleteEvidence, removeEvidence } from './remove-evidence.ts';
import { restoreEvidence } from './restore-evidence.ts';
import { EvidenceViewing, listViews } from './view-log.ts';
import { Consent } from './withheld/consent.ts';

const tags = ['evidence'];
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const EvidenceParams = z.object({ evidenceId: z.uuid() });
const Title = z.string().trim().min(1).max(200);
const Description = z.string().trim().max(4000);

const NewEvidence = z.object({
  /** A link may do without: it takes its page's, once that was looked at. */
  title: Title.nullable().default(null),
  description: Description.default(''),
  /** Students can be recognized in it. */
  showsStudents: z.boolean().default(false),
  /** The earner holds the consent the school asks for. */
  consentAttested: z.boolean().default(false),
  /** How that consent was given, and until when. */
  consent: Consent.nullable().default(null),
  /** As read in the browser, for audio and video. */
  durationSeconds: z.number().min(0).max(864_000).nullable().default(null),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('link'), url: z.url({ protocol: /^https?$/ }).max(2000) }),
    /** A finished upload; it becomes one item however often it is added. */
    z.object({ kind: z.literal('upload'), uploadId: z.string().regex(/^[0-9a-f]{32}$/) }),
  ]),
  /** Where it goes at once, beside the library. */
  attach: z.object({ journeyId: z.uuid(), partId: LocalId, requirementId: LocalId }).nullable().default(null),
});

/** The library, and what stands under each requirement of a journey. */
export function evidenceRoutes(server: Server, ground: Ground): void {
  const { database, config, jobs, clock } = ground;
  const one = async (evidenceId: string) => {
    const item = await selectEvidence(database)
      .where('evidence_item.id', '=', evidenceId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!item) throw notFound('evidence item');
    return item;
  };
  server.get(
    '/api/v1/evidence',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'My evidence library',
        querystring: z.object({
          /** Words that all occur in title, description, address or file name. */
          q: z
            .string()
            .max(200)
            .transform((text) => text.split(/\s+/).filter(Boolean).slice(0, 10))
            .optional(),
          /** One or more kinds, separated by commas. */
          kind: z
            .string()
            .transform((text) => text.split(','))
            .pipe(z.array(EvidenceKind).max(6))
            .optional(),
          /** What was removed and can be put back, instead of the library. */
          removed: z.stringbool().default(false),
          order: z.enum(['newest', 'largest']).default('newest'),
          cursor: z.string().max(100).optional(),
          limit: z.coerce.number().int().min(1).max(100).default(30),
        }),
        response: { 200: z.object({ items: z.array(LibraryItem), nextCursor: z.string().nullable() }) },
      },
    },
    (request) => {
      const { q: words = [], kind: kinds, ...page } = request.query;
      return listEvidence(
        database,
        callerOf(request).personId,
        { words, kinds, ...page, cursor: page.cursor },
        config.storage.keepDays,
        clock(),
      );
    },
  );
  server.get(
    '/api/v1/evidence/space',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'How much of the store is mine, in bytes',
        response: {
          200: z.object({
            quota: z.number(),
            /** Files, those of removed items included. */
            files: z.number(),
            /** Of these, what goes for good by itself. */
            removed: z.number(),
            /** Uploads under way, with their whole size. */
            unfinished: z.number(),
            /** Days that removed items and unfinished uploads are kept. */
            keepDays: z.number(),
          }),
        },
      },
    },
    async (request) => ({
      ...(await readSpace(database, callerOf(request).personId)),
      quota: config.storage.quota,
      keepDays: config.storage.keepDays,
    }),
  );
  server.post(
    '/api/v1/evidence',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Add an item to the library, and to a journey',
        body: NewEvidence,
        response: { 200: EvidenceItem, 201: EvidenceItem },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request);
      const { source, attach, ...facts } = request.body;
      const from =
        source.kind === 'link'
          ? source
          : await finishUpload(ground, personId, source.uploadId).then(({ fileId, kind }) => ({
              kind: 'file' as const,
              fileId,
              evidenceKind: kind,
            }));
      const { evidenceId, added } = await addEvidence(ground, personId, { ...facts, source: from }, attach);
      return reply.code(added ? 201 : 200).send(await one(evidenceId));
    },
  );
  server.patch(
    '/api/v1/evidence/:evidenceId',
    {
      config: { access: evidenceOwner },
      schema: {
        tags,
        summary: 'Change what is said of an item',
        params: EvidenceParams,
        body: z.object({
          title: Title.optional(),
          description: Description.optional(),
          showsStudents: z.boolean().optional(),
          consentAttested: z.boolean().optional(),
          consent: Consent.nullable().optional(),
          madeWith: z.uuid().nullable().optional().meta({ description: 'A group of mine that made it together' }),
        }),
        response: { 200: EvidenceItem },
      },
    },
    async (request) => {
      await changeEvidence(ground, callerOf(request).personId, request.params.evidenceId, request.body);
      return one(request.params.evidenceId);
    },
  );
  server.delete(
    '/api/v1/evidence/:evidenceId',
    {
      config: { access: evidenceOwner },
      schema: {
        tags,
        summary: 'Remove an item; it can be put back for some days. What was submitted stays with its submission',
        params: EvidenceParams,
        response: {
          200: z.object({
            /** A submission holds it and keeps it: it only left the library. */
            keptBySubmission: z.boolean(),
            /** Journeys still written that it was taken from. */
            takenFrom: z.number(),
            /** Until when it can be put back; null without end. */
            restorableUntil: z.date().nullable(),
          }),
        },
      },
    },
    (request) => removeEvidence(ground, callerOf(request).personId, request.params.evidenceId),
  );
  server.get(
    '/api/v1/evidence/:evidenceId/views',
    {
      config: { access: evidenceOwner },
      schema: {
        tags,
        summary: 'Who looked at an item in which students appear: when, as what and for which issuer, never by name',
        params: EvidenceParams,
        querystring: z.object({ cursor: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }),
        response: { 200: z.object({ items: z.array(EvidenceViewing), nextCursor: z.string().nullable() }) },
      },
    },
    (request) => listViews(database, request.params.evidenceId, { ...request.query, cursor: request.query.cursor }),
  );
  server.post(
    '/api/v1/evidence/:evidenceId/look',
    {
      config: { access: evidenceOwner },
      schema: {
        tags,
        summary: 'Look at a link again, in a moment; of other items nothing happens',
        params: EvidenceParams,
        response: { 202: Done },
      },
    },
    async (request, reply) => {
      const { evidenceId } = request.params;
      if (config.lookAtLinks) await jobs.send(lookAtLinkQueue, { evidenceId }, { key: evidenceId });
      return reply.code(202).send(done);
    },
  );
  server.post(
    '/api/v1/evidence/:evidenceId/redaction',
    {
      config: { access: evidenceOwner },
      schema: {
        tags,
        summary: 'Put a picture with covered parts in the place of the one before, which is erased; refused where a submission holds it',
        params: EvidenceParams,
        body: z.object({ uploadId: z.string().regex(/^[0-9a-f]{32}$/) }),
        response: { 200: EvidenceItem },
      },
    },
    async (request) => {
      const { evidenceId } = request.params;
      await replaceByRedacted(ground, callerOf(request).personId, { evidenceId, uploadId: request.body.uploadId });
      return one(evidenceId);
    },
  );
  server.post(
    '/api/v1/evidence/:evidenceId/restoration',
    {
      config: { access: evidenceOwner },
      schema: {
        tags,
        summary: 'Put a removed item back, and to the places it was taken from as far as they still take it',
        params: EvidenceParams,
        response: { 200: z.object({ item: EvidenceItem, /** How many places it is back in. */ backIn: z.number() }) },
      },
    },
    async (request) => {
      const { evidenceId } = request.params;
      const { backIn } = await restoreEvidence(database, callerOf(request).personId, evidenceId);
      return { item: await one(evidenceId), backIn };
    },
  );
  server.post(
    '/api/v1/evidence/:evidenceId/deletion',
    {
      config: { access: evidenceOwner },
      schema: {
        tags,
        summary: 'Delete an item for good, its file included; refused where a submission holds it',
        params: EvidenceParams,
        response: { 200: Done },
      },
    },
    async (request) => {
      await deleteEvidence(ground, callerOf(request).personId, request.params.evidenceId);
      return done;
    },
  );
  server.put(
    '/api/v1/journeys/:journeyId/evidence/:partId/:requirementId/:evidenceId',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'Put an item of the library under a requirement',
        params: RequirementParams.extend({ evidenceId: z.uuid() }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const { evidenceId, ...place } = request.params;
      const earnerId = callerOf(request).personId;
      await database.transaction().execute((transaction) => attachEvidence(transaction, { ...place, earnerId }, evidenceId));
      return done;
    },
  );
  server.delete(
    '/api/v1/journeys/:journeyId/evidence/:partId/:requirementId/:evidenceId',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'Take an item away from a requirement; it stays in the library',
        params: RequirementParams.extend({ evidenceId: z.uuid() }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const { evidenceId, ...place } = request.params;
      await detachEvidence(database, { ...place, earnerId: callerOf(request).personId }, evidenceId);
      return done;
    },
  );
  server.put(
    '/api/v1/journeys/:journeyId/evidence/:partId/:requirementId',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'Set the order of a requirement’s items',
        params: RequirementParams,
        body: z.object({ evidenceIds: z.array(z.uuid()).max(20) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await orderEvidence(database, { ...request.params, earnerId: callerOf(request).personId }, request.body.evidenceIds);
      return done;
    },
  );
  server.put(
    '/api/v1/journeys/:journeyId/sharing/:evidenceId',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'Say whether an item goes onto the badge of this journey',
        params: JourneyParams.extend({ evidenceId: z.uuid() }),
        body: z.object({ shared: z.boolean() }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await shareEvidence(database, { ...request.params, ...request.body, earnerId: callerOf(request).personId });
      return done;
    },
  );
}
