-- Simulations of what rules of pay would cost: what was asked, and the last result, kept so that it can be shown again.
-- Nothing follows from them: no ledger, no rule in force. They may be deleted.

create table simulation (
  id              uuid primary key default uuidv7(),
  recognizer_id   uuid not null references organization,
  name            text not null check (char_length(name) between 1 and 120),
  -- recognition/simulator/simulation.ts, the seed included
  inputs          jsonb not null,
  revision        int not null default 1,
  -- how often it was ordered: a run that was overtaken by another keeps nothing
  run             int not null default 0,
  state           text not null default 'new' check (state in ('new', 'running', 'done', 'failed')),
  -- percent of a run that is under way, and when it last moved
  progress        int not null default 0 check (progress between 0 and 100),
  progressed_at   timestamptz,
  failure         text check (failure in ('too-large', 'broken')),
  -- recognition/simulator/result.ts, with the sentences of the rules and how many can be earned, as they were
  result          jsonb,
  -- the revision of the inputs that the result follows from
  result_revision int,
  result_at       timestamptz,
  took_ms         int,
  created_by      uuid not null references person,
  created_at      timestamptz not null default now(),
  updated_by      uuid not null references person,
  updated_at      timestamptz not null default now(),
  check ((state = 'failed') = (failure is not null)),
  check ((result is null) = (result_revision is null) and (result is null) = (result_at is null))
);
create index simulation_by_recognizer on simulation (recognizer_id, id desc);
