-- Anchors: submissions whose levels experts have agreed on. Evaluators score them before they score for real, and now and then after.

create table anchor (
  id                  uuid primary key default uuidv7(),
  issuer_id           uuid not null references organization,
  micro_credential_id uuid not null references micro_credential,
  version_id          uuid not null references micro_credential_version,
  -- marked from a submission, or written by a lead
  submission_id       uuid references submission,
  title               text not null check (char_length(title) between 1 and 200),
  -- the work, in the shape of a submission's snapshot
  snapshot            jsonb not null,
  -- [{partId, criterionId, levelId, reason}]
  levels              jsonb not null,
  use                 text not null check (use in ('calibration', 'drift', 'both')),
  made_by             uuid references person,
  made_at             timestamptz not null default now(),
  retired_at          timestamptz
);
create index anchor_by_micro_credential on anchor (micro_credential_id, made_at) where retired_at is null;
create unique index anchor_of_submission_once on anchor (submission_id) where submission_id is not null and retired_at is null;

-- Where an evaluator stands with the anchors of a micro-credential.
create table calibration (
  micro_credential_id uuid not null references micro_credential,
  person_id           uuid not null references person on delete cascade,
  issuer_id           uuid not null references organization,
  -- null until the threshold was met
  met_at              timestamptz,
  primary key (micro_credential_id, person_id)
);
create index calibration_by_issuer on calibration (issuer_id, person_id);

-- An anchor lies on the desk as an evaluation like any other.
alter table evaluation
  alter column submission_id drop not null,
  alter column earner_id drop not null,
  add column anchor_id uuid references anchor,
  add column anchor_use text check (anchor_use in ('calibration', 'drift')),
  add constraint evaluation_about_one check ((submission_id is null) = (anchor_id is not null)),
  add constraint evaluation_anchor_use check ((anchor_id is null) = (anchor_use is null)),
  -- nobody takes an anchor from the queue: it is made for one evaluator
  add constraint evaluation_anchor_in_hands check (anchor_id is null or state <> 'waiting');
-- what one evaluator is asked once
create unique index evaluation_anchor_once on evaluation (anchor_id, evaluator_id) where anchor_id is not null;

-- How close an evaluator came to an anchor, for good.
create table anchor_result (
  evaluation_id uuid primary key references evaluation,
  anchor_id     uuid not null references anchor,
  person_id     uuid not null references person,
  micro_credential_id uuid not null references micro_credential,
  issuer_id     uuid not null references organization,
  use           text not null check (use in ('calibration', 'drift')),
  -- criteria with the agreed level, within one level, and all
  exact         int not null,
  adjacent      int not null,
  criteria      int not null check (criteria > 0),
  -- mean distance in levels; above 0 the evaluator gave more than was agreed
  lean          numeric not null,
  at            timestamptz not null default now(),
  check (exact <= adjacent and adjacent <= criteria)
);
create index anchor_result_by_person on anchor_result (issuer_id, person_id, at);
select make_append_only('anchor_result');
