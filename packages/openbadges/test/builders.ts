import { contextsFor } from '../src/contexts.ts';
import type { AchievementSubject, OpenBadgeCredential, Profile } from '../src/model/types.ts';

/** An issuer profile. */
export function anIssuer(overrides: Partial<Profile> = {}): Profile {
  return { id: 'did:web:badges.example', type: ['Profile'], name: 'Example District', url: 'https://badges.example/', ...overrides };
}

/** Somebody who reached the level Mastered of the one criterion. */
export function aSubject(overrides: Partial<AchievementSubject> = {}): AchievementSubject {
  return {
    id: 'urn:uuid:0a3e8d5b-6c1f-4a2e-9d5c-0f2b7c1e4a90',
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://badges.example/achievements/data-literacy',
      type: ['Achievement'],
      name: 'Data Literacy for Teachers',
      description: 'Uses classroom data to plan instruction — “weekly”.',
      achievementType: 'MicroCredential',
      criteria: { narrative: 'Submit **three** lesson plans and a reflection.' },
      image: { id: 'https://badges.example/images/data-literacy.png', type: 'Image', caption: 'A bar chart' },
      inLanguage: 'en',
      tag: ['data', 'instruction'],
      creator: { id: 'did:web:badges.example', type: ['Profile'], name: 'Example District' },
      alignment: [
        {
          type: ['Alignment'],
          targetName: 'ISTE 2.7a',
          targetUrl: 'https://iste.example/2.7a',
          targetCode: '2.7a',
          targetFramework: 'ISTE',
        },
      ],
      resultDescription: [
        {
          id: 'urn:uuid:11111111-1111-4111-8111-111111111111',
          type: ['ResultDescription'],
          name: 'Lesson plans',
          resultType: 'RubricCriterionLevel',
          requiredLevel: 'urn:uuid:33333333-3333-4333-8333-333333333333',
          rubricCriterionLevel: [
            {
              id: 'urn:uuid:22222222-2222-4222-8222-222222222222',
              type: ['RubricCriterionLevel'],
              name: 'Emerging',
              level: '1',
              points: '1',
            },
            {
              id: 'urn:uuid:33333333-3333-4333-8333-333333333333',
              type: ['RubricCriterionLevel'],
              name: 'Mastered',
              level: '2',
              points: '2',
            },
          ],
        },
      ],
    },
    identifier: [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: 'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
        identityType: 'emailAddress',
        salt: 'Kosher',
      },
    ],
    result: [
      {
        type: ['Result'],
        resultDescription: 'urn:uuid:11111111-1111-4111-8111-111111111111',
        achievedLevel: 'urn:uuid:33333333-3333-4333-8333-333333333333',
      },
    ],
    ...overrides,
  };
}

/** A complete badge, not signed. */
export function aBadge(overrides: Partial<OpenBadgeCredential> = {}): OpenBadgeCredential {
  return {
    '@context': contextsFor({ extensions: false }),
    id: 'urn:uuid:7f0a1c7e-2f0d-4a34-8d3e-8a0f2b1c9d77',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Data Literacy for Teachers',
    issuer: anIssuer(),
    validFrom: '2026-09-01T12:00:00Z',
    awardedDate: '2026-09-01T12:00:00Z',
    credentialSubject: aSubject(),
    evidence: [
      {
        id: 'urn:uuid:5d6a7f2c-9b3c-4f6e-8a55-2f1d7c9e0b11',
        type: ['Evidence'],
        name: 'Lesson plan 1',
        narrative: 'Planned with the team of year 5.',
        genre: 'Lesson plan',
      },
    ],
    ...overrides,
  };
}
