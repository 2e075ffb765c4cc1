import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { sendDocument, verifyBadge } from '../../awards/index.ts';
import type { Ground } from '../../platform/ground.ts';
import { anyone } from '../../platform/http/access.ts';
import { createGuardedFetch } from '../../platform/http/guarded-fetch.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Server } from '../../platform/http/server.ts';
import { vcApiCallers } from '../policy.ts';
import { issueCredential } from './issue-credential.ts';
import { vcApiLists } from './read-lists.ts';
import { vcApiSigner } from './signer.ts';
import { changeStatus, listTtlSeconds, signList, statusPurposes } from './status.ts';
import { unreadable, verificationAnswer } from './verification-answer.ts';

const tags = ['vc-api'];
const bodyLimit = 2 * 1024 * 1024;
/** What is not verified is told in the form of the VC-API, not as a problem document. */
const errors = { 'x-errors': 'vc-api' } as const;
const limits = { rateLimit: { max: 1200, timeWindow: '1 minute' } };

const Document = z.record(z.string(), z.unknown());
/** Text that is no compact JWS is nothing that was secured (Data Integrity 1.0 §4.4): JSON comes as such. */
const isMapOrJws = (secured: string | object) => typeof secured !== 'string' || /^[\w-]+\.[\w-]+\.[\w-]*$/.test(secured);
/** JSON with proof or envelope, or a compact JWS. */
const Secured = z.union([z.string().min(1).max(bodyLimit), Document]);
const Answer = z.object({
  verified: z.boolean(),
  problemDetails: z.array(z.object({ type: z.string(), title: z.string(), detail: z.string() })),
});

const StatusRequest = z.looseObject({ type: z.literal('BitstringStatusListEntry'), statusPurpose: z.enum(statusPurposes) });

const IssueRequest = z.object({
  credential: Document,
  options: z
    .looseObject({
      cryptosuite: z.enum(['eddsa-rdfc-2022', 'eddsa-jcs-2022']).default('eddsa-rdfc-2022').meta({ description: 'How it is signed' }),
      envelope: z.literal('vc+jwt').optional().meta({ description: 'As a JWT in an envelope, in place of a proof' }),
      credentialStatus: StatusRequest.optional().meta({ description: 'With a place in a status list of this purpose' }),
    })
    .prefault({}),
});

/** The VC-API (W3C Credentials Community Group), by which public test suites drive this installation. Off without a key. */
export function vcApiRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  const config = { access: vcApiCallers(ground), ...limits };
  const signer = vcApiSigner(ground);
  const fetchGuarded = createGuardedFetch();

  server.post(
    '/vc-api/credentials/issue',
    { bodyLimit, config, schema: { tags, summary: 'Issue a credential in the name of the VC-API', body: IssueRequest } },
    async (request, reply) => {
      const { credential, options } = request.body;
      const { cryptosuite, envelope, credentialStatus } = options;
      const how = { cryptosuite, envelope, status: credentialStatus?.statusPurpose };
      const issued = await issueCredential(ground, { signer, fetchGuarded }, credential, how);
      return reply.code(201).header('cache-control', 'no-store').send(issued);
    },
  );

  server.post(
    '/vc-api/credentials/status',
    {
      config,
      schema: {
        tags,
        summary: 'Revoke or suspend what the VC-API issued, or take it back',
        body: z.object({
          credentialId: z.string().min(1).max(2000),
          credentialStatus: StatusRequest,
          status: z.boolean().default(true).meta({ description: 'false takes it back' }),
        }),
      },
    },
    async (request, reply) => {
      const { credentialId, credentialStatus, status } = request.body;
      await changeStatus(ground, { credentialId, purpose: credentialStatus.statusPurpose, isSet: status });
      return reply.header('cache-control', 'no-store').send({});
    },
  );

  for (const purpose of statusPurposes)
    server.get(
      `/vc-api/status-lists/${purpose}`,
      { config: { access: anyone }, schema: { tags, summary: `The ${purpose} list of what the VC-API issued` } },
      async (request, reply) => {
        if (ground.config.vcApiKey === undefined) throw notFound('page');
        const body = JSON.stringify(await signList(ground, signer, purpose));
        return sendDocument(request, reply, { body, type: 'application/vc', maxAge: listTtlSeconds });
      },
    );

  const asked = { fetchElsewhere: fetchGuarded, anyCredential: true, readHere: vcApiLists(ground) };

  const tell = (reply: FastifyReply, answer: z.infer<typeof Answer>) =>
    reply
      .code(answer.verified ? 200 : 400)
      .header('cache-control', 'no-store')
      .type('application/json')
      .send(answer);

  server.post(
    '/vc-api/credentials/verify',
    {
      bodyLimit,
      config,
      schema: {
        ...errors,
        tags,
        summary: 'Verify any verifiable credential: 200 when it is valid, 400 when it is not or could not be checked',
        body: z.object({ verifiableCredential: Secured, options: z.looseObject({}).optional() }),
      },
    },
    async (request, reply) => {
      const { verifiableCredential } = request.body;
      if (!isMapOrJws(verifiableCredential)) return tell(reply, unreadable);
      const report = await verifyBadge(ground, database, verifiableCredential, asked);
      return tell(reply, verificationAnswer(report, 'credential'));
    },
  );

  server.post(
    '/vc-api/presentations/verify',
    {
      bodyLimit,
      config,
      schema: {
        ...errors,
        tags,
        summary: 'Verify a verifiable presentation with everything inside, and that it answers the challenge',
        body: z.object({
          verifiablePresentation: Secured,
          options: z.looseObject({ challenge: z.string().max(1000).optional(), domain: z.string().max(1000).optional() }).optional(),
        }),
      },
    },
    async (request, reply) => {
      const { verifiablePresentation, options: { challenge, domain } = {} } = request.body;
      if (!isMapOrJws(verifiablePresentation)) return tell(reply, unreadable);
      const report = await verifyBadge(ground, database, verifiablePresentation, {
        ...asked,
        ...(challenge === undefined ? {} : { challenge }),
        ...(domain === undefined ? {} : { domain }),
      });
      return tell(reply, verificationAnswer(report, 'presentation'));
    },
  );
}
