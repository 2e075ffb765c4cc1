import { bakePng, bakeSvg } from '@brevet/openbadges';
import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import { sharedBriefly } from '../platform/http/kept-answers.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { drawPng, drawSvg, findArt } from './badge-art.ts';
import { drawCertificate } from './draw-certificate.ts';
import { fileNameOf } from './file-name.ts';
import { badgeViewer } from './policy.ts';
import { sendDocument } from './public-document.ts';
import { readBadge, readBadgeFile } from './read-badge.ts';
import { AwardParams, BadgeAnswer, VerificationAnswer } from './schemas.ts';
import { badgeAsJwt } from './sign-for-anybody.ts';
import { summarize } from './summarize-report.ts';
import { verifyBadge } from './verify-badge.ts';

const tags = ['badges'];
/** Seconds a copy of a badge may be kept: hidden or revoked, it changes within the minute. */
const maxAge = 30;

/** What the public sees of a badge: its data, its files, its picture. */
export function badgeRoutes(server: Server, ground: Ground): void {
  const { database, config } = ground;
  const visible = { access: badgeViewer };

  server.get(
    '/api/v1/badges/:awardId',
    {
      config: visible,
      schema: { tags, summary: 'A badge, as its page shows it', params: AwardParams, response: { 200: BadgeAnswer } },
    },
    async (request, reply) => {
      const badge = await readBadge(database, request.params.awardId, config.url);
      reply.header('cache-control', badge.shown ? sharedBriefly : 'private, no-store');
      return badge;
    },
  );

  server.get(
    '/api/v1/badges/:awardId/verification',
    {
      config: visible,
      schema: { tags, summary: 'The badge verified at this moment', params: AwardParams, response: { 200: VerificationAnswer } },
    },
    async (request, reply) => {
      const { credential, earnerId } = await readBadgeFile(database, request.params.awardId, config.url);
      const report = await verifyBadge(ground, database, credential, { expected: { id: `urn:uuid:${earnerId}` } });
      reply.header('cache-control', 'no-store');
      return summarize(report, ground.clock(), config.url, { 'recipient/matches': 'It was awarded to the person whom its page names.' });
    },
  );

  server.get(
    '/badges/:awardId/credential.json',
    {
      config: visible,
      schema: { tags, summary: 'The signed badge, byte for byte (Open Badges 3.0, VC Data Model 2.0)', params: AwardParams },
    },
    async (request, reply) => {
      const { credential, shown, title } = await readBadgeFile(database, request.params.awardId, config.url);
      const fileName = `${fileNameOf(title)}.json`;
      return sendDocument(request, reply, { body: credential, type: 'application/vc', maxAge, fileName, isPrivate: !shown });
    },
  );

  server.get(
    '/badges/:awardId/badge.png',
    { config: visible, schema: { tags, summary: 'The picture with the badge inside, 600 pixels', params: AwardParams } },
    async (request, reply) => {
      const { credential, shown, art, title } = await readBadgeFile(database, request.params.awardId, config.url);
      const body = Buffer.from(bakePng(await drawPng(art), credential));
      return sendDocument(request, reply, { body, type: 'image/png', maxAge, fileName: `${fileNameOf(title)}.png`, isPrivate: !shown });
    },
  );

  server.get(
    '/badges/:awardId/badge.svg',
    { config: visible, schema: { tags, summary: 'The drawing with the badge inside', params: AwardParams } },
    async (request, reply) => {
      const { credential, shown, art, title } = await readBadgeFile(database, request.params.awardId, config.url);
      const body = bakeSvg(drawSvg(art), credential);
      return sendDocument(request, reply, { body, type: 'image/svg+xml', maxAge, fileName: `${fileNameOf(title)}.svg`, isPrivate: !shown });
    },
  );

  server.get(
    '/badges/:awardId/credential.jwt',
    {
      config: visible,
      schema: { tags, summary: 'The same badge as VC-JWT: RS256 with the key in the header', params: AwardParams },
    },
    async (request, reply) => {
      const { shown, title } = await readBadge(database, request.params.awardId, config.url);
      const body = await badgeAsJwt(ground, request.params.awardId);
      return sendDocument(request, reply, {
        body,
        type: 'application/vc+jwt',
        maxAge,
        fileName: `${fileNameOf(title)}.jwt`,
        isPrivate: !shown,
      });
    },
  );

  server.get(
    '/badges/:awardId/certificate.pdf',
    { config: visible, schema: { tags, summary: 'A certificate for printing: tagged PDF with a code to the page', params: AwardParams } },
    async (request, reply) => {
      const badge = await readBadge(database, request.params.awardId, config.url);
      const fileName = `${fileNameOf(badge.title)}.pdf`;
      const body = await drawCertificate(badge);
      return sendDocument(request, reply, { body, type: 'application/pdf', maxAge, fileName, isPrivate: !badge.shown });
    },
  );

  for (const [folder, kind] of [
    ['micro-credentials', 'micro-credential'],
    ['stacks', 'stack'],
  ] as const) {
    server.get(
      `/art/${folder}/:file`,
      {
        config: { access: anyone },
        schema: {
          tags,
          summary: `The plain picture of a ${kind}: its id with .png or .svg`,
          params: z.object({ file: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(png|svg)$/) }),
        },
      },
      async (request, reply) => {
        const [id = '', form] = request.params.file.split('.');
        const art = await findArt(database, kind, id);
        if (!art) throw notFound('picture');
        return form === 'svg'
          ? sendDocument(request, reply, { body: drawSvg(art), type: 'image/svg+xml', maxAge: 3600 })
          : sendDocument(request, reply, { body: Buffer.from(await drawPng(art)), type: 'image/png', maxAge: 3600 });
      },
    );
  }
}
