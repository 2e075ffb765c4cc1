-- What helps an educator on: sending back without using an attempt, appeals, questions, comments in the work, phrases.

-- A submission that was incomplete went back before it was scored. The next one is the same attempt in a further edition.
alter table submission drop constraint submission_journey_id_attempt_key;
alter table submission
  add column edition int not null default 1 check (edition > 0),
  add constraint submission_attempt_once unique (journey_id, attempt, edition);
create table submission_return (
  submission_id uuid primary key references submission,
  evaluation_id uuid not null references evaluation,
  -- [{partId, requirementId, note}]
  gaps          jsonb not null,
  note          text not null,
  returned_by   uuid not null references person,
  returned_at   timestamptz not null default now()
);
select make_append_only('submission_return');

-- An earner asks for a second reading of a "not yet"; once a submission.
create table appeal (
  id            uuid primary key default uuidv7(),
  submission_id uuid not null unique references submission,
  decision_id   uuid not null references decision,
  issuer_id     uuid not null references organization,
  reason        text not null check (char_length(reason) between 1 and 4000),
  made_at       timestamptz not null default now(),
  state         text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  answer        text not null default '',
  answered_by   uuid references person,
  answered_at   timestamptz,
  check ((state = 'open') = (answered_at is null))
);
create index appeal_open on appeal (issuer_id, made_at, id) where state = 'open';

-- An appeal reading carries what the decision before it found met, beside what the plan carries: an appeal never makes things worse.
alter table evaluation
  add column carried_parts text[] not null default '{}',
  add column carried_criteria jsonb;

-- Questions and answers about a decided submission, on a criterion or the whole. Both sides write without names.
create table evaluation_message (
  id            uuid primary key default uuidv7(),
  submission_id uuid not null references submission,
  part_id       text,
  criterion_id  text,
  author        text not null check (author in ('earner', 'evaluator', 'lead')),
  person_id     uuid not null references person,
  text          text not null check (char_length(text) between 1 and 4000),
  written_at    timestamptz not null default now(),
  check ((part_id is null) = (criterion_id is null))
);
create index evaluation_message_by_submission on evaluation_message (submission_id, id);
select make_append_only('evaluation_message');

-- A remark pinned to a moment of a video, a region of an image or a range of a text.
create table evidence_comment (
  id            uuid primary key default uuidv7(),
  evaluation_id uuid not null references evaluation,
  -- an item, or an answer as `part/requirement`
  evidence_id   uuid,
  answer        text,
  -- {kind: moment, seconds} | {kind: region, x, y, width, height} (shares of the image) | {kind: text, start, end, quote}
  place         jsonb not null,
  text          text not null check (char_length(text) between 1 and 4000),
  made_at       timestamptz not null default now(),
  check ((evidence_id is null) <> (answer is null))
);
create index evidence_comment_by_evaluation on evidence_comment (evaluation_id, made_at);
create trigger decided_stands before insert or update or delete on evidence_comment
  for each row execute function refuse_change_after_decision();

-- Words that come back: an evaluator's own, or an issuer's for all its evaluators.
create table feedback_phrase (
  id              uuid primary key default uuidv7(),
  organization_id uuid references organization,
  person_id       uuid references person on delete cascade,
  -- what one types to find it
  name            text not null check (char_length(name) between 1 and 60),
  text            text not null check (char_length(text) between 1 and 2000),
  made_at         timestamptz not null default now(),
  check ((organization_id is null) <> (person_id is null))
);
create index feedback_phrase_by_organization on feedback_phrase (organization_id, name) where organization_id is not null;
create index feedback_phrase_by_person on feedback_phrase (person_id, name) where person_id is not null;

-- a team's artifact is the same bytes in several members' submissions
create index file_by_sha256 on file (sha256);

-- The page of a micro-credential tells how it is evaluated: a decision makes it anew.
create function notify_quality_content() returns trigger language plpgsql as $$
begin
  perform pg_notify('public_content', 'quality:' || mc.slug)
    from reading_plan plan join micro_credential mc on mc.id = plan.micro_credential_id where plan.submission_id = new.submission_id;
  return null;
end $$;
create trigger public_content after insert on decision for each row execute function notify_quality_content();
create index reading_plan_by_micro_credential on reading_plan (micro_credential_id, submission_id);
create index reading_plan_twice on reading_plan (issuer_id, micro_credential_id) where readings > 1;
