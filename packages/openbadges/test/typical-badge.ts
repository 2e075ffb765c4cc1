import { contextsFor } from '../src/contexts.ts';
import { hashIdentity } from '../src/model/identity.ts';
import type { Achievement, OpenBadgeCredential, Profile } from '../src/model/types.ts';
import { freeze } from '../src/template/document-builder.ts';

const address = 'https://badges.example/micro-credentials/questions/versions/3';

/** The rubric of the micro-credential, four criteria of three levels. */
const criteria = ['Purpose', 'Depth', 'Voice', 'Reflection'].map((name, criterion) => ({
  id: `${address}#${criterion}`,
  type: ['ResultDescription'],
  name,
  resultType: 'RubricCriterionLevel',
  requiredLevel: `${address}#${criterion}.1`,
  rubricCriterionLevel: ['Basic', 'Developing', 'Proficient'].map((level, rank) => ({
    id: `${address}#${criterion}.${rank}`,
    type: ['RubricCriterionLevel'],
    name: level,
    level: String(rank + 1),
  })),
}));

/** A uuid of an earner's, different for each kind. */
const uuid = (kind: number, earner: number) => `urn:uuid:7f0a1c7e-2f0d-4a34-8d3${kind}-${earner.toString(16).padStart(12, '0')}`;

const achievements = new WeakMap<Profile, Achievement>();

/** The achievement, made once for all badges of an issuer and never changed, as one does in a batch. */
function achievementOf(issuer: Profile): Achievement {
  const known = achievements.get(issuer);
  if (known) return known;
  const made = freeze<Achievement>({
    id: address,
    type: ['Achievement'],
    achievementType: 'MicroCredential',
    name: 'Crafting Driving Questions',
    description: 'The educator writes questions that carry a project from curiosity to a product that students are proud of.',
    criteria: { id: address, narrative: 'Awarded on evidence that evaluators scored against the rubric below.' },
    creator: issuer,
    image: { id: 'https://badges.example/art/questions.png', type: 'Image', caption: 'A question mark made of paths' },
    inLanguage: 'en',
    version: '3',
    tag: ['inquiry', 'questions', 'projects'],
    alignment: ['1.4', '2.7'].map((targetCode) => ({
      type: ['Alignment'],
      targetName: `Standard ${targetCode}`,
      targetCode,
      targetUrl: `https://standards.example/${targetCode}`,
    })),
    resultDescription: criteria,
  });
  achievements.set(issuer, made);
  return made;
}

/**
 * A badge of one earner among many, as a platform awards them: some 5.5 kB of JSON and 140 statements, seven nodes without an id. What
 * differs between earners is their ids, their hashed address, their levels and their evidence.
 */
export function aTypicalBadge(earner: number, issuer: Profile): OpenBadgeCredential {
  return {
    '@context': contextsFor({ extensions: false }),
    id: uuid(0, earner),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Crafting Driving Questions',
    issuer,
    validFrom: '2026-09-01T12:00:00Z',
    awardedDate: '2026-09-01T12:00:00Z',
    credentialSubject: {
      id: uuid(1, earner),
      type: ['AchievementSubject'],
      identifier: [hashIdentity(`earner-${earner}@example.org`, `salt ${earner}`)],
      achievement: achievementOf(issuer),
      result: criteria.map((criterion, index) => ({
        type: ['Result'],
        resultDescription: criterion.id,
        achievedLevel: `${criterion.id}.${1 + ((earner >> index) % 2)}`,
      })),
    },
    evidence: Array.from({ length: 3 }, (_, index) => ({
      id: uuid(2 + index, earner),
      type: ['Evidence'],
      name: `Lesson plan ${index + 1}`,
      narrative: `What class ${earner % 30} asked, and what came of it.`,
    })),
  };
}
