import type { App } from '../app.ts';
import { bringCourse, bringSurvey } from '../learning/index.ts';
import { type Actor, actAs } from './acting.ts';
import type { readDemo } from './demo-content.ts';
import { type DemoCourse, type DemoGroup, type DemoSurvey, readLearning } from './learning-content.ts';

/**
 * Brings the demo's courses, surveys and groups: texts as their organizations published them, all else lived through the public API by
 * their people. What is there already is left as it stands.
 *
 * @returns how many of each are new
 */
export async function liveLearning(
  app: App,
  { people }: ReturnType<typeof readDemo>,
): Promise<{ courses: number; surveys: number; groups: number }> {
  const content = readLearning();
  const emails = new Map(people.map(({ key, email }) => [key, email]));
  const actors = new Map<string, Promise<Actor>>();
  const actor = (key: string): Promise<Actor> => {
    const known = actors.get(key) ?? actAs(app, emails.get(key) ?? key);
    actors.set(key, known);
    return known;
  };
  const made = { courses: 0, surveys: 0, groups: 0 };
  for (const course of content.courses) if (await liveCourse(app, course, actor)) made.courses += 1;
  for (const survey of content.surveys) if (await liveSurvey(app, survey, actor)) made.surveys += 1;
  for (const group of content.groups) if (await liveGroup(app, group, actor)) made.groups += 1;
  return made;
}

type Actors = (key: string) => Promise<Actor>;

const organizationId = async ({ ground }: App, slug: string): Promise<string> =>
  (await ground.database.selectFrom('organization').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id;

async function liveCourse(app: App, course: DemoCourse, actor: Actors): Promise<boolean> {
  const { database } = app.ground;
  const known = await database.selectFrom('course').select('id').where('slug', '=', course.slug).executeTakeFirst();
  if (known) return false;
  const owner = await organizationId(app, course.organization);
  const courseId = await database
    .transaction()
    .execute((transaction) =>
      bringCourse(transaction, { slug: course.slug, organizationId: owner, definition: course.definition, demo: true }),
    );
  for (const { person, done } of course.learners) {
    const learner = await actor(person);
    await learner.send('POST', `/api/v1/courses/${courseId}/enrolments`, {});
    for (const unit of course.definition.units)
      for (const resource of unit.resources)
        if (done.includes(`${unit.id}/*`) || done.includes(`${unit.id}/${resource.id}`))
          await learner.send('PUT', `/api/v1/courses/${courseId}/units/${unit.id}/resources/${resource.id}/completion`, { done: true });
  }
  for (const { unit, person, text, replies } of course.posts) {
    const at = `/api/v1/courses/${courseId}/units/${unit}/posts`;
    const { postId } = await (await actor(person)).send<{ postId: string }>('POST', at, { text });
    for (const reply of replies) await (await actor(reply.person)).send('POST', at, { text: reply.text, replyTo: postId });
  }
  return true;
}

async function liveSurvey(app: App, survey: DemoSurvey, actor: Actors): Promise<boolean> {
  const { database } = app.ground;
  const owner = await organizationId(app, survey.organization);
  const known = await database
    .selectFrom('survey')
    .innerJoin('survey_draft', 'survey_draft.survey_id', 'survey.id')
    .select('survey_draft.definition')
    .where('survey.organization_id', '=', owner)
    .execute();
  if (known.some(({ definition }) => (definition as { title: string }).title === survey.definition.title)) return false;
  const surveyId = await database
    .transaction()
    .execute((transaction) => bringSurvey(transaction, { organizationId: owner, definition: survey.definition, demo: true }));
  for (const { person, submit, answers } of survey.respondents) {
    const respondent = await actor(person);
    if (submit) await respondent.send('POST', `/api/v1/surveys/${surveyId}/submission`, { answers, revision: 0 });
    else await respondent.send('PUT', `/api/v1/surveys/${surveyId}/answers`, { answers, revision: 0 });
  }
  return true;
}

async function liveGroup(app: App, group: DemoGroup, actor: Actors): Promise<boolean> {
  const maker = await actor(group.maker);
  const mine = await maker.send<{ items: { name: string }[] }>('GET', '/api/v1/groups?limit=100');
  if (mine.items.some(({ name }) => name === group.name)) return false;
  const { name, purpose, kind, startsOn, endsOn, as } = group;
  const microCredentialIds = await Promise.all(
    group.microCredentials.map(async (slug) => (await maker.send<{ id: string }>('GET', `/api/v1/micro-credentials/${slug}`)).id),
  );
  const { groupId } = await maker.send<{ groupId: string }>('POST', '/api/v1/groups', {
    name,
    purpose,
    kind,
    startsOn,
    endsOn,
    as,
    microCredentialIds,
    organizationId: await organizationId(app, group.organization),
    sharesProgress: true,
  });
  const { link } = await maker.send<{ link: string }>('POST', `/api/v1/groups/${groupId}/links`, { days: 30 });
  const key = link.split('/').at(-1);
  for (const { person, shares } of group.members)
    await (await actor(person)).send('POST', `/api/v1/group-invitations/${key}/joining`, { sharesProgress: shares });
  for (const text of group.announcements) await maker.send('POST', `/api/v1/groups/${groupId}/announcements`, { text });
  return true;
}
