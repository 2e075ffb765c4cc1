-- Rosters (OneRoster 1.2 CSV): what the last one said, imports with their changes, and what each did to memberships and employment, so that it
-- can be undone.

create table roster_import (
  id            uuid primary key default uuidv7(),
  recognizer_id uuid not null references organization,
  file_names    text[] not null,
  -- the system that wrote the files, in its own name
  source        text,
  -- how each kind came: {"organization": "bulk", "person": "delta"}; a kind that did not come is left out
  modes         jsonb not null default '{}',
  state         text not null default 'reading'
    check (state in ('reading', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'discarded')),
  -- rows kept, and things wrong with them
  rows          int not null default 0,
  problems      int not null default 0,
  -- how far a job is: {"step": "people", "done": 4000, "total": 12000}
  progress      jsonb,
  created_by    uuid references person,
  created_at    timestamptz not null default now(),
  applied_by    uuid references person,
  applied_at    timestamptz,
  undone_by     uuid references person,
  undone_at     timestamptz
);
create index roster_import_by_recognizer on roster_import (recognizer_id, id desc);
-- one at a time: the preview of another would speak of a roster that is no more
create unique index roster_import_open_once on roster_import (recognizer_id)
  where state in ('reading', 'checking', 'checked', 'applying', 'undoing');
-- what a minute's job takes up again after a crash
create index roster_import_at_work on roster_import (id) where state in ('checking', 'applying', 'undoing');

-- Rows as they were read, until they are compared with the roster so far.
create table roster_import_row (
  import_id        uuid not null references roster_import,
  kind             text not null check (kind in ('organization', 'person', 'role')),
  -- as a spreadsheet counts, the header being row 1
  row              int not null,
  sourced_id       text not null,
  deleted          boolean not null,
  data             jsonb not null,
  person_ref       text generated always as (data->>'person') stored,
  organization_ref text generated always as (coalesce(data->>'organization', data->>'parent')) stored,
  primary key (import_id, kind, row)
);
create index roster_import_row_by_sourced_id on roster_import_row (import_id, kind, sourced_id);
create index roster_import_row_by_person on roster_import_row (import_id, person_ref) where person_ref is not null;

-- What is wrong with an import, by file and row.
create table roster_import_problem (
  import_id uuid not null references roster_import,
  number    int not null,
  file      text not null,
  row       int,
  "column"  text not null,
  code      text not null,
  message   text not null,
  primary key (import_id, number)
);

-- The roster as it stands: every record by its sourcedId; who is no longer in it stays, inactive, to be known again.
create table roster_record (
  recognizer_id    uuid not null references organization,
  kind             text not null check (kind in ('organization', 'person', 'role')),
  sourced_id       text not null,
  active           boolean not null,
  data             jsonb not null,
  -- what it stands for here; a person without an account has none yet
  organization_id  uuid references organization,
  person_id        uuid references person on delete set null,
  -- what employment was last told because of it
  told             jsonb,
  person_ref       text generated always as (data->>'person') stored,
  organization_ref text generated always as (coalesce(data->>'organization', data->>'parent')) stored,
  email            text generated always as (data->>'email') stored,
  primary key (recognizer_id, kind, sourced_id)
);
create index roster_record_by_person_ref on roster_record (recognizer_id, person_ref) where person_ref is not null;
create index roster_record_by_organization_ref on roster_record (recognizer_id, organization_ref) where organization_ref is not null;
create unique index roster_record_of_person on roster_record (recognizer_id, person_id) where person_id is not null;
-- who is in a roster and has no account here yet
create index roster_record_waiting on roster_record (email) where kind = 'person' and active and person_id is null;

-- What an import changes: shown before it is applied, and what undoing it goes back by.
create table roster_change (
  import_id       uuid not null references roster_import,
  position        int not null,
  kind            text not null check (kind in ('organization', 'person', 'role')),
  action          text not null check (action in ('added', 'changed', 'left')),
  sourced_id      text not null,
  -- null when there was no record, or there is none after
  before          jsonb,
  after           jsonb,
  -- what is known here under its sourcedId, its identifier, its address or its name
  matched_by      text check (matched_by in ('sourced-id', 'identifier', 'address', 'name', 'district', 'above', 'new', 'waiting')),
  organization_id uuid references organization,
  person_id       uuid references person on delete set null,
  -- of an organization that was there before: what it belonged to
  parent_before   uuid references organization,
  primary key (import_id, position)
);
create index roster_change_listed on roster_change (import_id, kind, action, position);
create index roster_change_by_sourced_id on roster_change (import_id, kind, sourced_id);

-- Memberships that the roster vouches for. Others are given and taken by hand, and no import touches them.
create table roster_membership (
  recognizer_id   uuid not null references organization,
  organization_id uuid not null references organization,
  person_id       uuid not null references person on delete cascade,
  primary key (recognizer_id, organization_id, person_id)
);

-- What was given and taken because of a roster.
create table roster_membership_change (
  id              uuid primary key default uuidv7(),
  recognizer_id   uuid not null references organization,
  -- the import that stood then
  import_id       uuid references roster_import,
  organization_id uuid not null references organization,
  person_id       uuid not null references person on delete cascade,
  given           boolean not null,
  -- null when there was no membership
  roles_before    text[],
  at              timestamptz not null default now()
);
create index roster_membership_change_of_import on roster_membership_change (import_id, id);

-- What employment was told because of a roster: a new record, or that what is on record agrees.
create table roster_told (
  id            uuid primary key default uuidv7(),
  recognizer_id uuid not null references organization,
  import_id     uuid references roster_import,
  sourced_id    text not null,
  told_before   jsonb,
  employment_id uuid references employment,
  -- the record that held before
  previous_id   uuid references employment
);
create index roster_told_of_import on roster_told (import_id, sourced_id);
create index roster_told_by_employment on roster_told (employment_id) where employment_id is not null;
