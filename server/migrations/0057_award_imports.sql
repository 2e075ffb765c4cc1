-- Earlier awards that an issuer brings along as a CSV: checked row by row, then issued, each once.

create table award_import (
  id              uuid primary key default uuidv7(),
  organization_id uuid not null references organization,
  file_name       text not null check (char_length(file_name) between 1 and 200),
  rows            int not null check (rows > 0),
  state           text not null default 'checking' check (state in ('checking', 'checked', 'issuing', 'issued')),
  created_by      uuid references person,
  created_at      timestamptz not null default now(),
  checked_at      timestamptz,
  ordered_by      uuid references person,
  ordered_at      timestamptz,
  -- when no row was left to issue; rows may still wait for their earner to confirm an address
  finished_at     timestamptz
);
create index award_import_by_organization on award_import (organization_id, id desc);
-- what a minute's job takes up again after a crash
create index award_import_at_work on award_import (id) where state in ('checking', 'issuing');

create table award_import_row (
  id                  uuid primary key default uuidv7(),
  import_id           uuid not null references award_import,
  -- as a spreadsheet counts, the header being row 1
  row                 int not null check (row > 1),
  micro_credential    text not null,
  email               text not null check (email = lower(email)),
  name                text not null,
  awarded_on          text not null,
  narrative           text not null,
  evidence_url        text not null,
  state               text not null default 'unchecked' check (state in ('unchecked', 'good', 'bad', 'waiting', 'issued')),
  problems            text[] not null default '{}',
  -- what the check found
  micro_credential_id uuid references micro_credential,
  version_id          uuid references micro_credential_version,
  unique (import_id, row),
  check (state not in ('good', 'waiting', 'issued') or (micro_credential_id is not null and version_id is not null)),
  check ((state = 'bad') = (problems <> '{}'))
);
create index award_import_row_by_state on award_import_row (import_id, state, row);
create index award_import_row_same on award_import_row (import_id, email, micro_credential, row);
create index award_import_row_waiting on award_import_row (email) where state = 'waiting';

-- A micro-credential's award comes from a submission or from an imported row; each gives at most one.
alter table award add column import_row_id uuid unique references award_import_row;
alter table award drop constraint award_check1;
alter table award add constraint award_has_one_source
  check (num_nonnulls(submission_id, import_row_id) = num_nonnulls(micro_credential_id));
