-- Public profile pages, and the key with which the installation itself vouches for transcripts.

-- The page of a person, under an address of their choice, while they show it.
create table public_profile (
  person_id  uuid primary key references person on delete cascade,
  slug       text not null unique check (char_length(slug) between 3 and 60 and slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  shown      boolean not null,
  updated_at timestamptz not null default now()
);

-- Kept copies of the page go when it, its person or a badge on it changes. A new badge comes with the next copy, within a minute.
create function notify_profile() returns trigger language plpgsql as $$
begin
  if old is not null then perform pg_notify('public_content', 'profile:' || old.slug); end if;
  if new is not null then perform pg_notify('public_content', 'profile:' || new.slug); end if;
  return null;
end $$;
create trigger public_content after insert or update or delete on public_profile for each row execute function notify_profile();

create function notify_profile_of_person() returns trigger language plpgsql as $$
begin
  perform pg_notify('public_content', 'profile:' || slug) from public_profile where person_id = new.id;
  return null;
end $$;
create trigger profile_content after update of name, headline on person for each row execute function notify_profile_of_person();

create function notify_profile_of_award() returns trigger language plpgsql as $$
begin
  perform pg_notify('public_content', 'profile:' || p.slug)
    from award a join public_profile p on p.person_id = a.earner_id where a.id = new.award_id;
  return null;
end $$;
create trigger profile_content after insert or update on award_showing for each row execute function notify_profile_of_award();
create trigger profile_content after insert on award_revocation for each row execute function notify_profile_of_award();

-- Like issuer_key, of the installation. The newest signs; the others stay in its DID document.
create table installation_key (
  id                   uuid primary key default uuidv7(),
  name                 text not null unique,
  public_key_multibase text not null,
  -- sealed with the master secret, context = id
  private_key_sealed   bytea not null,
  created_at           timestamptz not null default now()
);
select make_append_only('installation_key');
