import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locker } from '@tus/server';
import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';

const leaseSeconds = 6;
const renewMilliseconds = 2000;
const askAgainMilliseconds = 200;
const patienceMilliseconds = 20_000;

/** Another request holds the upload and does not let go. */
export class UploadBusy extends Error {
  override name = 'UploadBusy';
}

/**
 * One writer an upload, on whichever node: a lease in its row that the writer renews. Who finds it taken asks for it and waits: a phone
 * that comes back on another network meets its own half-dead connection. A lease of a node that crashed ends by itself.
 */
export function uploadLeases(database: Database): Locker {
  return {
    newLock(uploadId) {
      const lease = randomUUID();
      let renewing: NodeJS.Timeout | undefined;
      const take = async () => {
        const { rows } = await sql`update upload
          set lease = ${lease}, lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}), lease_wanted = false
          where id = ${uploadId} and (lease is null or lease_until < clock_timestamp()) returning id`.execute(database);
        return rows.length > 0;
      };
      return {
        async lock(signal, requestRelease) {
          const giveUpAt = Date.now() + patienceMilliseconds;
          while (!(await take())) {
            const { rows } = await sql`update upload set lease_wanted = true where id = ${uploadId} returning id`.execute(database);
            // gone meanwhile: the request finds that out by itself
            if (!rows.length) return;
            if (signal.aborted || Date.now() > giveUpAt) throw new UploadBusy();
            await pause(askAgainMilliseconds, undefined, { signal }).catch(() => undefined);
          }
          renewing = setInterval(() => {
            void sql<{ wanted: boolean }>`update upload set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
              where id = ${uploadId} and lease = ${lease} returning lease_wanted as wanted`
              .execute(database)
              .then(({ rows }) => {
                if (!rows[0] || rows[0].wanted) void requestRelease();
              })
              // without its database a node cannot know that it still holds the lease
              .catch(() => void requestRelease());
          }, renewMilliseconds);
          renewing.unref();
        },
        async unlock() {
          clearInterval(renewing);
          await sql`update upload set lease = null, lease_until = null where id = ${uploadId} and lease = ${lease}`.execute(database);
        },
      };
    },
  };
}
