import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
  type RawServerDefault,
  type RouteOptions,
} from 'fastify';
import {
  createJsonSchemaTransform,
  hasZodFastifySchemaValidationErrors,
  isResponseSerializationError,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Config } from '../config.ts';
import { refuseForeignOrigins } from './origin.ts';
import './plain-messages.ts';
import { Problem, problemDocument, tooManyRequests } from './problem.ts';
import { refuseUnusableText, unusableText } from './unusable-text.ts';

/** Fastify with Zod schemas as the only way in and out. */
export type Server = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** The largest JSON body, in bytes; files go by resumable upload. */
export const bodyLimit = 1024 * 1024;

/**
 * A server without routes: logging, headers, schemas, errors. Capabilities add theirs.
 */
export async function createServer(config: Config): Promise<Server> {
  const server = fastify({
    logger: { level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    requestTimeout: 0, // uploads of 5 GB take their time; slow headers are cut by headersTimeout
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // addresses the router itself gives up on: broken escapes, a parameter longer than any of ours
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      const problem = new Problem(
        error.statusCode === 400 ? 400 : 404,
        'unusable-address',
        'There is nothing at this address',
        error.message,
      );
      reply.code(problem.status).type('application/problem+json').send(problemDocument(problem));
    },
    clientErrorHandler: (error, socket) => answerNoHttp(error.code, socket),
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  answerWithProblems(server);
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // custom properties set by components; scripts never
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: config.url.startsWith('https:') ? [] : null,
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    hsts: config.url.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  });
  if (config.rateLimit) await server.register(rateLimit, { global: false });
  refuseForeignOrigins(server, config.url);
  refuseUnusableText(server);
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Brevet',
        version: '1',
        description: 'Micro-credentials: definitions, journeys, evaluation, badges. Failures are RFC 9457 problem documents.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'brevet.session_token' } } },
    },
    transform: tellWhoMayCall,
    transformObject: jsonSchemaTransformObject,
  });
  return server;
}

/** Bytes that are no HTTP, or more of it than is read: told so, then the line is cut. */
function answerNoHttp(code: string | undefined, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason] =
    code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'Request Header Fields Too Large']
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'Request Timeout']
        : [400, 'Bad Request'];
  const problem = new Problem(
    status as number,
    'not-http',
    'This is not a request',
    'What came is not HTTP as we understand it, took too long, or has more than 16 kB of headers.',
  );
  const body = JSON.stringify(problemDocument(problem));
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const asJsonSchema = createJsonSchemaTransform({ skipList: [] });

/** The document says of each operation who may call it: `x-access`, by the name of its policy. */
const tellWhoMayCall: typeof asJsonSchema = (input) => {
  const { schema, url } = asJsonSchema(input);
  const access = (input as { route?: RouteOptions }).route?.config?.access;
  if (!access || schema?.hide) return { schema, url };
  const security = access.needsSignIn ? [{ session: [] }] : [];
  return { schema: { ...schema, security, 'x-access': { policy: access.name, allows: access.allows } }, url };
};

/** Turns every failure into a problem document; ours are logged whole and told without detail. */
function answerWithProblems(server: Server): void {
  server.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = problemOf(error);
    if (problem) {
      return reply.code(problem.status).type('application/problem+json').send(problemDocument(problem));
    }
    // the declared path, for the address itself may hold a mailed token
    request.log.error({ err: error, method: request.method, path: request.routeOptions.url }, 'a request failed by our fault');
    const failed = new Problem(
      500,
      'our-failure',
      'Something went wrong on our side',
      'It has been logged. Nothing was half-done; try again in a moment.',
      { requestId: request.id },
    );
    return reply.code(500).type('application/problem+json').send(problemDocument(failed));
  });
}

/**
 * Answers addresses that lead nowhere: people get a page, programs a problem document.
 *
 * @param renderPage makes the page; null where there is no web application
 */
export function answerUnknownAddresses(server: Server, renderPage: ((problem: Problem) => Promise<string>) | null): void {
  server.setNotFoundHandler(async (request, reply) => {
    const problem = new Problem(
      404,
      'not-found',
      'Not found',
      'There is nothing at this address. It may have moved, or the link is incomplete.',
    );
    const asked =
      request.method === 'GET' && !request.url.startsWith('/api/') && String(request.headers.accept ?? '').includes('text/html');
    if (renderPage && asked)
      return reply
        .code(404)
        .type('text/html; charset=utf-8')
        .send(await renderPage(problem));
    return reply.code(404).type('application/problem+json').send(problemDocument(problem));
  });
}

/**
 * What a failure is to the caller; for routes whose standard asks for errors of another form.
 *
 * @returns null when it is our own failure, to be logged whole and told without detail
 */
export function problemOf(error: FastifyError | Problem): Problem | null {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      path: `${error.validationContext ?? ''}${issue.instancePath}`,
      message: issue.message ?? 'is not right',
    }));
    return new Problem(
      400,
      'invalid-request',
      'The request is not well formed',
      errors
        .map((e) => `${e.path}: ${e.message}`)
        .join('; ')
        .slice(0, 2000),
      { errors },
    );
  }
  if (isResponseSerializationError(error)) return null;
  const databaseAway =
    ['ECONNREFUSED', '57P01', '57P03', 'ECONNRESET', '53300'].includes(error.code) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message);
  if (databaseAway)
    return new Problem(
      503,
      'database-away',
      'The database is away',
      'We cannot save or read just now. Keep the page open; try again in a moment.',
    );
  const untranslatable = error.code === '22021' || error.code === '22P05';
  if (untranslatable) return unusableText();
  if (error.statusCode === 413)
    return new Problem(413, 'too-large', 'Too large', `Requests may be ${bodyLimit / 1024} kB at most; send files as uploads.`);
  if (error.statusCode === 429) return tooManyRequests();
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem(error.statusCode, 'invalid-request', 'The request is not well formed', error.message);
  }
  return null;
}
