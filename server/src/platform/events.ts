import { sql } from 'kysely';
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
  /** The same for many that were emitted together, where that costs less than one after the other. */
  handleAll?(payloads: EventPayloads[T][], transaction: Writing): Promise<void>;
}

export interface Events {
  /** Writes an event and its delivery jobs in the given transaction. */
  emit<T extends EventType>(transaction: Writing, type: T, payload: EventPayloads[T]): Promise<void>;
  /** The same for many of one type, a few hundred at most: one statement and one job a consumer. */
  emitAll<T extends EventType>(transaction: Writing, type: T, payloads: EventPayloads[T][]): Promise<void>;
  /** Starts delivering; also picks up events whose jobs were lost, every minute and at start. */
  start(): Promise<void>;
}

const queue = 'deliver-event';
/** Milliseconds after which an event that was written is certainly to be seen. */
const longestTransaction = 3600_000;

/** The least UUIDv7 of a moment. */
function firstIdAt(moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/**
 * @param consumers all reactions of all capabilities
 */
export function createEvents(database: Database, jobs: Jobs, consumers: Consumer[]): Events {
  const consumersOf = (type: string) => consumers.filter((consumer) => consumer.on === type);

  // without ids it is a job of an older release, whose event is sent again
  async function deliver({ eventIds = [], consumer: name }: { eventIds?: string[]; consumer: string }): Promise<void> {
    const consumer = consumers.find((candidate) => candidate.name === name);
    if (!consumer) return; // an older release's consumer
    if (consumer.handleAll && eventIds.length > 1)
      try {
        return await deliverAll(consumer, consumer.handleAll, eventIds);
      } catch {
        // one that cannot be dealt with does not hold up the others: now each for itself
      }
    const failures: unknown[] = [];
    for (const eventId of eventIds) await deliverOne(consumer, eventId).catch((error: unknown) => failures.push(error));
    if (failures.length === 1) throw failures[0];
    if (failures.length) throw new AggregateError(failures, `${failures.length} events failed; the first: ${failures[0]}`);
  }

  async function deliverOne(consumer: Consumer, eventId: string): Promise<void> {
    await database.transaction().execute(async (transaction) => {
      const [event] = await receive(transaction, consumer, [eventId]);
      if (event) await consumer.handle(event, transaction, eventId);
    });
  }

  async function deliverAll(consumer: Consumer, handleAll: NonNullable<Consumer['handleAll']>, eventIds: string[]): Promise<void> {
    await database.transaction().execute(async (transaction) => {
      const received = await receive(transaction, consumer, eventIds);
      if (received.length) await handleAll.call(consumer, received, transaction);
    });
  }

  /** Notes events as dealt with in this transaction; what they tell, without those that were dealt with before. */
  async function receive(transaction: Writing, { name }: Consumer, eventIds: string[]): Promise<EventPayloads[EventType][]> {
    const { rows } = await sql<{ payload: EventPayloads[EventType] }>`
      with first as (
        insert into event_delivery (event_id, consumer) select id, ${name} from event where id = any(${eventIds}::uuid[]) order by id
        on conflict do nothing returning event_id)
      select payload from event where id in (select event_id from first) order by id`.execute(transaction);
    return rows.map(({ payload }) => payload);
  }

  /**
   * Events that a consumer has not dealt with: their jobs were lost with a killed process or a restored backup. Sent twice is harmless.
   *
   * @param olderThan milliseconds; younger ones are probably on their way
   */
  async function sendAgain(olderThan: number): Promise<void> {
    for (const { name, on } of consumers) {
      const before = new Date(Date.now() - olderThan);
      const waiting = await findWaiting(name, on, before);
      for (const { id } of waiting) await jobs.send(queue, { eventIds: [id], consumer: name }, { key: `${id}/${name}` });
      if (!waiting.length) await moveHorizon(name, new Date(before.getTime() - longestTransaction));
    }
  }

  /** Ids carry their time, so that the primary key finds those after the horizon. */
  async function findWaiting(consumer: string, type: string, before: Date): Promise<{ id: string }[]> {
    const horizon = await database
      .selectFrom('event_horizon')
      .select('everything_before')
      .where('consumer', '=', consumer)
      .executeTakeFirst();
    return database
      .selectFrom('event')
      .select('id')
      .where('id', '>=', firstIdAt(horizon?.everything_before ?? new Date(0)))
      .where('type', '=', type)
      .where('occurred_at', '<', before)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('event_delivery')
              .select('event_id')
              .whereRef('event_delivery.event_id', '=', 'event.id')
              .where('consumer', '=', consumer),
          ),
        ),
      )
      .orderBy('id')
      .limit(500)
      .execute();
  }

  async function moveHorizon(consumer: string, everythingBefore: Date): Promise<void> {
    await database
      .insertInto('event_horizon')
      .values({ consumer, everything_before: everythingBefore })
      .onConflict((conflict) =>
        conflict
          .column('consumer')
          .doUpdateSet({ everything_before: everythingBefore })
          .where('event_horizon.everything_before', '<', everythingBefore),
      )
      .execute();
  }

  async function emitAll<T extends EventType>(transaction: Writing, type: T, payloads: EventPayloads[T][]): Promise<void> {
    if (!payloads.length) return;
    const { rows } = await sql<{ id: string }>`
      insert into event (type, payload) select ${type}, payload from jsonb_array_elements(${JSON.stringify(payloads)}::jsonb) payload
      returning id`.execute(transaction);
    const eventIds = rows.map(({ id }) => id);
    for (const { name } of consumersOf(type))
      await jobs.send(queue, { eventIds, consumer: name }, { transaction, key: `${eventIds[0]}/${name}` });
  }

  return {
    emit: (transaction, type, payload) => emitAll(transaction, type, [payload]),
    emitAll,
    async start() {
      await jobs.work(queue, deliver);
      await jobs.every('send-events-again', '* * * * *', () => sendAgain(60_000));
      await sendAgain(0);
    },
  };
}
