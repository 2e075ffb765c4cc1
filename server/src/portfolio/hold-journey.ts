import { sql } from 'kysely';
import type { Definition, EvidenceRequirement } from '../catalog/definition.ts';
import type { Writing } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { journeyClosed, noSuchRequirement, partPassed } from './problems.ts';

/** A journey held by this transaction: nobody else changes or submits it until the transaction ends. */
export interface HeldJourney {
  id: string;
  earnerId: string;
  microCredentialId: string;
  versionId: string;
  state: 'drafting' | 'submitted' | 'not-yet' | 'earned' | 'withdrawn';
  passedParts: string[];
  definition: Definition;
}

/**
 * Takes an earner's journey for the rest of the transaction.
 *
 * @throws {Problem} 404 for strangers
 */
export async function holdJourney(transaction: Writing, journeyId: string, earnerId: string): Promise<HeldJourney> {
  const { rows } = await sql<HeldJourney>`
    select journey.id, journey.earner_id as "earnerId", journey.micro_credential_id as "microCredentialId",
      journey.version_id as "versionId", journey.state, journey.passed_parts as "passedParts", version.definition
    from journey join micro_credential_version version on version.id = journey.version_id
    where journey.id = ${journeyId} and journey.earner_id = ${earnerId}
    for update of journey`.execute(transaction);
  const [journey] = rows;
  if (!journey) throw notFound('journey');
  return journey;
}

/**
 * The same, where the earner is about to change something of one requirement.
 *
 * @throws {Problem} 409 `journey-closed`, `part-passed`; 400 `no-such-requirement`
 */
export async function holdRequirement(
  transaction: Writing,
  { journeyId, earnerId, partId, requirementId }: { journeyId: string; earnerId: string; partId: string; requirementId: string },
): Promise<{ journey: HeldJourney; requirement: EvidenceRequirement }> {
  const journey = await holdJourney(transaction, journeyId, earnerId);
  requireOpen(journey);
  if (journey.passedParts.includes(partId)) throw partPassed();
  const part = journey.definition.parts.find((candidate) => candidate.id === partId);
  const requirement = part?.requirements.find((candidate) => candidate.id === requirementId);
  if (!requirement) throw noSuchRequirement();
  return { journey, requirement };
}

/** @throws {Problem} 409 `journey-closed` unless the earner may work on it */
export function requireOpen({ state }: Pick<HeldJourney, 'state'>): void {
  if (state !== 'drafting' && state !== 'not-yet') throw journeyClosed(state);
}
