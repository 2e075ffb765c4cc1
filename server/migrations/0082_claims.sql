-- Claims: proof of an award, ours or a foreign badge, handed to a recognizer by an educator.

-- A badge from elsewhere as it was handed in and verified; the bytes stay as proof.
create table foreign_badge (
  id             uuid primary key default uuidv7(),
  educator_id    uuid not null references person,
  credential_id  text not null,
  achievement_id text not null,
  issuer_id      text not null,
  issuer_name    text not null,
  title          text not null,
  awarded_at     timestamptz not null,
  -- as handed in: JSON, JWT, PNG or SVG
  source         bytea not null,
  -- the verifier's report, by check
  report         jsonb not null,
  verified_at    timestamptz not null default now()
);
create index foreign_badge_by_educator on foreign_badge (educator_id, id desc);
select make_append_only('foreign_badge');

-- What the claim rests on is copied when it is handed in and never changes with the program, the time zone or the badge.
create table claim (
  id                  uuid primary key default uuidv7(),
  recognizer_id       uuid not null references organization,
  educator_id         uuid not null references person,
  program_id          uuid not null references program,
  program_version_id  uuid not null,
  entry_id            text not null,
  -- what counts once, whatever version, group, program or badge it came by: program_entry.counts_as
  counts_as           text not null,
  award_id            uuid references award,
  foreign_badge_id    uuid references foreign_badge,
  title               text not null,
  difficulty          int not null check (difficulty between 1 and 3),
  hours               numeric not null check (hours >= 0 and hours = round(hours, 2)),
  -- calendar dates in the recognizer's time zone
  earned_on           date not null,
  submitted_on        date not null,
  posted_on           date,
  -- the case this award closes, where the program asks for pre-approval, and the day it was granted
  pre_approval_id     uuid,
  approved_on         date,
  state               text not null default 'submitted'
    check (state in ('submitted', 'held', 'posted', 'declined', 'withdrawn', 'revoked')),
  reason              text check (char_length(reason) between 1 and 2000),
  submitted_at        timestamptz not null default now(),
  state_since         timestamptz not null default now(),
  check ((award_id is null) <> (foreign_badge_id is null)),
  check ((state = 'posted') <= (posted_on is not null)),
  check ((state = 'declined') <= (reason is not null)),
  foreign key (program_id, program_version_id) references program_version (program_id, id)
);
-- nothing counts twice
create unique index claim_once on claim (recognizer_id, educator_id, counts_as) where state in ('submitted', 'held', 'posted');
create unique index claim_once_per_award on claim (recognizer_id, award_id) where state in ('submitted', 'held', 'posted') and award_id is not null;
-- the desk of Human Resources, the oldest first
create index claim_queue on claim (recognizer_id, state, submitted_at, id);
create index claim_of_educator on claim (educator_id, recognizer_id, id);
create index claim_posted on claim (recognizer_id, educator_id, earned_on) where state = 'posted';
create index claim_by_award on claim (award_id) where award_id is not null;
create index claim_by_program on claim (program_id, state);

-- Every step of a claim, with who took it and why.
create table claim_step (
  id       uuid primary key default uuidv7(),
  claim_id uuid not null references claim,
  state    text not null,
  reason   text,
  taken_by uuid references person,
  taken_at timestamptz not null default now()
);
create index claim_step_by_claim on claim_step (claim_id, id);
select make_append_only('claim_step');
