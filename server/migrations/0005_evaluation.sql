-- Experts evaluate submissions against the scoring guide.

-- The queue: one row while a submission waits for its decision.
create table evaluation (
  id            uuid primary key default uuidv7(),
  submission_id uuid not null references submission,
  issuer_id     uuid not null references organization,
  evaluator_id  uuid references person,
  state         text not null default 'waiting' check (state in ('waiting', 'taken', 'decided')),
  feedback      text not null default '',
  feedback_revision int not null default 0,
  queued_at     timestamptz not null default now(),
  taken_at      timestamptz,
  decided_at    timestamptz,
  check ((state = 'waiting') = (evaluator_id is null))
);
create unique index evaluation_once on evaluation (submission_id);
create index evaluation_queue on evaluation (issuer_id, queued_at, id) where state = 'waiting';
create index evaluation_by_evaluator on evaluation (evaluator_id, state, taken_at);

-- Level and feedback for a criterion; stores the level's id, never points.
create table score (
  evaluation_id uuid not null references evaluation,
  part_id       text not null,
  criterion_id  text not null,
  level_id      text,
  feedback      text not null default '',
  revision      int not null default 1,
  updated_at    timestamptz not null default now(),
  primary key (evaluation_id, part_id, criterion_id)
);

create table decision (
  id            uuid primary key default uuidv7(),
  submission_id uuid not null unique references submission,
  evaluation_id uuid not null references evaluation,
  outcome       text not null check (outcome in ('pass', 'not-yet')),
  -- [{partId, passed, carried}]
  parts         jsonb not null,
  -- [{partId, criterionId, levelId, feedback}]
  scores        jsonb not null,
  feedback      text not null,
  decided_by    uuid not null references person,
  decided_at    timestamptz not null default now()
);
select make_append_only('decision');
