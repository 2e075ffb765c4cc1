-- Endorsements: an organization vouches in its own name, signed, for a micro-credential's version, for an issuer, or for something elsewhere.

-- Places of badges and of endorsements do not share a list: a badge's list says nothing but how many badges there are.
alter table status_list add column holds text not null default 'awards' check (holds in ('awards', 'endorsements'));
create index status_list_of_endorsements on status_list (organization_id) where holds = 'endorsements';

create table endorsement (
  id                  uuid primary key default uuidv7(),
  -- who endorses
  organization_id     uuid not null references organization,
  micro_credential_id uuid references micro_credential,
  version_id          uuid references micro_credential_version,
  issuer_id           uuid references organization,
  -- of what is not here: the id that its badges name, and how the endorser calls it
  foreign_id          text check (char_length(foreign_id) between 1 and 2000),
  foreign_name        text check (char_length(foreign_name) between 1 and 200),
  comment             text not null check (char_length(comment) between 1 and 2000),
  -- the last day on which it holds, in UTC; null for as long as it is not withdrawn
  holds_until         date,
  status_list_id      uuid not null references status_list,
  status_index        int not null,
  -- the signed EndorsementCredential, byte for byte
  credential          text not null,
  made_by             uuid references person,
  made_at             timestamptz not null default now(),
  unique (status_list_id, status_index),
  check (num_nonnulls(micro_credential_id, issuer_id, foreign_id) = 1),
  check ((micro_credential_id is null) = (version_id is null)),
  check ((foreign_id is null) = (foreign_name is null)),
  check (issuer_id is null or issuer_id <> organization_id)
);
create index endorsement_by_organization on endorsement (organization_id, id desc);
create index endorsement_of_micro_credential on endorsement (micro_credential_id, id desc) where micro_credential_id is not null;
create index endorsement_of_issuer on endorsement (issuer_id, id desc) where issuer_id is not null;
select make_append_only('endorsement');

create table endorsement_withdrawal (
  endorsement_id uuid primary key references endorsement,
  withdrawn_by   uuid references person,
  withdrawn_at   timestamptz not null default now(),
  status_list_id uuid not null references status_list,
  status_index   int not null
);
create index endorsement_withdrawal_by_list on endorsement_withdrawal (status_list_id, status_index);
select make_append_only('endorsement_withdrawal');

-- Pages and answers that show it.
create function notify_endorsed(endorsement_id uuid) returns void language sql as $$
  select pg_notify('public_content', 'endorsements:' || coalesce('micro-credential:' || m.slug, 'issuer:' || o.slug))
    from endorsement e
    left join micro_credential m on m.id = e.micro_credential_id
    left join organization o on o.id = e.issuer_id
    where e.id = endorsement_id and e.foreign_id is null
$$;
create function notify_endorsement() returns trigger language plpgsql as $$
begin
  perform notify_endorsed(new.id);
  return null;
end $$;
create function notify_endorsement_withdrawal() returns trigger language plpgsql as $$
begin
  perform notify_endorsed(new.endorsement_id);
  return null;
end $$;
create trigger public_content after insert on endorsement for each row execute function notify_endorsement();
create trigger public_content after insert on endorsement_withdrawal for each row execute function notify_endorsement_withdrawal();
