-- Suspension of awards: for as long as something is looked into, then lifted or ended by a revocation.

create table award_suspension (
  id             uuid primary key default uuidv7(),
  award_id       uuid not null references award,
  reason         text not null check (char_length(reason) between 1 and 1000),
  -- null when it follows from another suspension
  suspended_by   uuid references person,
  suspended_at   timestamptz not null default now(),
  status_list_id uuid not null references status_list,
  status_index   int not null,
  ended_at       timestamptz,
  ended_by       uuid references person,
  check (ended_at is not null or ended_by is null)
);
create unique index award_suspension_once on award_suspension (award_id) where ended_at is null;
create index award_suspension_by_list on award_suspension (status_list_id, status_index);
create trigger public_content after insert or update on award_suspension for each row execute function notify_award_content();
create trigger profile_content after insert or update on award_suspension for each row execute function notify_profile_of_award();

-- What badges that an issuer signs from now on can tell verifiers elsewhere. Open Badges 3.0 gives a badge one status, so it is one or the other.
alter table organization add column badge_status text not null default 'revocation' check (badge_status in ('revocation', 'suspension'));
