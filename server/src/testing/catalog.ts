import { randomUUID } from 'node:crypto';
import type { Definition } from '../catalog/definition.ts';
import { publishVersion } from '../catalog/index.ts';
import type { Database } from '../platform/database/database.ts';
import { anOrganization } from './builders.ts';

const passing = [
  { id: 'not-yet', name: 'Not yet' },
  { id: 'passing', name: 'Passing' },
];

/** A small complete definition: an overview, a work example with two criteria, a reflection. */
export function aDefinition(overrides: Partial<Definition> = {}): Definition {
  return {
    title: 'Checking for Understanding',
    competency: 'Educator checks what every student understood before the lesson goes on.',
    keyMethod: { name: 'Pause and probe', description: 'A short question to all, answered by all, read at once.' },
    methodComponents: [{ id: 'ask', title: 'Ask everyone', description: 'One question that shows the thinking, not the answer.' }],
    research: [
      { citation: 'Black, P., & Wiliam, D. (1998). Inside the black box.', annotation: 'Feedback that is acted upon moves learning.' },
    ],
    resources: [],
    parts: [
      {
        id: 'overview',
        kind: 'overview',
        title: 'Overview',
        instructions: 'Tell us about your class.',
        requirements: [{ id: 'context', title: 'Whom do you teach?', kinds: ['text'], min: 1, max: 1, maxWords: 200 }],
        levels: passing,
        criteria: [
          {
            id: 'clear',
            title: 'The class is described',
            descriptors: { 'not-yet': 'Something is missing.', passing: 'One can picture the class.' },
          },
        ],
        passing: { level: 'passing', criteria: 'all' },
      },
      {
        id: 'work-examples',
        kind: 'work-examples',
        title: 'Work examples',
        instructions: 'Show the check and what came of it.',
        requirements: [{ id: 'artifact', title: 'The check itself', kinds: ['document', 'image', 'link'], min: 1, max: 2 }],
        levels: [
          { id: 'developing', name: 'Developing' },
          { id: 'basic', name: 'Basic' },
          { id: 'proficient', name: 'Proficient' },
        ],
        criteria: ['question', 'response'].map((id) => ({
          id,
          title: id === 'question' ? 'The question shows thinking' : 'Teaching responds to the answers',
          descriptors: { developing: 'Hardly.', basic: 'In part.', proficient: 'Clearly.' },
        })),
        passing: { level: 'proficient', criteria: 'all' },
      },
      {
        id: 'reflection',
        kind: 'reflection',
        title: 'Reflection',
        instructions: 'Look back.',
        requirements: [{ id: 'learned', title: 'What did you learn?', kinds: ['text'], min: 1, max: 1, maxWords: 200 }],
        levels: passing,
        criteria: [
          {
            id: 'honest',
            title: 'The reflection is specific',
            descriptors: { 'not-yet': 'It stays general.', passing: 'It names what changed.' },
          },
        ],
        passing: { level: 'passing', criteria: 'all' },
      },
    ],
    alignments: [],
    topics: ['formative-assessment'],
    difficulty: 1,
    hours: 8,
    language: 'en-US',
    ...overrides,
  };
}

/** A published micro-credential with its version and issuer. */
export async function aMicroCredential(
  database: Database,
  overrides: { issuerId?: string; slug?: string; definition?: Definition } = {},
): Promise<{ microCredentialId: string; versionId: string; issuerId: string; slug: string; definition: Definition }> {
  const issuerId = overrides.issuerId ?? (await anOrganization(database)).id;
  const slug = overrides.slug ?? `micro-credential-${randomUUID()}`;
  const definition = overrides.definition ?? aDefinition();
  const published = await database
    .transaction()
    .execute((transaction) => publishVersion(transaction, { microCredentialSlug: slug, issuerId, definition }));
  return { microCredentialId: published.microCredentialId, versionId: published.versionId, issuerId, slug, definition };
}
