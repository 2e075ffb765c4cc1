-- People, how they sign in, the organizations they act for.
-- person, session, account, verification, passkey are laid out as better-auth asks, with our names.

create table person (
  id             uuid primary key default uuidv7(),
  name           text not null check (char_length(name) between 1 and 200),
  email          text not null unique,
  email_verified boolean not null default false,
  image          text,
  headline       text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);

create table session (
  id         uuid primary key default uuidv7(),
  person_id  uuid not null references person on delete cascade,
  token      text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_by_person on session (person_id);

create table account (
  id                       uuid primary key default uuidv7(),
  person_id                uuid not null references person on delete cascade,
  account_id               text not null,
  provider_id              text not null,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now()
);
create index account_by_person on account (person_id);

create table verification (
  id         uuid primary key default uuidv7(),
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_by_identifier on verification (identifier);

create table passkey (
  id            uuid primary key default uuidv7(),
  name          text,
  public_key    text not null,
  person_id     uuid not null references person on delete cascade,
  credential_id text not null unique,
  counter       bigint not null,
  device_type   text not null,
  backed_up     boolean not null,
  transports    text,
  aaguid        text,
  created_at    timestamptz not null default now()
);
create index passkey_by_person on passkey (person_id);

-- Every address of a person, so that badges survive leaving a district. An address belongs to one person once verified.
create table email_address (
  id          uuid primary key default uuidv7(),
  person_id   uuid not null references person on delete cascade,
  email       text not null check (email = lower(email)),
  verified_at timestamptz,
  token_hash  bytea,
  token_expires_at timestamptz,
  created_at  timestamptz not null default now(),
  unique (person_id, email)
);
create unique index email_address_verified_once on email_address (email) where verified_at is not null;
create index email_address_by_token on email_address (token_hash) where token_hash is not null;

create table organization (
  id            uuid primary key default uuidv7(),
  slug          text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name          text not null check (char_length(name) between 1 and 200),
  tagline       text not null default '',
  description   text not null default '',
  website       text,
  color         text check (color ~ '^#[0-9a-f]{6}$'),
  country       text check (country ~ '^[A-Z]{2}$'),
  timezone      text not null default 'UTC',
  is_issuer     boolean not null default false,
  is_recognizer boolean not null default false,
  parent_id     uuid references organization,
  demo          boolean not null default false,
  created_at    timestamptz not null default now(),
  check (is_issuer or is_recognizer)
);
create index organization_by_parent on organization (parent_id);

-- One person may hold roles in several organizations. `educator` states employment; it grants nothing over others.
create table membership (
  organization_id uuid not null references organization,
  person_id       uuid not null references person on delete cascade,
  roles           text[] not null check (
    cardinality(roles) > 0 and
    roles <@ array['issuer-admin','author','evaluation-lead','evaluator','recognizer-admin','reviewer','hr','coach','educator']),
  created_at      timestamptz not null default now(),
  primary key (organization_id, person_id)
);
create index membership_by_person on membership (person_id);

create table invitation (
  id              uuid primary key default uuidv7(),
  organization_id uuid not null references organization,
  email           text not null check (email = lower(email)),
  roles           text[] not null check (cardinality(roles) > 0),
  token_hash      bytea not null unique,
  invited_by      uuid references person on delete set null,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  accepted_at     timestamptz,
  accepted_by     uuid references person on delete set null,
  withdrawn_at    timestamptz
);
create unique index invitation_open_once on invitation (organization_id, email) where accepted_at is null and withdrawn_at is null;
create index invitation_by_organization on invitation (organization_id, created_at desc);
