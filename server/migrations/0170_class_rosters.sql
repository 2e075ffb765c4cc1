-- Names of an earner's students, so that they are not handed in by mistake: sealed with the master secret, read by nobody but the earner.
create table class_roster (
  person_id  uuid primary key references person on delete cascade,
  sealed     bytea not null,
  revision   int not null default 1,
  updated_at timestamptz not null default now()
);
