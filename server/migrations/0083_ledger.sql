-- The ledger: what awards were worth. Append-only; corrections are new entries. It can be recomputed from claims, rule versions,
-- employment, terms and starting balances (recognition/ledger/worth.ts; ./brevet ledger verify).

-- Balances an educator brings along from before. An import that was a mistake is withdrawn whole; its rows stay.
create table starting_balance_import (
  id            uuid primary key default uuidv7(),
  recognizer_id uuid not null references organization,
  file_name     text not null,
  sha256        bytea not null,
  rows          int not null,
  imported_by   uuid references person,
  imported_at   timestamptz not null default now(),
  withdrawn_at  timestamptz,
  withdrawn_by  uuid references person
);
create unique index starting_balance_import_once on starting_balance_import (recognizer_id, sha256) where withdrawn_at is null;

create table starting_balance (
  id            uuid primary key default uuidv7(),
  import_id     uuid not null references starting_balance_import,
  recognizer_id uuid not null references organization,
  educator_id   uuid not null references person,
  -- whose caps it fills; null for none
  incentive_id  uuid,
  kind          text not null check (kind in ('base-salary', 'stipend', 'credit', 'hours', 'endorsement', 'status')),
  unit          text not null check (char_length(unit) between 1 and 100),
  amount        numeric not null check (amount > 0 and amount = round(amount, 2)),
  as_of         date not null,
  note          text not null default '',
  foreign key (recognizer_id, incentive_id) references incentive (recognizer_id, id)
);
create index starting_balance_of_educator on starting_balance (recognizer_id, educator_id);
create index starting_balance_by_import on starting_balance (import_id);
select make_append_only('starting_balance');

create table ledger_entry (
  id                   uuid primary key default uuidv7(),
  recognizer_id        uuid not null references organization,
  educator_id          uuid not null references person,
  -- both null for a starting balance
  incentive_id         uuid,
  incentive_version_id uuid,
  kind                 text not null check (kind in ('base-salary', 'stipend', 'credit', 'hours', 'endorsement', 'status')),
  -- a currency for money, else what is counted: 'CPD credit', 'hour', an endorsement's name
  unit                 text not null,
  -- refused rather than rounded: never a fraction of a cent
  amount               numeric not null check (amount <> 0 and amount = round(amount, 2)),
  -- calendar dates in the recognizer's time zone: when it was earned, from when it is due
  earned_on            date not null,
  effective_on         date not null,
  claim_ids            uuid[] not null default '{}',
  starting_balance_ids uuid[] not null default '{}',
  -- what it is an allocation of, as worth() names it, and the how manieth time it is entered: two nodes can never enter it twice
  allocation           text not null,
  occurrence           int not null check (occurrence > 0),
  reverses             uuid unique references ledger_entry,
  -- why a reversal was entered
  reason               text,
  recorded_at          timestamptz not null default now(),
  foreign key (recognizer_id, incentive_id) references incentive (recognizer_id, id),
  foreign key (incentive_id, incentive_version_id) references incentive_version (incentive_id, id),
  check ((reverses is null) <> (amount < 0)),
  check ((reverses is null) = (reason is null)),
  check ((incentive_id is null) = (incentive_version_id is null))
);
-- statements, and what an educator's balance consists of
create index ledger_entry_of_educator on ledger_entry (recognizer_id, educator_id, id);
create unique index ledger_entry_once on ledger_entry (recognizer_id, educator_id, allocation, occurrence) where reverses is null;
-- what a closing looks for
create index ledger_entry_by_effective on ledger_entry (recognizer_id, effective_on, id);
select make_append_only('ledger_entry');

-- A reversal is the mirror of what it reverses.
create function mirror_reversal() returns trigger language plpgsql as $$
begin
  if not exists (
    select from ledger_entry o where o.id = new.reverses and o.reverses is null and o.amount = -new.amount
      and (o.recognizer_id, o.educator_id, o.kind, o.unit, o.earned_on, o.effective_on, o.allocation, o.occurrence)
        = (new.recognizer_id, new.educator_id, new.kind, new.unit, new.earned_on, new.effective_on, new.allocation, new.occurrence)
      and (o.incentive_id, o.incentive_version_id) is not distinct from (new.incentive_id, new.incentive_version_id)) then
    raise exception 'ledger entry % is not the mirror of %', new.id, new.reverses using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger mirror_reversal before insert on ledger_entry for each row when (new.reverses is not null) execute function mirror_reversal();

-- Totals of a recognizer without reading its ledger. Spread over 64 rows each, so that postings do not wait for one another;
-- summed in one statement in a fixed order, so that two never wait in a circle.
create table ledger_total (
  recognizer_id uuid not null references organization,
  shard         int not null,
  incentive_id  uuid,
  kind          text not null,
  unit          text not null,
  -- first day of the month from which it is due
  month         date not null,
  amount        numeric not null,
  entries       bigint not null
);
create unique index ledger_total_row on ledger_total (recognizer_id, kind, unit, month, incentive_id, shard) nulls not distinct;

create function count_ledger_entries() returns trigger language plpgsql as $$
begin
  insert into ledger_total (recognizer_id, shard, incentive_id, kind, unit, month, amount, entries)
    select recognizer_id, abs(hashtext(educator_id::text) % 64), incentive_id, kind, unit, date_trunc('month', effective_on)::date,
      sum(amount), count(*)
    from entered group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
    on conflict (recognizer_id, kind, unit, month, incentive_id, shard)
    do update set amount = ledger_total.amount + excluded.amount, entries = ledger_total.entries + excluded.entries;
  return null;
end $$;
create trigger count_ledger_entries after insert on ledger_entry referencing new table as entered
  for each statement execute function count_ledger_entries();

-- A period closed for payroll takes every entry due by its end that no closing took before: late corrections fall into the next one
-- with the date they were due kept.
create table ledger_closing (
  id            uuid primary key default uuidv7(),
  recognizer_id uuid not null references organization,
  number        int not null check (number > 0),
  -- the last day
  ends_on       date not null,
  closed_at     timestamptz not null default now(),
  closed_by     uuid references person,
  entries       int not null,
  unique (recognizer_id, number),
  unique (recognizer_id, ends_on)
);
select make_append_only('ledger_closing');

-- An entry is paid out once.
create table ledger_closing_entry (
  entry_id   uuid primary key references ledger_entry,
  closing_id uuid not null references ledger_closing
);
create index ledger_closing_entry_by_closing on ledger_closing_entry (closing_id);
select make_append_only('ledger_closing_entry');

-- Which columns a recognizer's payroll system takes (recognition/ledger/payroll-mapping.ts).
create table payroll_mapping (
  recognizer_id uuid primary key references organization,
  mapping       jsonb not null,
  revision      int not null default 1,
  updated_by    uuid references person,
  updated_at    timestamptz not null default now()
);

-- A payroll file as it was first made: asked for again it is the same, byte for byte.
create table payroll_export (
  id          uuid primary key default uuidv7(),
  closing_id  uuid not null references ledger_closing,
  mapping     jsonb not null,
  -- SHA-256 of the mapping: another mapping makes another file, and the first one stays
  mapping_sha bytea not null,
  content     bytea not null,
  sha256      bytea not null,
  rows        int not null,
  -- control totals by kind and unit
  totals      jsonb not null,
  made_at     timestamptz not null default now(),
  made_by     uuid references person,
  unique (closing_id, mapping_sha)
);
select make_append_only('payroll_export');
