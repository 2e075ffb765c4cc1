-- The retention clock: how long an issuer has evidence kept after the decision, and what was deleted because of it.

create table evidence_retention (
  organization_id uuid primary key references organization,
  -- days after the decision; null: without end
  students_days   int check (students_days between 30 and 3650),
  all_days        int check (all_days between 30 and 3650),
  revision        int not null default 1,
  updated_by      uuid references person,
  updated_at      timestamptz not null default now(),
  -- what shows students is never kept longer than the rest
  check (all_days is null or students_days <= all_days)
);

-- The receipt. No reference to the item: it may be deleted by its earner afterwards.
create table evidence_expiry (
  evidence_id     uuid primary key,
  earner_id       uuid not null references person,
  -- whose time was over last
  organization_id uuid not null references organization,
  title           text not null,
  -- the last day it was kept
  kept_until      date not null,
  deleted_at      timestamptz not null default now()
);
create index evidence_expiry_by_earner on evidence_expiry (earner_id, deleted_at desc);
select make_append_only('evidence_expiry');
select let_erasure_blank('evidence_expiry', 'title');

-- The day its earner was last reminded of, and when: each is told once, and nothing goes without notice.
alter table evidence_item
  add column retention_reminded_for date,
  add column retention_reminded_at  timestamptz,
  add constraint evidence_item_reminded check ((retention_reminded_for is null) = (retention_reminded_at is null));
