-- What a recognizing entity offers: programs with their approved lists, who takes part, and the terms and employment facts that decide pay.

-- `draft` until its first version is published; a closed one takes nobody in, claims of those in it still come through.
create table program (
  id                 uuid primary key default uuidv7(),
  recognizer_id      uuid not null references organization,
  slug               text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  state              text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  current_version_id uuid,
  demo               boolean not null default false,
  created_at         timestamptz not null default now(),
  unique (recognizer_id, slug),
  check ((state = 'draft') = (current_version_id is null))
);

-- A published version never changes: a changed rule never rewrites history.
create table program_version (
  id           uuid primary key default uuidv7(),
  program_id   uuid not null references program,
  number       int not null check (number > 0),
  -- recognition/programs/definition.ts
  definition   jsonb not null,
  published_at timestamptz not null default now(),
  published_by uuid references person,
  unique (program_id, number),
  unique (program_id, id)
);
create index program_version_in_force on program_version (program_id, published_at desc);
select make_append_only('program_version');

alter table program add constraint current_version_is_own
  foreign key (id, current_version_id) references program_version (program_id, id) deferrable initially deferred;

create table program_draft (
  program_id uuid primary key references program,
  definition jsonb not null,
  revision   int not null default 1,
  updated_by uuid references person,
  updated_at timestamptz not null default now()
);

-- The approved list of each version as rows: what is looked for from the side of a micro-credential or a foreign badge.
-- One row for each achievement an entry accepts; `counts_as` is the same for all of an entry, so that equals count once.
create table program_entry (
  version_id          uuid not null references program_version,
  entry_id            text not null,
  -- 'mc:' and the micro-credential's id, or 'foreign:' and the achievement's id
  achievement         text not null,
  program_id          uuid not null references program,
  counts_as           text not null,
  micro_credential_id uuid references micro_credential,
  title               text not null,
  difficulty          int not null check (difficulty between 1 and 3),
  hours               numeric not null check (hours >= 0 and hours = round(hours, 2)),
  primary key (version_id, achievement)
);
create index program_entry_by_achievement on program_entry (achievement, program_id);
create index program_entry_by_micro_credential on program_entry (micro_credential_id) where micro_credential_id is not null;
select make_append_only('program_entry');

-- An educator in a program; stays under the version joined where that is kinder.
create table participation (
  program_id  uuid not null references program,
  educator_id uuid not null references person,
  version_id  uuid not null,
  joined_at   timestamptz not null default now(),
  left_at     timestamptz,
  primary key (program_id, educator_id),
  foreign key (program_id, version_id) references program_version (program_id, id)
);
create index participation_by_educator on participation (educator_id);

-- Onboarding steps done: `step_id` is the step's id in the definition.
create table participation_step (
  program_id   uuid not null,
  educator_id  uuid not null,
  step_id      text not null,
  completed_at timestamptz not null default now(),
  primary key (program_id, educator_id, step_id),
  foreign key (program_id, educator_id) references participation
);

-- What an educator chose from the approved list.
create table participation_choice (
  program_id  uuid not null,
  educator_id uuid not null,
  entry_id    text not null,
  chosen_at   timestamptz not null default now(),
  primary key (program_id, educator_id, entry_id),
  foreign key (program_id, educator_id) references participation
);

-- Currency, years, pay calendar and cycle of a recognizer, by the date from which they hold (recognition/incentives/terms.ts).
create table recognition_terms (
  recognizer_id  uuid not null references organization,
  number         int not null check (number > 0),
  effective_from date not null,
  terms          jsonb not null,
  published_at   timestamptz not null default now(),
  published_by   uuid references person,
  primary key (recognizer_id, number)
);
select make_append_only('recognition_terms');

-- What Human Resources know of an educator, from a date on; a later record for the same date replaces it. Pay hangs on it: append-only.
create table employment (
  id                uuid primary key default uuidv7(),
  recognizer_id     uuid not null references organization,
  educator_id       uuid not null references person,
  effective_on      date not null,
  hr_identifier     text check (char_length(hr_identifier) between 1 and 100),
  -- the recognizer's own words, e.g. 'teacher', 'librarian'; 'full-time', 'part-time'
  position          text check (char_length(position) between 1 and 100),
  contract          text check (char_length(contract) between 1 and 100),
  hired_on          date,
  ended_on          date,
  -- the certificate's or licence's current cycle
  licence_starts_on date,
  licence_ends_on   date,
  recorded_at       timestamptz not null default now(),
  recorded_by       uuid references person,
  check (licence_starts_on < licence_ends_on)
);
create index employment_of_educator on employment (recognizer_id, educator_id, effective_on, id);
create index employment_by_hr_identifier on employment (recognizer_id, hr_identifier) where hr_identifier is not null;
select make_append_only('employment');
