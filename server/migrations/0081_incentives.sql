-- Incentives as data: what an award is worth, by versions that never change.

create table incentive (
  id            uuid primary key default uuidv7(),
  recognizer_id uuid not null references organization,
  slug          text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name          text not null check (char_length(name) between 1 and 200),
  created_at    timestamptz not null default now(),
  unique (recognizer_id, slug),
  unique (recognizer_id, id)
);

-- The newest version that had begun on the date of an award decides over it; where its `effective_until` has passed, nothing is due.
create table incentive_version (
  id              uuid primary key default uuidv7(),
  incentive_id    uuid not null references incentive,
  number          int not null check (number > 0),
  -- recognition/incentives/rule.ts
  rule            jsonb not null,
  -- the rule in one sentence, as it was shown when it was published
  sentence        text not null,
  effective_from  date not null,
  -- the last day
  effective_until date,
  -- says yes to changing what was posted already: effective_from lies before the day of publication
  retroactive     boolean not null default false,
  published_at    timestamptz not null default now(),
  published_by    uuid references person,
  unique (incentive_id, number),
  unique (incentive_id, id),
  check (effective_until >= effective_from)
);
select make_append_only('incentive_version');
