import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { tooManyPhrases } from '../problems.ts';

/** Words that come back: an evaluator's own, or an issuer's for all its evaluators. */
export interface Phrase {
  id: string;
  name: string;
  text: string;
  /** Null for one's own. */
  organizationId: string | null;
}

/** How many one person, or one organization, keeps. */
const most = 200;

/** One's own phrases and those of the organizations one scores for, by name. */
export async function phrasesFor(database: Database, personId: string, organizationIds: readonly string[]): Promise<Phrase[]> {
  return database
    .selectFrom('feedback_phrase')
    .select(['id', 'name', 'text', 'organization_id as organizationId'])
    .where(({ eb, or }) =>
      or([eb('person_id', '=', personId), ...(organizationIds.length ? [eb('organization_id', 'in', [...organizationIds])] : [])]),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(2 * most)
    .execute();
}

/**
 * Keeps a phrase.
 *
 * @param phrase.organizationId for all its evaluators; null for oneself. The route has asked whether one leads there.
 * @throws {Problem} 409 `too-many-phrases`
 */
export async function keepPhrase(
  database: Database,
  { personId, organizationId, name, text }: Omit<Phrase, 'id'> & { personId: string },
): Promise<Phrase> {
  const owner = organizationId ? { organization_id: organizationId } : { person_id: personId };
  const { kept } = await database
    .selectFrom('feedback_phrase')
    .select(({ fn }) => fn.countAll<number>().as('kept'))
    .where(organizationId ? 'organization_id' : 'person_id', '=', organizationId ?? personId)
    .executeTakeFirstOrThrow();
  if (kept >= most) throw tooManyPhrases(most);
  return database
    .insertInto('feedback_phrase')
    .values({ ...owner, name, text })
    .returning(['id', 'name', 'text', 'organization_id as organizationId'])
    .executeTakeFirstOrThrow();
}

/** Forgets a phrase of one's own, or of an organization one leads. @throws {Problem} 404 for anybody else's */
export async function forgetPhrase(database: Database, phraseId: string, personId: string, ledIds: readonly string[]): Promise<void> {
  const gone = await database
    .deleteFrom('feedback_phrase')
    .where('id', '=', phraseId)
    .where(({ eb, or }) => or([eb('person_id', '=', personId), ...(ledIds.length ? [eb('organization_id', 'in', [...ledIds])] : [])]))
    .returning('id')
    .executeTakeFirst();
  if (!gone) throw notFound('phrase');
}
