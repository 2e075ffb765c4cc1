-- Micro-credentials with their immutable versions, drafts being authored, and stacks.

create table micro_credential (
  id                 uuid primary key default uuidv7(),
  slug               text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  issuer_id          uuid not null references organization,
  current_version_id uuid,
  demo               boolean not null default false,
  created_at         timestamptz not null default now(),
  retired_at         timestamptz
);
create index micro_credential_by_issuer on micro_credential (issuer_id);

-- A published version never changes; earners stay on the one they started.
create table micro_credential_version (
  id                  uuid primary key default uuidv7(),
  micro_credential_id uuid not null references micro_credential,
  number              int not null check (number > 0),
  definition          jsonb not null,
  published_at        timestamptz not null default now(),
  published_by        uuid,
  unique (micro_credential_id, number),
  unique (micro_credential_id, id)
);
select make_append_only('micro_credential_version');

alter table micro_credential add constraint current_version_is_own
  foreign key (id, current_version_id) references micro_credential_version (micro_credential_id, id) deferrable initially deferred;

create table micro_credential_draft (
  micro_credential_id uuid primary key references micro_credential,
  definition          jsonb not null,
  revision            int not null default 1,
  updated_by          uuid,
  updated_at          timestamptz not null default now()
);

create table stack (
  id          uuid primary key default uuidv7(),
  slug        text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  issuer_id   uuid not null references organization,
  title       text not null check (char_length(title) between 1 and 200),
  description text not null,
  -- {"kind":"all"} or {"kind":"count","count":n}
  rule        jsonb not null,
  demo        boolean not null default false,
  created_at  timestamptz not null default now()
);
create index stack_by_issuer on stack (issuer_id);

create table stack_member (
  stack_id            uuid not null references stack,
  micro_credential_id uuid not null references micro_credential,
  position            int not null check (position > 0),
  primary key (stack_id, micro_credential_id),
  unique (stack_id, position)
);
create index stack_member_by_micro_credential on stack_member (micro_credential_id);
