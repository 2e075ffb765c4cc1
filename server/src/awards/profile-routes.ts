import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone, callerOf, signedIn } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { fileNameOf } from './file-name.ts';
import { installationDidDocument } from './installation-signer.ts';
import { sendDocument } from './public-document.ts';
import { ProfileSlug, readProfileSetting, readPublicProfile, setProfile } from './public-profile.ts';
import { AwardsAnswer, Paging } from './schemas.ts';
import { drawTranscript, signTranscript } from './transcript.ts';

const tags = ['profiles and transcripts'];
const Setting = z
  .object({ shown: z.boolean(), slug: z.string().meta({ description: 'Before one was chosen, a suggestion' }), address: z.string() })
  .meta({ id: 'ProfileSetting' });
/** Signing and drawing cost something: nobody needs more. */
const rateLimit = { max: 20, timeWindow: '1 minute' };

/** A person's public page, and all their awards in one document. */
export function profileRoutes(server: Server, ground: Ground): void {
  const { database, config } = ground;

  server.get(
    '/api/v1/account/profile',
    { config: { access: signedIn }, schema: { tags, summary: 'Whether I show a page, and where', response: { 200: Setting } } },
    (request) => readProfileSetting(database, callerOf(request).personId, config.url),
  );

  server.put(
    '/api/v1/account/profile',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Show my page at an address, or take it down',
        body: z.object({ slug: ProfileSlug, shown: z.boolean() }),
        response: { 200: Setting },
      },
    },
    (request) => setProfile(ground, callerOf(request).personId, request.body),
  );

  server.get(
    '/api/v1/people/:slug',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'The page of a person who shows one: name, headline, shown badges',
        params: z.object({ slug: z.string().min(1).max(200) }),
        querystring: Paging,
        response: {
          200: z
            .object({ slug: z.string(), name: z.string(), headline: z.string().nullable(), badges: AwardsAnswer })
            .meta({ id: 'PublicProfile' }),
        },
      },
    },
    (request) => readPublicProfile(database, request.params.slug, config.url, request.query),
  );

  server.get(
    '/api/v1/account/transcript.json',
    {
      config: { access: signedIn, rateLimit },
      schema: { tags, summary: 'All my standing awards as signed Comprehensive Learner Record 2.0' },
    },
    async (request, reply) => {
      const body = await signTranscript(ground, callerOf(request).personId);
      return sendDocument(request, reply, { body, type: 'application/vc', maxAge: 0, fileName: 'transcript.json', isPrivate: true });
    },
  );

  server.get(
    '/api/v1/account/transcript.pdf',
    {
      config: { access: signedIn, rateLimit },
      schema: { tags, summary: 'All my standing awards as a tagged PDF' },
    },
    async (request, reply) => {
      const { name, file } = await drawTranscript(ground, callerOf(request).personId);
      const fileName = `transcript-${fileNameOf(name)}.pdf`;
      return sendDocument(request, reply, { body: file, type: 'application/pdf', maxAge: 0, fileName, isPrivate: true });
    },
  );

  server.get(
    '/.well-known/did.json',
    {
      config: { access: anyone },
      schema: { tags, summary: 'The did:web document of this installation, which signs transcripts' },
    },
    async (request, reply) => {
      const document = await installationDidDocument(ground, database);
      if (!document) throw notFound('document');
      return sendDocument(request, reply, { body: JSON.stringify(document), type: 'application/did+json', maxAge: 60 });
    },
  );
}
