-- An evaluator who recognizes whose work lies there says so, and gets no work of that educator again. Only the rule looks here: nobody is told.
create table declared_conflict (
  evaluator_id uuid not null references person on delete cascade,
  earner_id    uuid not null references person on delete cascade,
  declared_at  timestamptz not null default now(),
  primary key (evaluator_id, earner_id)
);
create index declared_conflict_by_earner on declared_conflict (earner_id);
