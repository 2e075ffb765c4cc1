-- One earner's work: journeys with answers and evidence, uploads, and the immutable submissions made from them.

create table journey (
  id                  uuid primary key default uuidv7(),
  earner_id           uuid not null references person,
  micro_credential_id uuid not null references micro_credential,
  version_id          uuid not null,
  state               text not null default 'drafting' check (state in ('drafting', 'submitted', 'not-yet', 'earned', 'withdrawn')),
  started_at          timestamptz not null default now(),
  state_since         timestamptz not null default now(),
  foreign key (micro_credential_id, version_id) references micro_credential_version (micro_credential_id, id)
);
-- starting twice leads to the one journey that is under way or earned
create unique index journey_once on journey (earner_id, micro_credential_id) where state <> 'withdrawn';
create index journey_by_earner on journey (earner_id, started_at desc);

-- `revision` guards two tabs: a save names the revision it was made from.
create table answer (
  journey_id     uuid not null references journey,
  part_id        text not null,
  requirement_id text not null,
  text           text not null,
  revision       int not null default 1,
  updated_at     timestamptz not null default now(),
  primary key (journey_id, part_id, requirement_id)
) with (fillfactor = 70);  -- answers are rewritten often: room for heap-only updates

-- Bytes that were uploaded whole and recognized. The storage key never leaves the server.
create table file (
  id          uuid primary key default uuidv7(),
  owner_id    uuid not null references person,
  name        text not null,
  media_type  text not null,
  size        bigint not null check (size >= 0),
  sha256      bytea not null,
  storage_key text not null unique,
  created_at  timestamptz not null default now()
);
create index file_by_owner on file (owner_id);

-- A resumable upload (tus) under way.
create table upload (
  id          text primary key,
  owner_id    uuid not null references person,
  name        text not null,
  size        bigint not null check (size > 0),
  created_at  timestamptz not null default now(),
  file_id     uuid references file
);
create index upload_by_owner on upload (owner_id);

create table evidence_item (
  id                  uuid primary key default uuidv7(),
  earner_id           uuid not null references person,
  kind                text not null check (kind in ('text', 'link', 'image', 'document', 'audio', 'video')),
  title               text not null check (char_length(title) between 1 and 200),
  description         text not null default '',
  url                 text,
  file_id             uuid references file,
  -- minutes are checked against the requirement; seconds as read in the earner's browser
  duration_seconds    numeric,
  shows_students      boolean not null default false,
  consent_attested_at timestamptz,
  created_at          timestamptz not null default now(),
  removed_at          timestamptz,
  check (kind in ('text', 'link') or file_id is not null),
  check (kind <> 'link' or url is not null),
  check (not shows_students or consent_attested_at is not null)
);
create index evidence_item_by_earner on evidence_item (earner_id, created_at desc);
create index evidence_item_by_file on evidence_item (file_id);

create table journey_evidence (
  journey_id     uuid not null references journey,
  part_id        text not null,
  requirement_id text not null,
  evidence_id    uuid not null references evidence_item,
  position       int not null,
  -- whether the earner wants it on the badge
  shared         boolean not null default false,
  primary key (journey_id, part_id, requirement_id, evidence_id)
);
create index journey_evidence_by_evidence on journey_evidence (evidence_id);

create table self_assessment (
  journey_id   uuid not null references journey,
  part_id      text not null,
  criterion_id text not null,
  level_id     text not null,
  updated_at   timestamptz not null default now(),
  primary key (journey_id, part_id, criterion_id)
);

-- Attempt n of a journey, whole and for ever.
create table submission (
  id                  uuid primary key default uuidv7(),
  journey_id          uuid not null references journey,
  earner_id           uuid not null references person,
  version_id          uuid not null references micro_credential_version,
  attempt             int not null check (attempt > 0),
  -- {answers: {"part/requirement": text}, evidence: [...], carriedParts: [...]}
  snapshot            jsonb not null,
  change_note         text,
  statement_agreed_at timestamptz not null,
  submitted_at        timestamptz not null default now(),
  unique (journey_id, attempt)
);
create index submission_by_earner on submission (earner_id, submitted_at desc);
select make_append_only('submission');
