import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { createGuardedFetch, FetchRefused, type GuardedFetch } from '../../platform/http/guarded-fetch.ts';
import { decodePage, pageTitle } from './page-title.ts';

/** The job that looks at a new link. */
export const lookAtLinkQueue = 'look-at-link';

/** Pages only, and of large ones the beginning, where their title stands. */
export const fetchPage: GuardedFetch = createGuardedFetch({
  accept: 'text/html, application/xhtml+xml, */*;q=0.1',
  maxBytes: 512 * 1024,
  cut: true,
  timeout: 10_000,
  maxRedirects: 5,
});

/**
 * Looks at a link once and keeps what the page calls itself, or why it could not be opened. An item without the earner's own title
 * takes the page's.
 *
 * @param fetchPage the guarded client
 * @param now when it is looked at
 */
export async function lookAtLink(database: Database, fetchPage: GuardedFetch, evidenceId: string, now: Date): Promise<void> {
  const link = await database
    .selectFrom('evidence_item')
    .select('url')
    .where('id', '=', evidenceId)
    .where('kind', '=', 'link')
    .executeTakeFirst();
  if (!link?.url) return;
  const found = await look(fetchPage, link.url);
  await database.transaction().execute(async (transaction) => {
    // it may have been deleted while the page took its time
    const { rows } = await sql`insert into link_look (evidence_id, looked_at, page_title, trouble)
      select id, ${now}, ${found.title}, ${found.trouble} from evidence_item where id = ${evidenceId}
      on conflict (evidence_id) do update
        set looked_at = excluded.looked_at, page_title = excluded.page_title, trouble = excluded.trouble
      returning evidence_id`.execute(transaction);
    if (rows.length && found.title)
      await transaction
        .updateTable('evidence_item')
        .set({ title: [...found.title].slice(0, 200).join('') })
        .where('id', '=', evidenceId)
        .where('title_by', '=', 'page')
        .execute();
  });
}

async function look(fetchPage: GuardedFetch, url: string): Promise<{ title: string | null; trouble: string | null }> {
  try {
    const { body, contentType } = await fetchPage(url);
    const isPage = contentType === '' || /html|xml/i.test(contentType);
    return { title: isPage ? pageTitle(decodePage(body, contentType)) : null, trouble: null };
  } catch (error) {
    if (error instanceof FetchRefused) return { title: null, trouble: error.message };
    throw error;
  }
}

/** Starts looking at links in the background. */
export function startLinkLooks({ database, jobs, clock }: Ground): Promise<void> {
  return jobs.work<{ evidenceId: string }>(lookAtLinkQueue, ({ evidenceId }) => lookAtLink(database, fetchPage, evidenceId, clock()));
}
