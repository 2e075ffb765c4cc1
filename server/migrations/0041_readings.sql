-- Several readings of one submission, under settings the issuer chooses.

-- What an issuer chose, for all its micro-credentials (null) or for one; only what differs from the level above.
create table evaluation_settings (
  id                  uuid primary key default uuidv7(),
  issuer_id           uuid not null references organization,
  micro_credential_id uuid references micro_credential,
  settings            jsonb not null,
  revision            int not null default 1,
  updated_by          uuid references person,
  updated_at          timestamptz not null default now(),
  unique nulls not distinct (issuer_id, micro_credential_id)
);

-- How a submission is read: made once when it reaches the queue, with the settings of that moment.
create table reading_plan (
  submission_id       uuid primary key references submission,
  issuer_id           uuid not null references organization,
  micro_credential_id uuid not null references micro_credential,
  readings            int not null default 1 check (readings between 1 and 2),
  settings            jsonb not null default '{}',
  -- [{partId, criterionId, levelId, feedback, attempt}]: met in an earlier attempt, not scored again
  carried_criteria    jsonb not null default '[]',
  state               text not null default 'reading' check (state in ('reading', 'adjudication', 'granting', 'decided', 'sent-back')),
  due_at              timestamptz not null,
  -- the evaluation whose levels wait for the grantor
  recommended_evaluation_id uuid references evaluation,
  recommended_at      timestamptz,
  check ((state = 'granting') <= (recommended_evaluation_id is not null))
);
create index reading_plan_granting on reading_plan (issuer_id, recommended_at, submission_id) where state = 'granting';

drop index evaluation_once;
alter table evaluation
  -- reading: as planned; adjudication: a third where two differ, or asked for by the grantor; appeal: asked for by the earner
  add column purpose        text not null default 'reading' check (purpose in ('reading', 'adjudication', 'appeal')),
  -- 1 and 2 as planned, then one more each
  add column reading        int not null default 1 check (reading > 0),
  add column outcome        text check (outcome in ('pass', 'not-yet')),
  add column due_at         timestamptz not null default now(),
  -- the last save or look of its evaluator, and until when it stays in the same hands without one
  add column active_at      timestamptz,
  add column lease_until    timestamptz,
  add column reminded_at    timestamptz,
  -- waits for one evaluator first: assigned, or who read the attempt before
  add column reserved_for   uuid references person,
  add column reserved_until timestamptz,
  -- who may take it, beyond everybody without a conflict: written when it is queued, so that a page of the queue asks nothing else
  add column for_leads      boolean not null default false,
  add column named_only     boolean not null default false,
  add column calibrated_only boolean not null default false;

alter table evaluation drop constraint evaluation_state_check;
alter table evaluation drop constraint evaluation_check;
alter table evaluation
  add constraint evaluation_state_known check (state in ('waiting', 'taken', 'decided', 'closed')),
  add constraint evaluation_in_hands check (state = 'closed' or (state = 'waiting') = (evaluator_id is null)),
  add constraint evaluation_reserved check ((reserved_for is null) = (reserved_until is null));

alter table evaluation disable trigger decided_stands;
update evaluation set due_at = queued_at + interval '10 days', active_at = taken_at,
  lease_until = case when state = 'taken' then now() + interval '3 days' end,
  outcome = (select decision.outcome from decision where decision.evaluation_id = evaluation.id);
alter table evaluation enable trigger decided_stands;
insert into reading_plan (submission_id, issuer_id, micro_credential_id, state, due_at)
  select submission_id, issuer_id, micro_credential_id, case when state = 'decided' then 'decided' else 'reading' end, due_at from evaluation;

create unique index evaluation_once on evaluation (submission_id, reading);
-- nobody reads the same submission twice
create unique index evaluation_reader_once on evaluation (submission_id, evaluator_id) where evaluator_id is not null;
create index evaluation_lease on evaluation (lease_until) where state = 'taken';
create index evaluation_reserved_for on evaluation (reserved_for, due_at) where state = 'waiting' and reserved_for is not null;
drop index evaluation_queue;
drop index evaluation_queue_by_micro_credential;
create index evaluation_queue on evaluation (issuer_id, queued_at, id) where state = 'waiting';
create index evaluation_queue_by_micro_credential on evaluation (issuer_id, micro_credential_id, queued_at, id) where state = 'waiting';

-- A decision stands for ever; a later one may take its place, after an appeal.
alter table decision drop constraint decision_submission_id_key;
alter table decision
  add column supersedes uuid unique references decision,
  -- who granted it, where the award takes two steps
  add column granted_by uuid references person;
create unique index decision_first_once on decision (submission_id) where supersedes is null;
create index decision_by_submission on decision (submission_id);
