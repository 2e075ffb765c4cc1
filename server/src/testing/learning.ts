import fc from 'fast-check';
import { bringCourse, bringSurvey, CourseDefinition, SurveyDefinition } from '../learning/index.ts';
import { anOrganization } from './builders.ts';
import type { TestApp } from './test-app.ts';

/** A small complete course: two units, the second with a discussion, each with something required. */
export function aCourseDefinition(overrides: Partial<CourseDefinition> = {}): CourseDefinition {
  return CourseDefinition.parse({
    title: 'Learning Differences',
    summary: 'See how students differ in what they carry in their heads.',
    description: 'Two units to read, watch and try.',
    hours: 4,
    units: [
      {
        id: 'memory',
        title: 'Working memory',
        purpose: 'What it is and where it shows.',
        alignedTo: { stacks: [], microCredentials: [] },
        resources: [
          { id: 'read', kind: 'text', title: 'A desk that is too small', required: true, text: 'Imagine a desk.' },
          { id: 'more', kind: 'link', title: 'Further reading', required: false, url: 'https://example.org/memory' },
        ],
      },
      {
        id: 'classroom',
        title: 'In the classroom',
        purpose: 'What to change on Monday.',
        alignedTo: { stacks: [], microCredentials: [] },
        discussionPrompt: 'What will you try first?',
        resources: [{ id: 'try', kind: 'text', title: 'Try it', required: true, text: 'Give one instruction at a time.' }],
      },
    ],
    ...overrides,
  });
}

/** A published course of an organization. */
export async function aCourse(
  app: TestApp,
  overrides: { organizationId?: string; definition?: CourseDefinition } = {},
): Promise<{ courseId: string; slug: string; organizationId: string }> {
  const organizationId = overrides.organizationId ?? (await anOrganization(app.database)).id;
  const slug = `course-${crypto.randomUUID()}`;
  const definition = overrides.definition ?? aCourseDefinition();
  const courseId = await app.database
    .transaction()
    .execute((transaction) => bringCourse(transaction, { slug, organizationId, definition, demo: false }));
  return { courseId, slug, organizationId };
}

/** A small survey whose second question hangs on the first. */
export function aSurveyDefinition(overrides: Partial<SurveyDefinition> = {}): SurveyDefinition {
  return SurveyDefinition.parse({
    title: 'Your own learning',
    introduction: 'Five minutes.',
    anonymous: false,
    changeable: true,
    sections: [
      {
        id: 'habits',
        title: 'Habits',
        questions: [
          {
            id: 'formal',
            kind: 'single-choice',
            title: 'Have you taken a course this year?',
            required: true,
            options: [
              { id: 'yes', label: 'Yes' },
              { id: 'no', label: 'No' },
            ],
          },
          {
            id: 'which',
            kind: 'short-text',
            title: 'Which one?',
            required: true,
            showWhen: { match: 'all', tests: [{ question: 'formal', is: 'one-of', options: ['yes'] }] },
          },
          { id: 'worth', kind: 'scale', title: 'How much did it change?', required: false, from: 1, to: 5, low: 'Nothing', high: 'A lot' },
        ],
      },
    ],
    ...overrides,
  });
}

/** A published survey of an organization. */
export async function aSurvey(
  app: TestApp,
  overrides: { organizationId?: string; definition?: SurveyDefinition } = {},
): Promise<{ surveyId: string; organizationId: string }> {
  const organizationId = overrides.organizationId ?? (await anOrganization(app.database)).id;
  const definition = overrides.definition ?? aSurveyDefinition();
  const surveyId = await app.database
    .transaction()
    .execute((transaction) => bringSurvey(transaction, { organizationId, definition, demo: false }));
  return { surveyId, organizationId };
}

const words = fc.constantFrom('Why', 'What for', 'How often', 'With whom');
const options = fc.constant(['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase() })));
const steps = { from: fc.constant(1), to: fc.constant(5), low: fc.constant(''), high: fc.constant('') };

/** Any valid survey of up to 12 questions, with rules that look back. */
export const anySurvey: fc.Arbitrary<SurveyDefinition> = fc
  .array(
    fc.record({
      head: fc.record({ title: words, required: fc.boolean() }),
      content: fc.oneof(
        fc.record({ kind: fc.constant('single-choice' as const), options }),
        fc.record({ kind: fc.constant('several' as const), options }),
        fc.record({ kind: fc.constant('scale' as const), ...steps }),
        fc.record({ kind: fc.constant('number' as const) }),
        fc.record({ kind: fc.constant('short-text' as const) }),
        fc.record({ kind: fc.constant('date' as const) }),
        fc.record({ kind: fc.constant('matrix' as const), rows: options, ...steps }),
      ),
      rule: fc.option(
        fc.record({
          match: fc.constantFrom('all' as const, 'any' as const),
          tests: fc.array(
            fc.record({
              back: fc.nat(11),
              is: fc.constantFrom('answered', 'one-of', 'none-of', 'at-least', 'at-most'),
              options: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
              value: fc.integer({ min: 0, max: 6 }),
            }),
            { minLength: 1, maxLength: 3 },
          ),
        }),
        { nil: undefined },
      ),
      newSection: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) => {
    const kinds = drawn.map(({ content }) => content.kind);
    const sections: { id: string; title: string; questions: unknown[] }[] = [];
    drawn.forEach(({ head, content, rule, newSection }, index) => {
      const tests = (rule?.tests ?? [])
        .filter(() => index > 0)
        .map(({ back, is, options: chosen, value }) => {
          const about = back % index;
          const question = `q${about}`;
          const kind = kinds[about];
          if ((is === 'one-of' || is === 'none-of') && (kind === 'single-choice' || kind === 'several'))
            return { question, is, options: chosen };
          if ((is === 'at-least' || is === 'at-most') && (kind === 'scale' || kind === 'number')) return { question, is, value };
          return { question, is: 'answered' };
        });
      if (newSection || !sections.length) sections.push({ id: `s${index}`, title: 'Part', questions: [] });
      sections.at(-1)?.questions.push({
        id: `q${index}`,
        ...head,
        ...content,
        ...(rule && tests.length ? { showWhen: { match: rule.match, tests } } : {}),
      });
    });
    return SurveyDefinition.parse({ title: 'Any', introduction: 'Any.', anonymous: false, changeable: false, sections });
  });
