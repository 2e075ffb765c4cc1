import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { verifyBadge } from '../../awards/index.ts';
import type { Ground } from '../../platform/ground.ts';
import { createGuardedFetch } from '../../platform/http/guarded-fetch.ts';
import type { Server } from '../../platform/http/server.ts';
import { vcApiCallers } from '../policy.ts';
import { issueCredential } from './issue-credential.ts';
import { vcApiSigner } from './signer.ts';
import { verificationAnswer } from './verification-answer.ts';

const tags = ['vc-api'];
const bodyLimit = 2 * 1024 * 1024;
/** What is not verified is told in the form of the VC-API, not as a problem document. */
const errors = { 'x-errors': 'vc-api' } as const;
const limits = { rateLimit: { max: 1200, timeWindow: '1 minute' } };

const Document = z.record(z.string(), z.unknown());
/** JSON with proof or envelope, or a compact JWS. */
const Secured = z.union([z.string().min(1).max(bodyLimit), Document]);
const Answer = z.object({
  verified: z.boolean(),
  problemDetails: z.array(z.object({ type: z.string(), title: z.string(), detail: z.string() })),
});

const IssueRequest = z.object({
  credential: Document,
  options: z
    .looseObject({
      cryptosuite: z.enum(['eddsa-rdfc-2022', 'eddsa-jcs-2022']).default('eddsa-rdfc-2022').meta({ description: 'How it is signed' }),
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
      const issued = await issueCredential(signer, fetchGuarded, { credential, cryptosuite: options.cryptosuite });
      return reply.code(201).header('cache-control', 'no-store').send(issued);
    },
  );

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
      const report = await verifyBadge(ground, database, verifiableCredential, { fetchElsewhere: fetchGuarded, anyCredential: true });
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
      const report = await verifyBadge(ground, database, verifiablePresentation, {
        fetchElsewhere: fetchGuarded,
        anyCredential: true,
        ...(challenge === undefined ? {} : { challenge }),
        ...(domain === undefined ? {} : { domain }),
      });
      return tell(reply, verificationAnswer(report, 'presentation'));
    },
  );
}
