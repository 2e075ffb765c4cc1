import { makeMailedToken } from '../../identity/index.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** A copy of the earner’s data that is ready, and an erasure that waits. */
export async function privacyWorld({ database, ground: { storage } }: TestApp, { earnerId }: Ground): Promise<Contribution> {
  const key = `${earnerId.replaceAll('-', '').slice(0, 31)}e`;
  await storage.write(key, Buffer.from('a copy'));
  const copy = await database
    .insertInto('data_export')
    .values({
      person_id: earnerId,
      asked_at: new Date(),
      ready_at: new Date(),
      ends_at: new Date(Date.now() + 86_400_000),
      storage_key: key,
      size: 6,
      sha256: Buffer.alloc(32),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { token, hash } = makeMailedToken();
  await database
    .insertInto('erasure')
    .values({ person_id: earnerId, asked_at: new Date(), due_at: new Date(Date.now() + 86_400_000), token_hash: hash })
    .execute();
  return { ids: { exportId: copy.id, 'erasures/token': token } };
}
