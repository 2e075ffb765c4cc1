import { awardConsumers, awardPages, awardRoutes, awardsHolding, startImports } from './awards/index.ts';
import { catalogPages, catalogRoutes } from './catalog/index.ts';
import { communityConsumers, communityHolding, communityRoutes } from './community/index.ts';
import { demoRoutes } from './demo/demo-routes.ts';
import { evaluationConsumers, evaluationHolding, evaluationRoutes } from './evaluation/index.ts';
import { authorizationServer, exchangeHolding, exchangeRoutes, vcApiLists } from './exchange/index.ts';
import { createAuthentication, createProveItIsYou, identityHolding, identityRoutes } from './identity/index.ts';
import { learningHolding, learningPages, learningRoutes } from './learning/index.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { OpenDatabase } from './platform/database/database.ts';
import { type Consumer, createEvents } from './platform/events.ts';
import type { Ground } from './platform/ground.ts';
import { type DeclaredRoute, guardRoutes } from './platform/http/access.ts';
import { keepAnswers } from './platform/http/kept-answers.ts';
import { addOperationRoutes } from './platform/http/operation-routes.ts';
import { type PublicPageRoute, servePages } from './platform/http/pages.ts';
import { explainProblems, showProblemsToPeople } from './platform/http/problem-pages.ts';
import { startPublicCache } from './platform/http/public-cache.ts';
import { answerUnknownAddresses, createServer, type Server } from './platform/http/server.ts';
import type { Jobs } from './platform/jobs/jobs.ts';
import { startMail } from './platform/mail/mail.ts';
import { clamdScan } from './platform/scan/clamd.ts';
import { loadSecrets } from './platform/secrets.ts';
import { openStorage } from './platform/storage/open-storage.ts';
import { fileNotices, portfolioHolding, portfolioRoutes } from './portfolio/index.ts';
import { privacyRoutes } from './privacy/index.ts';
import {
  recognitionConsumers,
  recognitionHolding,
  recognitionPages,
  recognitionRoutes,
  startCatchingUp,
  startFolding,
  startInsight,
  startPreApproval,
  startRosters,
  startSettling,
  startSimulations,
} from './recognition/index.ts';

/** The composed application, not yet listening. */
export interface App {
  server: Server;
  ground: Ground;
  /** Every route with its policy, for the authorization table. */
  routes: DeclaredRoute[];
}

/**
 * Composes the capabilities; the only file that knows them all.
 *
 * @param jobs started jobs on the same database
 */
export async function createApp(config: Config, open: OpenDatabase, jobs: Jobs, clock: Clock = systemClock): Promise<App> {
  const { database, pool } = open;
  const consumers: Consumer[] = [];
  const ground: Ground = {
    config,
    database,
    pool,
    jobs,
    mail: await startMail(config, jobs),
    events: createEvents(database, jobs, consumers),
    secrets: loadSecrets(config),
    storage: await openStorage(config),
    scan: config.clamd ? clamdScan(config.clamd) : null,
    clock,
  };
  const server = await createServer(config);
  const authentication = createAuthentication(ground, [authorizationServer(ground)]);
  const routes = guardRoutes(server, database, authentication.findCaller);
  addOperationRoutes(server, ground, [fileNotices, async () => [ground.secrets.envelopes.trouble() ?? []].flat()]);
  const cache = await startPublicCache(open.url);
  server.addHook('onClose', () => cache.close());
  keepAnswers(server, cache);
  await identityRoutes(server, ground, authentication);
  catalogRoutes(server, ground, cache);
  await portfolioRoutes(server, ground);
  await evaluationRoutes(server, ground);
  awardRoutes(server, ground, vcApiLists(ground));
  recognitionRoutes(server, ground);
  await exchangeRoutes(server, ground, authentication);
  await learningRoutes(server, ground);
  communityRoutes(server, ground);
  await privacyRoutes(server, ground, createProveItIsYou(ground, authentication), [
    identityHolding(ground),
    portfolioHolding(ground),
    evaluationHolding(ground),
    awardsHolding(ground),
    recognitionHolding(ground),
    learningHolding(ground),
    communityHolding(ground),
    exchangeHolding(ground),
  ]);
  if (config.demo) demoRoutes(server, ground);
  consumers.push(...evaluationConsumers(ground), ...awardConsumers(ground), ...recognitionConsumers(ground), ...communityConsumers(ground));
  const pages: PublicPageRoute[] = [...catalogPages, ...awardPages, ...learningPages, ...recognitionPages];
  const renderProblem = await servePages(server, config.webFolder, config.url, pages, cache);
  explainProblems(server, renderProblem);
  showProblemsToPeople(server, renderProblem);
  answerUnknownAddresses(server, renderProblem);
  await ground.events.start();
  await startImports(ground);
  await startSettling(ground);
  await startCatchingUp(ground);
  await startFolding(ground);
  await startPreApproval(ground);
  await startRosters(ground);
  await startInsight(ground);
  await startSimulations(ground);
  await server.ready();
  return { server, ground, routes };
}
