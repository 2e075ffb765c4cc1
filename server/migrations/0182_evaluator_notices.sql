-- When an evaluator was last written to of what waits: once a day is enough. Until a reading was assigned and its evaluator told, nobody knew.
create table evaluator_notice (
  person_id uuid primary key references person on delete cascade,
  told_at   timestamptz not null
);
