-- Groups: a PLC or cohort with its members, leaders, coach, ways in and announcements.

create table peer_group (
  id              uuid primary key default uuidv7(),
  name            text not null check (char_length(name) between 1 and 120),
  purpose         text not null default '' check (char_length(purpose) <= 4000),
  kind            text not null check (kind in ('plc', 'cohort')),
  -- the school or district it belongs to; free without
  organization_id uuid references organization,
  starts_on       date,
  ends_on         date,
  created_by      uuid references person on delete set null,
  created_at      timestamptz not null default now(),
  closed_at       timestamptz,
  check (ends_on is null or starts_on is null or ends_on >= starts_on)
);
create index peer_group_by_organization on peer_group (organization_id, id desc) where organization_id is not null;

-- What the group sets out to earn; its board shows these.
create table group_micro_credential (
  group_id            uuid not null references peer_group,
  micro_credential_id uuid not null references micro_credential,
  position            int not null,
  primary key (group_id, micro_credential_id)
);

-- A leader is a member too; a coach accompanies and is not counted.
create table group_member (
  group_id         uuid not null references peer_group,
  person_id        uuid not null references person on delete cascade,
  role             text not null check (role in ('member', 'leader', 'coach')),
  -- consent, asked at joining and changeable: whether the board shows this member's state
  shares_progress  boolean not null,
  announcements_by_mail boolean not null default true,
  joined_at        timestamptz not null default now(),
  left_at          timestamptz,
  primary key (group_id, person_id)
);
create index group_member_by_person on group_member (person_id, group_id) where left_at is null;

-- A way in: a link for many (no address), or an invitation mailed to one address.
create table group_invitation (
  id           uuid primary key default uuidv7(),
  group_id     uuid not null references peer_group,
  email        text check (email = lower(email)),
  role         text not null default 'member' check (role in ('member', 'leader', 'coach')),
  created_by   uuid references person on delete set null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  accepted_at  timestamptz,
  revoked_at   timestamptz,
  -- a link lets in members only; other roles are given to a known address
  check (email is not null or role = 'member')
);
create index group_invitation_by_group on group_invitation (group_id, id desc);
create unique index group_invitation_open_once on group_invitation (group_id, email)
  where email is not null and accepted_at is null and revoked_at is null;

create table group_announcement (
  id         uuid primary key default uuidv7(),
  group_id   uuid not null references peer_group,
  author_id  uuid references person on delete set null,
  text       text not null check (char_length(text) between 1 and 5000),
  created_at timestamptz not null default now(),
  removed_at timestamptz
);
create index group_announcement_by_group on group_announcement (group_id, id desc) where removed_at is null;
