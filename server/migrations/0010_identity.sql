-- Addresses in step with sign-in, lists of members and invitations, and forgetting what has expired.

-- The primary address has its confirmed row from the moment better-auth confirms it, in the same statement.
create function keep_primary_address() returns trigger language plpgsql as $$
begin
  if new.email_verified then
    insert into email_address (person_id, email, verified_at) values (new.id, new.email, now())
    on conflict (person_id, email) do update
      set verified_at = coalesce(email_address.verified_at, excluded.verified_at), token_hash = null, token_expires_at = null;
  end if;
  return null;
end $$;
create trigger keep_primary_address after insert or update of email, email_verified on person
  for each row execute function keep_primary_address();

insert into email_address (person_id, email, verified_at)
  select id, email, now() from person where email_verified
  on conflict (person_id, email) do nothing;

-- Pages of an organization's invitations, newest first; the ids carry the time.
drop index invitation_by_organization;
create index invitation_by_organization on invitation (organization_id, id desc);
-- Open invitations of the addresses of one person.
create index invitation_open_by_email on invitation (email) where accepted_at is null and withdrawn_at is null;

-- What the nightly forgetting looks for.
create index session_by_expiry on session (expires_at);
create index verification_by_expiry on verification (expires_at);
create index person_unconfirmed on person (created_at) where not email_verified;
