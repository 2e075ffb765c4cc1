-- Figures of a recognizer's overview, counted from claims, requests, memberships and the ledger, and kept so that looking costs little.
-- They are never the truth themselves: everything here may be counted again at any time (recognition/insight/count-figures.ts).

create table insight_count (
  recognizer_id uuid primary key references organization,
  counted_at    timestamptz not null,
  -- decides how long the figures may stand
  took_ms       int not null check (took_ms >= 0)
);

-- Whole, by school, by program, and by both; null: all of them.
create table insight_figures (
  recognizer_id uuid not null references organization,
  school_id     uuid references organization,
  program_id    uuid references program,
  -- recognition/insight/figures.ts
  figures       jsonb not null
);
create unique index insight_figures_of on insight_figures (recognizer_id, school_id, program_id) nulls not distinct;

-- what counting walks once: claims that stand, with the dates they carry
create index claim_standing on claim (recognizer_id, educator_id, program_id, earned_on) where state in ('submitted', 'held', 'posted');
