import type { Database, Writing } from './database/database.ts';
import type { Jobs } from './jobs/jobs.ts';

/**
 * Events carry news between capabilities: written in the transaction that made it happen, delivered at least once by a job,
 * dealt with exactly once by each consumer (its delivery row shares its transaction).
 */

/** What can happen, by type, with what is told. Each capability adds its own by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the capabilities
export interface EventPayloads {}
export type EventType = keyof EventPayloads & string;

/** A reaction to a type of event, inside one transaction; may run again after a crash, so it must lead to the same state. */
export interface Consumer<T extends EventType = EventType> {
  /** Stable name, unique in the product. */
  name: string;
  on: T;
  handle(payload: EventPayloads[T], transaction: Writing, eventId: string): Promise<void>;
}

export interface Events {
  /** Writes an event and its delivery jobs in the given transaction. */
  emit<T extends EventType>(transaction: Writing, type: T, payload: EventPayloads[T]): Promise<void>;
  /** Starts delivering; also picks up events whose jobs were lost, every minute and at start. */
  start(): Promise<void>;
}

const queue = 'deliver-event';

/**
 * @param consumers all reactions of all capabilities
 */
export function createEvents(database: Database, jobs: Jobs, consumers: Consumer[]): Events {
  const consumersOf = (type: string) => consumers.filter((consumer) => consumer.on === type);

  async function deliver({ eventId, consumer: name }: { eventId: string; consumer: string }): Promise<void> {
    const consumer = consumers.find((candidate) => candidate.name === name);
    if (!consumer) return; // an older release's consumer
    await database.transaction().execute(async (transaction) => {
      const event = await transaction.selectFrom('event').selectAll().where('id', '=', eventId).executeTakeFirst();
      if (!event) return;
      const first = await transaction
        .insertInto('event_delivery')
        .values({ event_id: eventId, consumer: name })
        .onConflict((conflict) => conflict.doNothing())
        .returning('event_id')
        .executeTakeFirst();
      if (first) await consumer.handle(event.payload as unknown as EventPayloads[EventType], transaction, eventId);
    });
  }

  /**
   * Events that a consumer has not dealt with: their jobs were lost with a killed process or a restored backup. Sent twice is harmless.
   *
   * @param olderThan milliseconds; younger ones are probably on their way
   */
  async function sendAgain(olderThan: number): Promise<void> {
    for (const consumer of consumers) {
      const waiting = await database
        .selectFrom('event')
        .select('id')
        .where('type', '=', consumer.on)
        .where('occurred_at', '<', new Date(Date.now() - olderThan))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('event_delivery')
                .select('event_id')
                .whereRef('event_delivery.event_id', '=', 'event.id')
                .where('consumer', '=', consumer.name),
            ),
          ),
        )
        .limit(500)
        .execute();
      for (const { id } of waiting) await jobs.send(queue, { eventId: id, consumer: consumer.name }, { key: `${id}/${consumer.name}` });
    }
  }

  return {
    async emit(transaction, type, payload) {
      const { id } = await transaction
        .insertInto('event')
        .values({ type, payload: JSON.stringify(payload) })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (const consumer of consumersOf(type))
        await jobs.send(queue, { eventId: id, consumer: consumer.name }, { transaction, key: `${id}/${consumer.name}` });
    },
    async start() {
      await jobs.work(queue, deliver);
      await jobs.every('send-events-again', '* * * * *', () => sendAgain(60_000));
      await sendAgain(0);
    },
  };
}
