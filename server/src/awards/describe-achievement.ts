import {
  type Achievement,
  type Alignment,
  achievementLanguage,
  type Profile,
  type Related,
  type Result,
  type ResultDescription,
} from '@brevet/openbadges';
import type { SubmissionPart } from '../catalog/definition.ts';
import type { LoadedVersion } from '../catalog/index.ts';
import { addresses, asIri } from './addresses.ts';

/** The id of a criterion's result description, and of a level in it, inside an achievement. */
export const criterionId = (achievementId: string, partId: string, criterion: string) => `${achievementId}#${partId}.${criterion}`;
export const levelId = (achievementId: string, partId: string, criterion: string, level: string) =>
  `${criterionId(achievementId, partId, criterion)}.${level}`;

/**
 * The achievement of a micro-credential version in the words of Open Badges 3.0. Its id is the address of that version's page, which
 * never changes: whoever looks it up reads what was asked of this earner.
 *
 * @param creator the issuer; the same profile that signs, so that verifiers see one organization
 */
export function describeVersion(version: LoadedVersion, { url, creator }: { url: string; creator: Profile }): Achievement {
  const { definition } = version;
  const at = addresses(url);
  const id = at.version(version.slug, version.number);
  const alignment = definition.alignments.flatMap(describeAlignment);
  return {
    id,
    type: ['Achievement'],
    achievementType: 'MicroCredential',
    name: definition.title,
    description: definition.competency,
    criteria: { id, narrative: narrate(definition.parts) },
    image: { id: at.art('micro-credentials', version.microCredentialId), type: 'Image', caption: definition.competency },
    creator,
    ...(alignment.length ? { alignment } : {}),
    tag: definition.topics,
    ...inLanguage([definition.language]),
    version: String(version.number),
    resultDescription: definition.parts.flatMap((part) => describeCriteria(id, part)),
  };
}

/** The level that an evaluator set for each criterion. */
export function describeResults(
  achievementId: string,
  scores: readonly { partId: string; criterionId: string; levelId: string }[],
): Result[] {
  return scores.map((score) => ({
    type: ['Result'],
    resultDescription: criterionId(achievementId, score.partId, score.criterionId),
    achievedLevel: levelId(achievementId, score.partId, score.criterionId, score.levelId),
  }));
}

/** A stack as its badge describes it. */
export interface DescribedStack {
  id: string;
  slug: string;
  title: string;
  description: string;
  rule: { kind: 'all' } | { kind: 'count'; count: number };
  members: { slug: string; number: number; title: string; language: string }[];
}

/** The achievement of a stack; its members are named as related achievements, and their language is its own where they share one. */
export function describeStack(stack: DescribedStack, { url, creator }: { url: string; creator: Profile }): Achievement {
  const at = addresses(url);
  const id = at.stack(stack.slug);
  const asked =
    stack.rule.kind === 'all'
      ? 'An educator earns every micro-credential of this stack:'
      : `An educator earns ${stack.rule.count} of the ${stack.members.length} micro-credentials of this stack:`;
  return {
    id,
    type: ['Achievement'],
    achievementType: 'MicroCredential',
    name: stack.title,
    description: stack.description,
    criteria: { id, narrative: `${asked}\n\n${stack.members.map(({ title }) => `- ${title}`).join('\n')}` },
    image: { id: at.art('stacks', stack.id), type: 'Image', caption: stack.title },
    creator,
    ...inLanguage(stack.members.map(({ language }) => language)),
    related: stack.members.map(
      ({ slug, number }): Related => ({ id: at.version(slug, number), type: ['Related'], version: String(number) }),
    ),
  };
}

/** The language that all share, as badges name it. */
function inLanguage(tags: readonly string[]): { inLanguage?: string } {
  const [language, ...others] = new Set(tags.map(achievementLanguage));
  return language === undefined || others.length ? {} : { inLanguage: language };
}

/** The scoring guide in a page of Markdown: what is handed in, what it is judged by. */
function narrate(parts: readonly SubmissionPart[]): string {
  const sections = parts.map((part) => {
    const standard = part.levels.find(({ id }) => id === part.passing.level)?.name ?? '';
    const enough = part.passing.criteria === 'all' ? 'each criterion' : `${part.passing.criteria} of ${part.criteria.length} criteria`;
    const asked = part.requirements.map(({ title }) => `- ${title}`).join('\n');
    const judged = part.criteria.map(({ title, descriptors }) => `- **${title}**: ${descriptors[part.passing.level] ?? ''}`).join('\n');
    return `## ${part.title}\n\nHanded in:\n\n${asked}\n\nPasses with “${standard}” or better in ${enough}:\n\n${judged}`;
  });
  return `Awarded on evidence that evaluators scored against this guide.\n\n${sections.join('\n\n')}`;
}

function describeCriteria(achievementId: string, part: SubmissionPart): ResultDescription[] {
  // where enough criteria suffice, a single one asks for no more than the floor
  const required = part.passing.criteria === 'all' ? part.passing.level : part.passing.floor;
  return part.criteria.map((criterion) => ({
    id: criterionId(achievementId, part.id, criterion.id),
    type: ['ResultDescription'],
    name: criterion.title,
    resultType: 'RubricCriterionLevel',
    ...(required ? { requiredLevel: levelId(achievementId, part.id, criterion.id, required) } : {}),
    rubricCriterionLevel: part.levels.map((level, index) => ({
      id: levelId(achievementId, part.id, criterion.id, level.id),
      type: ['RubricCriterionLevel'],
      name: level.name,
      level: String(index + 1),
      description: criterion.descriptors[level.id] ?? level.name,
    })),
  }));
}

function describeAlignment(alignment: LoadedVersion['definition']['alignments'][number]): Alignment[] {
  const targetUrl = asIri(alignment.targetUrl);
  if (!targetUrl) return [];
  const { targetName, targetFramework, targetCode, targetDescription } = alignment;
  return [
    {
      type: ['Alignment'],
      targetName,
      targetUrl,
      ...(targetFramework ? { targetFramework } : {}),
      ...(targetCode ? { targetCode } : {}),
      ...(targetDescription ? { targetDescription } : {}),
    },
  ];
}
