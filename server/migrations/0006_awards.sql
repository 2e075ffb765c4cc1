-- Signing keys, status lists and awards.

create table issuer_key (
  id                   uuid primary key default uuidv7(),
  organization_id      uuid not null references organization,
  -- fragment of the verification method, e.g. key-1
  name                 text not null,
  public_key_multibase text not null,
  -- sealed with the master secret, context = id
  private_key_sealed   bytea not null,
  created_at           timestamptz not null default now(),
  retired_at           timestamptz,
  unique (organization_id, name)
);
create unique index issuer_key_current on issuer_key (organization_id) where retired_at is null;

create table status_list (
  id              uuid primary key default uuidv7(),
  organization_id uuid not null references organization,
  purpose         text not null check (purpose in ('revocation', 'suspension')),
  size            int not null default 131072 check (size >= 131072),
  used            int not null default 0,
  created_at      timestamptz not null default now(),
  check (used <= size)
);
create index status_list_by_organization on status_list (organization_id, purpose, created_at desc);

create table award (
  id                  uuid primary key default uuidv7(),
  earner_id           uuid not null references person,
  issuer_id           uuid not null references organization,
  micro_credential_id uuid references micro_credential,
  version_id          uuid references micro_credential_version,
  stack_id            uuid references stack,
  submission_id       uuid unique references submission,
  status_list_id      uuid not null references status_list,
  status_index        int not null,
  -- the signed Open Badge, byte for byte
  credential          text not null,
  awarded_at          timestamptz not null default now(),
  unique (status_list_id, status_index),
  check ((micro_credential_id is null) <> (stack_id is null)),
  check ((micro_credential_id is null) = (submission_id is null))
);
create index award_by_earner on award (earner_id, awarded_at desc);
create index award_by_micro_credential on award (micro_credential_id);
-- not unique: after a revocation the same micro-credential may be earned again; submission_id keeps one badge a pass
create index award_by_earner_and_micro_credential on award (earner_id, micro_credential_id) where micro_credential_id is not null;
create unique index award_once_per_stack on award (earner_id, stack_id) where stack_id is not null;
select make_append_only('award');

-- Whether the earner shows it, and under which address.
create table award_showing (
  award_id   uuid primary key references award,
  shown      boolean not null default true,
  updated_at timestamptz not null default now()
);

create table award_revocation (
  award_id   uuid primary key references award,
  reason     text not null check (char_length(reason) between 1 and 1000),
  revoked_by uuid references person,
  revoked_at timestamptz not null default now()
);
select make_append_only('award_revocation');
