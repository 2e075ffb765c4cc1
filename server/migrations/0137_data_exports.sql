-- Copies of one's own data: asked for, made by a job, to be fetched for some days. The copy itself is an object of the store that stands
-- among what nobody needs (unneeded_object), due when it ends: nobody has to remember taking it out.

create table data_export (
  id          uuid primary key default uuidv7(),
  person_id   uuid not null references person on delete cascade,
  asked_at    timestamptz not null,
  -- null while it is being made
  ready_at    timestamptz,
  -- from when it cannot be fetched any more
  ends_at     timestamptz,
  storage_key text,
  size        bigint check (size > 0),
  sha256      bytea,
  check (num_nonnulls(ready_at, ends_at, storage_key, size, sha256) in (0, 5))
);
-- one at a time
create unique index data_export_under_way on data_export (person_id) where ready_at is null;
create index data_export_by_person on data_export (person_id, id desc);
