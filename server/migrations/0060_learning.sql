-- Courses (units, enrolments, completion, discussion) and surveys (answers, responses).

-- Files that capabilities beside the portfolio use: the clean-up leaves them, and `public` ones are for everybody.
create table file_use (
  file_id uuid not null references file,
  used_by text not null,
  public  boolean not null default false,
  primary key (file_id, used_by)
);

create table course (
  id                 uuid primary key default uuidv7(),
  slug               text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  organization_id    uuid not null references organization,
  current_version_id uuid,
  -- `open`: anyone may enrol; `invited`: with the link, or through a program
  enrolment          text not null default 'open' check (enrolment in ('open', 'invited')),
  -- numbers the link of an invited course: a new link ends the one before
  link_number        int not null default 1,
  demo               boolean not null default false,
  created_at         timestamptz not null default now()
);
create index course_by_organization on course (organization_id, id desc);
create index course_open on course (id desc) where current_version_id is not null and enrolment = 'open';

-- A published version never changes; learners stay on theirs or move on by choice.
create table course_version (
  id           uuid primary key default uuidv7(),
  course_id    uuid not null references course,
  number       int not null check (number > 0),
  definition   jsonb not null,
  published_at timestamptz not null default now(),
  published_by uuid,
  unique (course_id, number),
  unique (course_id, id)
);
alter table course add constraint current_version_is_own
  foreign key (id, current_version_id) references course_version (course_id, id) deferrable initially deferred;

select make_append_only('course_version');

create table course_draft (
  course_id  uuid primary key references course,
  definition jsonb not null,
  revision   int not null default 1,
  updated_by uuid references person on delete set null,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);

create table enrolment (
  id            uuid primary key default uuidv7(),
  course_id     uuid not null references course,
  person_id     uuid not null references person on delete cascade,
  version_id    uuid not null,
  enrolled_at   timestamptz not null default now(),
  completed_at  timestamptz,
  -- where one left: the resource opened last
  left_unit     text,
  left_resource text,
  left_at       timestamptz not null default now(),
  -- whether new posts come by mail, once a day
  digest        boolean not null default true,
  digest_at     timestamptz not null default now(),
  unique (course_id, person_id),
  foreign key (course_id, version_id) references course_version (course_id, id)
);
create index enrolment_by_person on enrolment (person_id, left_at desc);
create index enrolment_with_digest on enrolment (id) where digest;

create table resource_completion (
  enrolment_id uuid not null references enrolment on delete cascade,
  unit_id      text not null,
  resource_id  text not null,
  completed_at timestamptz not null default now(),
  primary key (enrolment_id, unit_id, resource_id)
);

-- A post opens a thread of a unit; a reply belongs to a post.
create table discussion_post (
  id           uuid primary key default uuidv7(),
  course_id    uuid not null references course,
  unit_id      text not null,
  reply_to     uuid references discussion_post,
  author_id    uuid references person on delete set null,
  text         text not null check (char_length(text) <= 10000),
  created_at   timestamptz not null default now(),
  edited_at    timestamptz,
  removed_at   timestamptz,
  -- set where the organization removed it, with its reason; not where the author did
  removed_by   uuid references person on delete set null,
  removal_note text
);
create index discussion_thread on discussion_post (course_id, unit_id, id desc) where reply_to is null;
create index discussion_reply on discussion_post (reply_to, id) where reply_to is not null;
create index discussion_news on discussion_post (course_id, created_at) where removed_at is null;

create table survey (
  id                 uuid primary key default uuidv7(),
  organization_id    uuid not null references organization,
  current_version_id uuid,
  closes_at          timestamptz,
  demo               boolean not null default false,
  created_at         timestamptz not null default now()
);
create index survey_by_organization on survey (organization_id, id desc);

create table survey_version (
  id           uuid primary key default uuidv7(),
  survey_id    uuid not null references survey,
  number       int not null check (number > 0),
  definition   jsonb not null,
  published_at timestamptz not null default now(),
  published_by uuid,
  unique (survey_id, number),
  unique (survey_id, id)
);
alter table survey add constraint current_version_is_own
  foreign key (id, current_version_id) references survey_version (survey_id, id) deferrable initially deferred;

select make_append_only('survey_version');

create table survey_draft (
  survey_id  uuid primary key references survey,
  definition jsonb not null,
  revision   int not null default 1,
  updated_by uuid references person on delete set null,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);

-- One person's way through a survey: answers while they are being given, and whether it was completed.
-- Where the survey is anonymous the answers leave this row on submission.
create table survey_participation (
  id           uuid primary key default uuidv7(),
  survey_id    uuid not null references survey,
  person_id    uuid not null references person on delete cascade,
  version_id   uuid not null,
  answers      jsonb not null default '{}',
  revision     int not null default 0,
  started_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  completed_at timestamptz,
  unique (survey_id, person_id),
  foreign key (survey_id, version_id) references survey_version (survey_id, id)
) with (fillfactor = 70);
create index survey_participation_by_person on survey_participation (person_id, id desc);

-- What results count. Anonymous ones carry neither person nor hour, and an id that tells no order.
create table survey_response (
  id           uuid primary key default gen_random_uuid(),
  survey_id    uuid not null references survey,
  version_id   uuid not null references survey_version,
  person_id    uuid references person on delete cascade,
  answers      jsonb not null,
  submitted_on date not null
);
create index survey_response_by_survey on survey_response (survey_id, id);
create unique index survey_response_once on survey_response (survey_id, person_id) where person_id is not null;

-- Public pages of courses are made from these.
create trigger public_content after insert or update or delete on course for each statement execute function notify_public_content('courses');
