-- Nominations: micro-credentials from any issuer that educators propose for a program's approved list.

create table nomination (
  id                  uuid primary key default uuidv7(),
  program_id          uuid not null references program,
  recognizer_id       uuid not null references organization,
  nominated_by        uuid not null references person,
  state               text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  -- one of ours, or an achievement from elsewhere
  micro_credential_id uuid references micro_credential,
  foreign_id          text check (char_length(foreign_id) between 1 and 500),
  foreign_issuer      text check (char_length(foreign_issuer) between 1 and 500),
  -- as approved lists name it: what is proposed twice is one nomination
  achievement         text not null,
  title               text not null check (char_length(title) between 1 and 200),
  source_url          text check (char_length(source_url) <= 2000),
  rationale           text not null check (char_length(rationale) between 1 and 10000),
  reason              text check (char_length(reason) between 1 and 4000),
  -- the line it became
  entry_id            text,
  version_number      int,
  created_at          timestamptz not null default now(),
  decided_at          timestamptz,
  check ((micro_credential_id is null) = (foreign_id is not null)),
  check ((foreign_id is null) = (foreign_issuer is null)),
  check (state <> 'declined' or reason is not null),
  check ((state = 'accepted') = (entry_id is not null))
);
create unique index nomination_once on nomination (program_id, achievement) where state = 'open';
create index nomination_by_program on nomination (program_id, state, id desc);
create index nomination_title on nomination using gin (title gin_trgm_ops) where state = 'open';

create table nomination_support (
  nomination_id uuid not null references nomination,
  person_id     uuid not null references person,
  supported_at  timestamptz not null default now(),
  primary key (nomination_id, person_id)
);

create table nomination_comment (
  id            uuid primary key default uuidv7(),
  nomination_id uuid not null references nomination,
  author_id     uuid not null references person,
  text          text not null check (char_length(text) between 1 and 5000),
  created_at    timestamptz not null default now(),
  removed_at    timestamptz
);
create index nomination_comment_by_nomination on nomination_comment (nomination_id, id);

create table nomination_act (
  id            uuid primary key default uuidv7(),
  nomination_id uuid not null references nomination,
  act           text not null check (act in ('nominate', 'accept', 'decline', 'withdraw')),
  reason        text,
  taken_by      uuid not null references person,
  taken_at      timestamptz not null default now()
);
create index nomination_act_by_nomination on nomination_act (nomination_id, id);
select make_append_only('nomination_act');
