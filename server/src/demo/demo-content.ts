import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Definition } from '../catalog/definition.ts';
import { issuerRoles, recognizerRoles } from '../platform/http/access.ts';

/** The demo as data files in demo/, read and checked. */
export const demoFolder = resolve(import.meta.dirname, '../../../demo');

const DemoOrganization = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.array(z.enum(['issuer', 'recognizer'])),
  tagline: z.string(),
  description: z.string(),
  website: z.url(),
  color: z.string(),
  country: z.string(),
  timezone: z.string(),
});
const DemoPerson = z.object({
  key: z.string(),
  name: z.string(),
  email: z.email(),
  headline: z.string(),
  memberships: z.array(z.object({ organization: z.string(), roles: z.array(z.enum([...issuerRoles, ...recognizerRoles])) })),
});
const DemoMicroCredential = z.object({ slug: z.string(), issuer: z.string(), definition: Definition });
const DemoStack = z.object({
  slug: z.string(),
  issuer: z.string(),
  title: z.string(),
  description: z.string(),
  rule: z.union([z.object({ kind: z.literal('all') }), z.object({ kind: z.literal('count'), count: z.int() })]),
  members: z.array(z.string()),
});
const DemoEvidence = z.object({
  requirement: z.string(),
  kind: z.enum(['link', 'image', 'document', 'audio', 'video']),
  title: z.string(),
  url: z.url().optional(),
  file: z.string().optional(),
});
const DemoJourney = z.object({
  earner: z.string(),
  microCredential: z.string(),
  state: z.enum(['started', 'ready', 'submitted', 'in-evaluation', 'not-yet', 'revising', 'earned']),
  answers: z.record(z.string(), z.string()).default({}),
  evidence: z.array(DemoEvidence).default([]),
  evaluator: z.string().optional(),
  scores: z.record(z.string(), z.object({ level: z.string(), feedback: z.string() })).default({}),
  overallFeedback: z.string().optional(),
  shareEvidence: z.array(z.string()).default([]),
  revisedAnswers: z.record(z.string(), z.string()).default({}),
});
export type DemoJourney = z.infer<typeof DemoJourney>;

/** A data file of the demo, unchecked. */
export const readDemoFile = (name: string): unknown => JSON.parse(readFileSync(join(demoFolder, name), 'utf8'));
/** Every data file of a folder of the demo, unchecked. */
export const readDemoFolder = (folder: string) =>
  readdirSync(join(demoFolder, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readDemoFile(join(folder, name)));

/** Reads every file of the demo; a wrong one throws and names the path. */
export function readDemo() {
  return {
    organizations: z.array(DemoOrganization).parse(readDemoFile('organizations.json')),
    people: z.array(DemoPerson).parse(readDemoFile('people.json')),
    microCredentials: z.array(DemoMicroCredential).parse(readDemoFolder('micro-credentials')),
    stacks: z.array(DemoStack).parse(readDemoFolder('stacks')),
    journeys: z.array(DemoJourney).parse(readDemoFile('journeys.json')),
  };
}
