import type { App } from '../app.ts';
import { readDemo } from './demo-content.ts';
import { liveEndorsements } from './live-endorsements.ts';
import { liveEvaluation } from './live-evaluation.ts';
import { liveJourneys } from './live-journeys.ts';
import { liveLearning } from './live-learning.ts';
import { liveRosters } from './live-rosters.ts';
import { liveTalent } from './live-talent.ts';
import { loadCatalog } from './load-catalog.ts';
import { loadEmployment } from './load-employment.ts';
import { loadHistory } from './load-history.ts';
import { loadPrograms } from './load-programs.ts';

/**
 * Loads the demo where it is not there yet. Organizations, people and the catalog are written at once; the journeys are then lived
 * through the public API, as people would, so that what the demo shows is what the product does.
 *
 * @param report told of each step
 */
export async function loadDemo(app: App, report: (line: string) => void): Promise<void> {
  const { ground } = app;
  const demo = readDemo();
  const [first] = demo.organizations;
  const known = await ground.database
    .selectFrom('organization')
    .select('id')
    .where('slug', '=', first?.slug ?? '')
    .executeTakeFirst();
  if (!known) {
    await ground.database.transaction().execute((transaction) => loadCatalog(transaction, demo));
    report(
      `${demo.organizations.length} organizations, ${demo.people.length} people, ${demo.microCredentials.length} micro-credentials, ${demo.stacks.length} stacks`,
    );
  }
  const emails = new Map(demo.people.map(({ key, email }) => [key, email]));
  const chosen = await liveEvaluation(app, emails);
  if (chosen) report(`${chosen} settings, phrases and anchors of evaluation`);
  const lived = await liveJourneys(app, demo);
  if (lived) report(`${lived} journeys, lived through the API`);
  const { courses, surveys, groups } = await liveLearning(app, demo);
  if (courses + surveys + groups) report(`${courses} courses, ${surveys} surveys, ${groups} groups, with their people`);
  const programs = await loadPrograms(app);
  if (programs) report(`${programs} programs with what their awards are worth`);
  const employed = await loadEmployment(app, emails);
  if (employed) report(`${employed} employment records, with HR numbers`);
  const rosters = await liveRosters(app);
  if (rosters) report(`${rosters} rosters, with schools and who works there`);
  const found = await liveTalent(app, new Map(demo.people.map(({ key, ...person }) => [key, person])));
  if (found) report(`${found} educators who agreed to be found, with awards of earlier years`);
  const endorsed = await liveEndorsements(app, emails);
  if (endorsed) report(`${endorsed} endorsements, signed`);
  const history = await loadHistory(app);
  if (history) report(`${history} awards of earlier years, approved, claimed and paid`);
}
