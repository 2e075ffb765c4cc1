-- Ground that every capability stands on: append-only tables, events with their deliveries, the audit record.

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;

-- Makes a table append-only for everybody, TRUNCATE included.
create function make_append_only(target regclass) returns void language plpgsql as $$
begin
  execute format('create trigger append_only_rows before update or delete on %s for each row execute function refuse_change()', target);
  execute format('create trigger append_only_table before truncate on %s for each statement execute function refuse_change()', target);
end $$;

-- What happened, written in the transaction that made it happen (outbox).
create table event (
  id          uuid primary key default uuidv7(),
  type        text not null,
  payload     jsonb not null,
  occurred_at timestamptz not null default now()
);
select make_append_only('event');

-- Which consumer has dealt with which event; its row shares the consumer's transaction, so each event counts once.
create table event_delivery (
  event_id     uuid not null references event,
  consumer     text not null,
  delivered_at timestamptz not null default now(),
  primary key (event_id, consumer)
);

-- Who did or saw what. Students may appear in evidence, so looking counts too.
create table audit_entry (
  id           uuid primary key default uuidv7(),
  at           timestamptz not null default now(),
  person_id    uuid,
  action       text not null,
  subject_type text not null,
  subject_id   uuid not null,
  details      jsonb not null default '{}'
);
create index audit_entry_by_subject on audit_entry (subject_type, subject_id, at desc);
select make_append_only('audit_entry');
